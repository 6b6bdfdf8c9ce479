#include "core/data/distributions/on_line.h"

#include <algorithm>
#include <numbers>

namespace gan::data_detail {

SampleShape line_shape(const DataSpec&) {
  return {1};
}

std::optional<Error> check_location(const DataSpec& spec) {
  return check_range("data.location", spec.location, -1e6, 1e6);
}

double normal_log_density(double x, double mean, double sigma) {
  const double z = (x - mean) / sigma;
  return -0.5 * z * z - std::log(sigma) - 0.5 * std::log(2 * std::numbers::pi);
}

double normal_mass_below(double x, double mean, double sigma) {
  return 0.5 * std::erfc(-(x - mean) / (sigma * std::numbers::sqrt2));
}

void add_normal_pieces(double mean, double sigma, std::vector<double>& out) {
  // Beyond nine deviations lie 2e-19 of it.
  constexpr double kSteps[] = {0, 1.5, 3, 4.5, 6, 7.5, 9};
  for (const double step : kSteps) {
    out.push_back(mean + step * sigma);
    if (step > 0) out.push_back(mean - step * sigma);
  }
}

void put_in_order(std::vector<double>& pieces, double scale) {
  std::sort(pieces.begin(), pieces.end());
  const double least = 1e-6 * scale;
  pieces.erase(
      std::unique(pieces.begin(), pieces.end(), [least](double kept, double next) { return next - kept < least; }),
      pieces.end());
}

}  // namespace gan::data_detail
