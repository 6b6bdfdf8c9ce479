// The part of the theory tab that shows ‖∇D‖ where penalties look at it: see panels/theory/penalty_model.h.
#pragma once

#include "app/panels/theory/penalty_model.h"
#include "app/panels/view.h"

namespace gan {

class PenaltyPart {
 public:
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

 private:
  void draw_groups(const Frame& frame, ImVec2 low, ImVec2 high) const;

  PenaltyPicture penalties_;
};

}  // namespace gan
