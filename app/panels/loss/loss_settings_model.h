// What the loss lens shows.
#pragma once

#include "app/panels/view_settings_model.h"

namespace gan {

// Parts of the losses, which formulas, curves and histograms show alike; a set of them. `both` is what is real's and
// fake's, the two terms of D's loss and of the value.
enum class LossPart : unsigned { none = 0, real = 1, fake = 2, both = 3, generator = 4 };
constexpr LossPart operator|(LossPart a, LossPart b) {
  return static_cast<LossPart>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
// Whether what belongs to `part` is lit.
constexpr bool lights(LossPart lit, LossPart part) {
  return (static_cast<unsigned>(lit) & static_cast<unsigned>(part)) != 0;
}

struct LossSettings : SettingsSection {
  bool probability_axis = true;  // the axis of the curve is D's probability, not the logit

  // Of this session only: the part whose term of a formula, or whose curve, is under the mouse, else that of the
  // strip's node that was clicked. Formulas of this frame, the controls' and the lens's own, say so in the first;
  // curves and histograms, and whoever else shows the part, read the second.
  LossPart under_mouse = LossPart::none;
  LossPart lit = LossPart::none;

  std::vector<ViewSetting> table() override;
};

}  // namespace gan
