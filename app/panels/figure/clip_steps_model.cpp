#include "app/panels/figure/clip_steps_model.h"

#include <algorithm>

namespace gan {

std::vector<std::int64_t> clip_steps(std::int64_t from, std::int64_t to, std::int64_t every) {
  std::vector<std::int64_t> steps;
  for (std::int64_t step = from; step < to; step += std::max<std::int64_t>(1, every)) steps.push_back(step);
  steps.push_back(to);
  return steps;
}

std::int64_t clip_distance(std::int64_t from, std::int64_t to, int frames) {
  const std::int64_t least = std::max<std::int64_t>(1, (to - from) / std::max(1, frames));
  // 1, 2, 5, 10, 20 …: the largest that is not beyond it.
  std::int64_t power = 1;
  while (power * 10 <= least) power *= 10;
  for (const std::int64_t times : {5, 2}) {
    if (times * power <= least) return times * power;
  }
  return power;
}

}  // namespace gan
