// How fast a scenario trains by itself: slowly until its story has been told, then faster. Pure. Pacing, which changes
// no number of the game.
#pragma once

#include <cstdint>

#include "core/scenario/scenario.h"

namespace gan {

// Sub-steps a second after so many iterations. From `pace.steps` on it grows without a jump or a kink, for as many
// iterations again, until it is `pace.then`.
double pace_speed(const OpeningPace& pace, std::int64_t step);

// It does not grow any more.
bool pace_is_over(const OpeningPace& pace, std::int64_t step);

}  // namespace gan
