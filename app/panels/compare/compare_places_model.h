// Where games side by side stand on the stage: in a row or in two, so that each is as large as can be. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "app/panels/regions_model.h"

namespace gan {

// Of `games` games, at least 1, in their order, `gap` pixels apart; the last column and row take what is left over.
std::vector<Region> place_games(std::size_t games, const Region& stage, float gap);

}  // namespace gan
