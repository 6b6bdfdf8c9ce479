#include "app/panels/theory/round_top_model.h"

#include <algorithm>
#include <cmath>

namespace gan {

double round_top(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0}) {
    // A number that is round already stays.
    if (factor * decade >= value * (1 - 1e-9)) return factor * decade;
  }
  return 10 * decade;
}

double held_top(double last, double needed) {
  constexpr double kShrinksBelow = 0.4;
  if (!(needed > 0) || !std::isfinite(needed)) return last > 0 ? last : 1;
  if (last > 0 && needed <= last && needed >= kShrinksBelow * last) return last;
  return round_top(needed);
}

double covering(std::vector<float> numbers, double share) {
  if (numbers.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(numbers.size() - 1));
  std::nth_element(numbers.begin(), numbers.begin() + at, numbers.end());
  return static_cast<double>(numbers[static_cast<std::size_t>(at)]);
}

}  // namespace gan
