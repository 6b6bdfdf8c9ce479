// The small toolbar inside the arena: a switch for each layer, what the surface shows, the length of the
// arrows, opacities, and "show everything". It changes view settings only.
#pragma once

#include "app/models/view_settings.h"
#include "app/views/view.h"

namespace gan {

// At the upper left corner of a region that is `width` pixels wide; wraps where it does not fit. Returns the
// height that it took. `fit` becomes true where a person asked to see everything.
float draw_arena_toolbar(const Frame& frame, ViewSettings& settings, ImVec2 corner, float width, bool& fit);

}  // namespace gan
