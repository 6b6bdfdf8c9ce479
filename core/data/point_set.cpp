#include "core/data/point_set.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

constexpr Index kFewestForQuartiles = 5;
constexpr double kFarQuartiles = 10;  // interquartile ranges beyond the quartiles
// At most: one in twenty up to a few, one in a hundred of many.
constexpr Index kFewFar = 5, kFewFarIn = 20, kFarIn = 100;
constexpr double kLargestHalf = 1000, kSmallestHalf = 1e-3;
constexpr double kSmallestUnit = 1e-300;
// Half ranges from zero; where the numbers change anyway they may as well be around zero.
constexpr double kFarCentre = 100, kFarCentreScaled = 2;
constexpr double kAxesApart = 1000;  // ratio of the ranges from which each axis has its own unit

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = place - static_cast<double>(below);
  // Of the two products neither overflows, as their difference might.
  return (1 - part) * sorted[below] + part * sorted[below + 1];
}

struct Fence {
  double low = 0, high = 0;
  bool stands = false;
};

// Distances are halved, so that those of the largest doubles are finite.
Fence fence_of(const std::vector<double>& sorted, double other_range) {
  const double first = quantile(sorted, 0.25), third = quantile(sorted, 0.75);
  double range = 0.5 * third - 0.5 * first;
  if (!(range > 0)) range = 0.5 * quantile(sorted, 0.95) - 0.5 * quantile(sorted, 0.05);
  if (!(range > 0)) range = other_range;
  return {first - 2 * kFarQuartiles * range, third + 2 * kFarQuartiles * range, range > 0};
}

double half_quartile_range(const std::vector<double>& sorted) {
  return 0.5 * quantile(sorted, 0.75) - 0.5 * quantile(sorted, 0.25);
}

std::vector<Index> far_points(const std::vector<double>& x, const std::vector<double>& y) {
  const auto count = static_cast<Index>(x.size());
  if (count < kFewestForQuartiles) return {};
  std::vector<double> sorted_x = x, sorted_y = y;
  std::sort(sorted_x.begin(), sorted_x.end());
  std::sort(sorted_y.begin(), sorted_y.end());
  const Fence fx = fence_of(sorted_x, half_quartile_range(sorted_y));
  const Fence fy = fence_of(sorted_y, half_quartile_range(sorted_x));
  const auto beyond = [](const Fence& f, double v) { return f.stands && (v < f.low || v > f.high); };
  std::vector<Index> far;
  const Index most = std::max({Index{1}, std::min(kFewFar, count / kFewFarIn), count / kFarIn});
  for (Index i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (!beyond(fx, x[at]) && !beyond(fy, y[at])) continue;
    if (static_cast<Index>(far.size()) == most) return {};
    far.push_back(i);
  }
  return far;
}

// 10^k.
double decade(double value) {
  return std::pow(10.0, std::floor(std::log10(value)));
}

}  // namespace

bool same_points(const PointSet* a, const PointSet* b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr) return false;
  return a->units == b->units && a->points.rows() == b->points.rows() && a->points.cols() == b->points.cols() &&
         a->points == b->points;
}

PointSpread spread_of(const std::vector<double>& x, const std::vector<double>& y) {
  PointSpread spread;
  spread.far = far_points(x, y);
  std::size_t axis = 0;
  for (const std::vector<double>* all : {&x, &y}) {
    std::vector<double> values;
    values.reserve(all->size());
    auto far = spread.far.begin();
    for (std::size_t i = 0; i < all->size(); ++i) {
      if (far != spread.far.end() && *far == static_cast<Index>(i)) {
        ++far;
      } else {
        values.push_back((*all)[i]);
      }
    }
    std::sort(values.begin(), values.end());
    const std::size_t cut = values.size() / 1000;
    spread.low[axis] = values[cut];
    spread.high[axis] = values[values.size() - 1 - cut];
    ++axis;
  }
  return spread;
}

PlaneUnits units_for(const PointSpread& spread) {
  PlaneUnits units;
  const double larger = std::max(spread.half(0), spread.half(1));
  for (std::size_t axis = 0; axis < 2; ++axis) {
    const double own = spread.half(axis), centre = spread.centre(axis);
    const bool apart = larger > kLargestHalf && own > 0 && own < larger / kAxesApart;
    // One point, however often, has its distance from zero as its size.
    const double half = apart ? own : larger > 0 ? larger : std::abs(centre);
    if (half > kLargestHalf || (half < kSmallestHalf && half > kSmallestUnit)) units.unit[axis] = decade(half);
    const bool scaled = units.unit[axis] != 1;
    if (!(larger > 0) || std::abs(centre) <= (scaled ? kFarCentreScaled : kFarCentre) * half) continue;
    // Rounded to what the ticks of an axis stand on.
    const double step = decade(own > kSmallestUnit ? own : half);
    units.origin[axis] = std::round(centre / step) * step;
  }
  return units;
}

}  // namespace gan
