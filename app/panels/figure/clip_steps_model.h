// Which states a clip shows. Pure.
#pragma once

#include <cstdint>
#include <vector>

namespace gan {

// From `from` on every so many iterations, and at the end `to`; one state where both are the same.
std::vector<std::int64_t> clip_steps(std::int64_t from, std::int64_t to, std::int64_t every);
// As many iterations between two frames as make about so many of them, a round number.
std::int64_t clip_distance(std::int64_t from, std::int64_t to, int frames);

}  // namespace gan
