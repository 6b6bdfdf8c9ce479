#include "core/probe/quality/mode_shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Of an even number the mean of the two in the middle. Reorders them; not empty.
double median_of(std::vector<double>& numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  if (numbers.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(numbers.begin(), middle)) / 2;
}

struct Points {
  std::vector<double> x, y;
};

double core_width(const Points& points, double sigma) {
  if (static_cast<Index>(points.x.size()) < kFewestOfCore) return kUnknown;
  Points sorted = points;
  const double mx = median_of(sorted.x), my = median_of(sorted.y);
  std::vector<double> distances;
  distances.reserve(points.x.size());
  for (std::size_t i = 0; i < points.x.size(); ++i) distances.push_back(std::hypot(points.x[i] - mx, points.y[i] - my));
  return median_of(distances) / (sigma * std::sqrt(2 * std::log(2.0)));
}

Index nearest_mode(const GaussianMixture& mixture, double x, double y, double& square) {
  Index nearest = 0;
  square = std::numeric_limits<double>::infinity();
  for (Index k = 0; k < mixture.centres.cols(); ++k) {
    const double dx = x - mixture.centres(0, k), dy = y - mixture.centres(1, k), d = dx * dx + dy * dy;
    if (d < square) square = d, nearest = k;
  }
  return nearest;
}

}  // namespace

ModeShapes measure_mode_shapes(const GaussianMixture& mixture, const Matrix<float>& samples) {
  GAN_CHECK(samples.rows() == 2 || samples.cols() == 0, "samples of the plane are 2 x n");
  const auto modes = static_cast<std::size_t>(mixture.centres.cols());
  ModeShapes shapes{std::vector<double>(modes, kUnknown), kUnknown, kUnknown, kUnknown};
  if (samples.cols() == 0) return shapes;
  std::vector<Points> of_mode(modes);
  Index far = 0;
  for (Index i = 0; i < samples.cols(); ++i) {
    const double x = static_cast<double>(samples(0, i)), y = static_cast<double>(samples(1, i));
    double square;
    const Index k = nearest_mode(mixture, x, y, square);
    if (!std::isfinite(square)) {
      ++far;
      continue;
    }
    far += square > kFarRadius * kFarRadius * mixture.sigma(k) * mixture.sigma(k);
    // From the centre: no digits are lost where σ is far below the distance.
    of_mode[static_cast<std::size_t>(k)].x.push_back(x - mixture.centres(0, k));
    of_mode[static_cast<std::size_t>(k)].y.push_back(y - mixture.centres(1, k));
  }
  const auto n = static_cast<double>(samples.cols());
  shapes.far_fraction = static_cast<double>(far) / n;
  double apart = 0, shared = 0;
  std::vector<double> known;
  for (std::size_t k = 0; k < modes; ++k) {
    const double share = static_cast<double>(of_mode[k].x.size()) / n;
    apart += std::abs(share - mixture.weights(static_cast<Index>(k)));
    shared += share;
    shapes.core_widths[k] = core_width(of_mode[k], mixture.sigma(static_cast<Index>(k)));
    if (!std::isnan(shapes.core_widths[k])) known.push_back(shapes.core_widths[k]);
  }
  shapes.mass_distance = (apart + (1 - shared)) / 2;
  if (!known.empty()) shapes.core_width = median_of(known);
  return shapes;
}

}  // namespace gan
