// The histogram of ‖∇D‖ at the points of one penalty, with its target and its mean as lines: see penalty_model.h.
#pragma once

#include "app/panels/theory/penalty_model.h"
#include "app/panels/view.h"

namespace gan {

// With its title above and its axis below, in the rectangle from `low` to `high`. top: the end of the axis, > 0.
void draw_norm_histogram(const Frame& frame, const PenaltyGroup& group, double top, ImVec2 low, ImVec2 high);

}  // namespace gan
