// The points at which penalties look at ‖∇D‖, coloured by it, over the arena's picture: see
// panels/theory/penalty_model.h.
#pragma once

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/theory/penalty_model.h"

namespace gan {

// One mark: a disc at real samples, a triangle at generated ones, a square between, a diamond around real ones.
void draw_penalty_mark(ImDrawList& list, const Theme& theme, PenalisedSamples samples, ImVec2 at, Rgb colour,
                       float opacity);
void draw_penalty_marks(const ArenaCanvas& canvas, const PenaltyPicture& penalties, float opacity);

}  // namespace gan
