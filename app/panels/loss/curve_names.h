// The names of the losses' curves, drawn beside them where they cover none of them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/panels/loss/loss_curve_axes.h"
#include "app/panels/loss/loss_curve_model.h"
#include "app/panels/view.h"
#include "app/ui/math_text.h"

namespace gan {

struct NamedCurve {
  std::span<const float> xy;  // as CurveName has it
  std::string_view name;      // a formula
  Rgb colour;
};

// Looks for places only when a curve, a name or the area has changed.
class CurveNamePainter {
 public:
  // Those that come first have the best places.
  void draw(std::span<const NamedCurve> curves, const LossCurveArea& area, const Frame& frame);

 private:
  MathTexts formulas_;
  NameArea area_{};
  std::vector<float> points_, widths_, points_now_, widths_now_;
  std::vector<CurveName> names_;
  std::vector<NamePlace> places_;
};

}  // namespace gan
