// What the loss lens shows.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

// A part of the losses, which formulas, curves and histograms show alike.
enum class LossPart { none, real, fake, generator };

struct LossSettings : SettingsSection {
  bool probability_axis = true;  // the axis of the curve is D's probability, not the logit

  // Of this session only: the part whose term of a formula is under the mouse. Formulas of this frame, the controls'
  // and the lens's own, say so in the first; curves and histograms, and whoever else shows the part, read the second.
  LossPart under_mouse = LossPart::none;
  LossPart lit = LossPart::none;

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
