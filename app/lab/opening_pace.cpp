#include "app/lab/opening_pace.h"

#include <algorithm>
#include <cmath>

namespace gan {

double pace_speed(const OpeningPace& pace, std::int64_t step) {
  const auto slow_steps = static_cast<double>(pace.steps);
  const double share = std::clamp((static_cast<double>(step) - slow_steps) / slow_steps, 0.0, 1.0);
  const double smooth = share * share * (3 - 2 * share);
  return pace.slow * std::pow(pace.then / pace.slow, smooth);
}

bool pace_is_over(const OpeningPace& pace, std::int64_t step) {
  return step >= 2 * pace.steps;
}

}  // namespace gan
