#include "core/data/distributions/sampling.h"

#include <cmath>
#include <numbers>
#include <sstream>

#include "core/base/check.h"

namespace gan::data_detail {

void check_shape(const MatrixView<float>& out) {
  GAN_CHECK(out.rows == 2 && (out.data != nullptr || out.cols == 0), "a batch of plane samples is 2 x m");
}

Extent extent_of_box(double min_x, double max_x, double min_y, double max_y) {
  const double half = 0.5 * std::max(max_x - min_x, max_y - min_y);
  return {0.5 * (min_x + max_x), 0.5 * (min_y + max_y), half > 0 ? 1.25 * half : 1.0};
}

std::optional<Error> check_range(const char* key, double value, double least, double most) {
  if (value >= least && value <= most) return std::nullopt;
  std::ostringstream text;
  text << key << " is " << value << ": a number from " << least << " to " << most << " was expected";
  return Error{text.str()};
}

std::optional<Error> check_positive(const char* key, double value) {
  if (value > 0 && value <= 1e6) return std::nullopt;
  std::ostringstream text;
  text << key << " is " << value << ": a number above 0, at most 1e6, was expected";
  return Error{text.str()};
}

Point on_circle(double radius, double degrees) {
  const double angle = degrees * (std::numbers::pi / 180);
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace gan::data_detail
