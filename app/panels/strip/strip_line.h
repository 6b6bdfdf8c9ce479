// The strip as one line: the value, its two terms, and what an iteration consists of.
#pragma once

#include "app/panels/strip/strip_scene.h"

namespace gan {

class StripLine {
 public:
  // In the fonts of this frame.
  void measure(const StripTexts& texts, MathTexts& formulas, const Theme& theme);
  void draw(const StripScene& scene, ImVec2 size) const;

 private:
  StripLineMeasure measure_;
  std::array<std::string, 3> symbols_;  // the value; what it is; the second term, if there is one
  float plus_ = 0;                      // width of the sign before the second term, which may bring its own
};

}  // namespace gan
