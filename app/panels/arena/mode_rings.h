// The modes of a mixture on the stage: circles of two and three standard deviations, and around each an arc that says
// how many of the samples drawn lie in it. Half a turn is the mode's ideal share, marked in blue; a full turn is twice
// that or more.
#pragma once

#include <span>

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/modes/mode_bars_model.h"

namespace gan {

// `bars`: one a mode, or none where nothing is known yet. What is drawn is added to `labels`.
void draw_mode_rings(const ArenaCanvas& canvas, const GaussianMixture& mixture, std::span<const ModeBar> bars,
                     float opacity, LabelBoxes& labels);

}  // namespace gan
