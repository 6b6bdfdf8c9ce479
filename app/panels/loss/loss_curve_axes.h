// The axes of the loss curve: D's output below, a loss at the left. Draws into a draw list; changes nothing.
#pragma once

#include "app/panels/view.h"
#include "app/plot/plot_axis.h"
#include "app/ui/math_text.h"

namespace gan {

// In pixels: the curves stand between `top` and `curves`, the histograms between `strip` and `bottom`.
struct LossCurveArea {
  float left, top, right, curves, strip, bottom;
};

struct LossCurveAxes {
  Range outputs, losses;
  int loss;
  bool probability;  // the output is D(x); else a logit or f(x)
};

void draw_loss_curve_axes(const Frame& frame, const LossCurveArea& area, const LossCurveAxes& axes, const Scale& x,
                          const Scale& y, MathTexts& formulas);

}  // namespace gan
