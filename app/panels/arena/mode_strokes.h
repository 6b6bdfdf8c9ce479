// The leading mode drawn over the arena's picture: see mode_strokes_model.h.
#pragma once

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/arena/mode_strokes_model.h"

namespace gan {

void draw_mode_strokes(const ArenaCanvas& canvas, const ModeStrokes& mode);

}  // namespace gan
