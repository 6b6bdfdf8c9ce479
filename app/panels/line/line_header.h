// The value function above the figure, as the notes write it: the sum over a minibatch, the integral, and between which
// bounds the integral lies.
#pragma once

#include "app/panels/line/line_canvas.h"
#include "app/ui/math_text.h"

namespace gan {

class LineHeader {
 public:
  // Pixels that it takes in a place of this width and height; 0 where it would leave the figure too little.
  float height(const Frame& frame, const LineValues& values, float width, float most);
  // From `low` on, as wide as `width`.
  void draw(const ArenaCanvas& stage, const LineValues& values, ImVec2 low, float width);

 private:
  MathForm form_of(float width) const;
  MathTexts formulas_;
};

}  // namespace gan
