// The part of the theory tab that shows what the game does along the line between two moments: see
// panels/theory/path_model.h.
#pragma once

#include "app/panels/theory/path_model.h"
#include "app/panels/view.h"

namespace gan {

class PathPart {
 public:
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

 private:
  // Returns how high the row is.
  float draw_ends(ViewContext& context, const Frame& frame, ImVec2 at, float right);
  void draw_path(const MomentPath& path, const ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) const;
};

}  // namespace gan
