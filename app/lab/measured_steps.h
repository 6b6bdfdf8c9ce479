// At which steps a run that is trained for a picture is measured: what the picture says of it is then the same on every
// machine, however fast it trains and measures. Pure.
#pragma once

#include <cstdint>

namespace gan {

// The first multiple of a round number after `step`, or `end` where that comes before: about `stops` of them on the way
// from `begin` to `end`, and none so far from the next that the records between them take much memory.
std::int64_t next_measured_step(std::int64_t begin, std::int64_t end, int stops, std::int64_t step);

}  // namespace gan
