// Draws the line between two moments: its plots below one another over one axis t.
#pragma once

#include <string>

#include "app/panels/theory/path_model.h"
#include "app/panels/view.h"

namespace gan {

// The least height that they can be read at, in pixels.
float least_path_height(const Frame& frame);
// from, to: what stands at t = 0 and t = 1. The mouse reads off the numbers.
void draw_path_plots(const Frame& frame, const MomentPath& path, const std::string& from, const std::string& to,
                     ImVec2 low, ImVec2 high);

}  // namespace gan
