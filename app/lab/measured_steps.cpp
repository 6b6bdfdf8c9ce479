#include "app/lab/measured_steps.h"

#include <algorithm>

namespace gan {
namespace {

constexpr std::int64_t kFurthest = 10'000;  // iterations between two

// The largest of 1, 2, 5, 10, 20, ... that is not above `most`, 1 at least.
std::int64_t round_number(std::int64_t most) {
  std::int64_t found = 1;
  for (std::int64_t power = 1; power <= most; power *= 10) {
    for (const int times : {1, 2, 5}) {
      if (times * power <= most) found = times * power;
    }
  }
  return found;
}

}  // namespace

std::int64_t next_measured_step(std::int64_t begin, std::int64_t end, int stops, std::int64_t step) {
  const std::int64_t apart = round_number(std::min((end - begin) / std::max(stops, 1), kFurthest));
  return std::min(end, (step / apart + 1) * apart);
}

}  // namespace gan
