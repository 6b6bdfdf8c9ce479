// The values of now for the plots: what the present state scores, measured on the samples that are shown, where that
// can be told: at rest and at a slow pace. Nothing of it is recorded: the lines have one value an iteration, measured
// on that iteration's batches before its updates, and steps by hand may not complete one.
#pragma once

#include <string>
#include <string_view>

#include "app/lab/view_context.h"

namespace gan {

// Of the scalar with this id (core/record) at the newest state; NaN where it is not known yet, or of another state.
double value_now(const ViewContext& context, std::string_view id);

// Whether anything is known of the newest state.
bool knows_now(const ViewContext& context);

// Where the state lies on the axis of steps: between two iterations where some sub-steps of the next are done.
double step_now(const Position& position);

// "step 1 200", "step 1 200 +15D", "step 1 200 +2D 1G".
std::string moment_text(const Position& position);

}  // namespace gan
