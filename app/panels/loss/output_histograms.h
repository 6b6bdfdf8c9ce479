// Where D's outputs lie: the histograms of its output on generated samples and on real ones, one above the other over
// one axis.
#pragma once

#include "app/panels/loss/loss_curve_model.h"
#include "app/panels/loss/loss_settings_model.h"
#include "app/panels/view.h"
#include "core/game/losses.h"

namespace gan {

// The strip that both fill, in pixels.
struct HistogramStrip {
  float left, top, right, bottom;
};

// Each has its player's mark at the left, and how much lies beyond the axis at its ends. `reading` names them for the
// mouse; where a part is lit the other one fades.
void draw_output_histograms(const Frame& frame, const HistogramStrip& strip, const Histogram& fake,
                            const Histogram& real, const OutputReading& reading, LossPart lit);

}  // namespace gan
