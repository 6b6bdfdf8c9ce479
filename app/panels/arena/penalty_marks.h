// The points at which penalties look at ‖∇D‖, coloured by it, over the arena's picture: see
// panels/theory/penalty_model.h.
#pragma once

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/theory/penalty_model.h"

namespace gan {

// Discs at real samples, triangles at generated ones, squares between, diamonds around real ones.
void draw_penalty_marks(const ArenaCanvas& canvas, const PenaltyPicture& penalties, float opacity);

}  // namespace gan
