// Where games side by side stand on the stage: in a row or in two, so that each is as large as can be. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "app/panels/regions_model.h"

namespace gan {

// Of `games` games, at least 1, in their order, `gap` pixels apart, all of one size,
// so that all show the same stretch of the plane: less than a pixel a game is left over.
std::vector<Region> place_games(std::size_t games, const Region& stage, float gap);

}  // namespace gan
