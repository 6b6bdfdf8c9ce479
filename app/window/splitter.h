// A line between two parts of the window that can be dragged.
#pragma once

#include "app/panels/view.h"

namespace gan {

// Returns how far it was dragged in this frame, in pixels; `vertical`: the line stands upright and moves sideways.
float splitter(const char* id, const Region& line, bool vertical, const Frame& frame);

}  // namespace gan
