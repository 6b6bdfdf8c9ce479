// Draws the line between two moments: its plots below one another over one axis t.
#pragma once

#include <string>

#include "app/panels/theory/path_model.h"
#include "app/panels/view.h"

namespace gan {

// The least height at which the first so many of them can be read, in pixels.
float least_path_height(const Frame& frame, int plots);
// How many have room in this height, from none to all.
int path_plots_within(const Frame& frame, float height);
// The first `count` of them. from, to: what stands at t = 0 and t = 1. The mouse reads off the numbers.
void draw_path_plots(const Frame& frame, const MomentPath& path, const std::string& from, const std::string& to,
                     int count, ImVec2 low, ImVec2 high);

}  // namespace gan
