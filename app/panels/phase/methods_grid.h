// Methods side by side, drawn: a small portrait each, with what it ends at.
#pragma once

#include "app/panels/phase/methods_model.h"
#include "app/panels/view.h"

namespace gan {

// In the rectangle from `low` to `high`; scrolls where they do not all fit.
void draw_methods(const Frame& frame, const MethodPanels& methods, ImVec2 low, ImVec2 high);

}  // namespace gan
