#include "app/panels/arena/arrow_scale_model.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace gan {
namespace {

constexpr double kShortest = 8, kReadable = 15, kLongest = 30;  // of the median arrow, design pixels
constexpr double kFar = 1e12;                                   // cells; an arrow further out is not seen

double nearest_round(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  double best = decade;
  for (const double factor : {2.0, 5.0, 10.0}) {
    if (std::abs(std::log(factor * decade / value)) < std::abs(std::log(best / value))) best = factor * decade;
  }
  return best;
}

}  // namespace

double ArrowScale::update(double median, double unit, bool hold) {
  if ((hold && value_ > 0) || !(median > 0) || !std::isfinite(median) || !(unit > 0)) return value_;
  const double pixels = median * value_ / unit;
  if (value_ > 0 && pixels >= kShortest && pixels <= kLongest) return value_;
  const double wanted = nearest_round(kReadable / median) * unit;
  if (std::isfinite(wanted) && wanted > 0) value_ = wanted;
  return value_;
}

void ThinnedArrows::take(std::span<const float> origins, std::span<const float> vectors, double cell, double scale,
                         double least) {
  entries_.clear();
  origins_.clear();
  vectors_.clear();
  const auto raster = [&](float v) {
    return static_cast<std::int64_t>(std::clamp(std::floor(static_cast<double>(v) / cell), -kFar, kFar));
  };
  for (std::size_t i = 0; 2 * i + 1 < origins.size(); ++i) {
    const double length = std::hypot(static_cast<double>(vectors[2 * i]), static_cast<double>(vectors[2 * i + 1]));
    if (length * scale < least) continue;
    entries_.push_back({{raster(origins[2 * i]), raster(origins[2 * i + 1])}, length, i});
  }
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tuple(a.cell, -a.length, a.arrow) < std::tuple(b.cell, -b.length, b.arrow);
  });
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (i > 0 && entries_[i].cell == entries_[i - 1].cell) continue;
    const std::size_t at = 2 * entries_[i].arrow;
    origins_.insert(origins_.end(), {origins[at], origins[at + 1]});
    vectors_.insert(vectors_.end(), {vectors[at], vectors[at + 1]});
  }
}

}  // namespace gan
