#include "core/insight/waves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace gan {
namespace {

constexpr std::int64_t kWindows[] = {300, 900, 3000, 9000, 30000};  // iterations
constexpr double kWorthAWave = 0.25;                                // of a share beyond which nobody asks what it was
constexpr std::int64_t kShortestRest = 900, kLongestRest = 9000;
constexpr int kStretchPoints = 256;     // that a stretch is looked at with, about
constexpr std::size_t kStretches = 12;  // of the past, evenly spread

double deviation(std::span<const double> values) {
  double mean = 0, square = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) square += (v - mean) * (v - mean);
  return std::sqrt(square / static_cast<double>(values.size()));
}

// The finite values without their straight line: a slow trend is no wave.
std::vector<double> without_trend(std::span<const float> values) {
  std::vector<double> v;
  for (const float x : values) {
    if (std::isfinite(x)) v.push_back(x);
  }
  const std::size_t n = v.size();
  if (n < 2) return v;
  double mean = 0, slope = 0, norm = 0;
  for (const double x : v) mean += x / static_cast<double>(n);
  const double middle = static_cast<double>(n - 1) / 2;
  for (std::size_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) - middle;
    slope += t * v[i];
    norm += t * t;
  }
  for (std::size_t i = 0; i < n; ++i) v[i] -= mean + slope / norm * (static_cast<double>(i) - middle);
  return v;
}

double mean_size(std::span<const float> values) {
  double sum = 0, count = 0;
  for (const float x : values) {
    if (std::isfinite(x)) sum += x, ++count;
  }
  return count > 0 ? std::abs(sum / count) : 0;
}

// Means of the buckets that lie wholly in (after, last].
std::vector<float> stretch(const Series& series, std::int64_t after, std::int64_t last, std::vector<Bucket>& buckets) {
  series.query(after + 1, last, kStretchPoints, buckets);
  std::vector<float> means;
  for (const Bucket& b : buckets) {
    if (b.first_step > after && b.last_step <= last) means.push_back(b.mean);
  }
  return means;
}

// Stretches of `window` iterations, evenly spread over (after, last].
class Stretches {
 public:
  Stretches(const Series& series, std::int64_t after, std::int64_t last, std::int64_t window,
            std::vector<Bucket>& buckets) {
    const std::int64_t room = last - after - window;
    if (room < 0) return;
    for (std::size_t i = 0; i < kStretches; ++i) {
      const std::int64_t begin = after + room * static_cast<std::int64_t>(i) / (kStretches - 1);
      values_[i] = stretch(series, begin, begin + window, buckets);
      swings_[i] = swing_of(values_[i]);
    }
  }
  double widest() const { return *std::max_element(swings_.begin(), swings_.end()); }
  // Of the strongest wave in a stretch that swings at least half as widely as the widest.
  double strength() const {
    double strongest = 0;
    for (std::size_t i = 0; i < kStretches; ++i) {
      if (!(swings_[i] >= 0.5 * widest())) continue;
      if (const auto wave = find_oscillation(values_[i])) strongest = std::max(strongest, wave->strength);
    }
    return strongest;
  }

 private:
  std::array<std::vector<float>, kStretches> values_;
  std::array<double, kStretches> swings_{};
};

}  // namespace

std::optional<Oscillation> find_oscillation(std::span<const float> values) {
  const std::vector<double> v = without_trend(values);
  const std::size_t n = v.size();
  if (n < 48) return std::nullopt;
  const std::span<const double> all(v);
  const double whole = deviation(all);
  if (!(whole > 1e-4 * (1 + mean_size(values)))) return std::nullopt;
  if (deviation(all.subspan(n / 2)) < 0.6 * deviation(all.first(n / 2))) return std::nullopt;

  const auto correlation = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t i = 0; i + lag < n; ++i) sum += v[i] * v[i + lag];
    return sum / (static_cast<double>(n - lag) * whole * whole);
  };
  // Noise has no dip: a wave is opposite to itself half a period later, and alike after a whole one.
  std::size_t lag = 1;
  while (lag < n / 3 && correlation(lag) > 0) ++lag;
  double dip = 0, peak = 0;
  std::size_t at = 0;
  for (; lag < n / 3 + 1; ++lag) {
    const double c = correlation(lag);
    dip = std::min(dip, c);
    if (c > peak) peak = c, at = lag;
    if (peak > 0 && c < 0) break;  // the first peak is the period
  }
  if (at < 6 || dip > -0.3) return std::nullopt;
  return Oscillation{static_cast<double>(at), std::min(peak, 1.0)};
}

double swing_of(std::span<const float> values) {
  std::vector<double> v = without_trend(values);
  if (v.size() < 10) return 0;
  std::sort(v.begin(), v.end());
  const std::size_t cut = v.size() / 10;
  return (v[v.size() - 1 - cut] - v[cut]) / 2;
}

Wave recent_wave(const Series& series, std::int64_t since, std::int64_t until) {
  Wave best;
  if (series.empty()) return best;
  const std::int64_t last = std::min(series.last_step(), until), first = std::max(since, series.first_step() - 1);
  std::vector<Bucket> buckets;
  for (const std::int64_t window : kWindows) {
    if (last - first < window) break;
    const std::vector<float> values = stretch(series, last - window, last, buckets);
    const std::optional<Oscillation> wave = find_oscillation(values);
    if (!wave || wave->strength <= best.strength) continue;
    const double swing = swing_of(values);
    const double widest =
        std::max(swing, Stretches(series, series.first_step() - 1, last - window, window, buckets).widest());
    best.strength = wave->strength;
    best.period = wave->period * static_cast<double>(window) / static_cast<double>(values.size());
    best.share = widest > 0 ? swing / widest : 0;
    best.swing = swing;
  }
  return best;
}

Rest measure_rest(const Series& series, std::int64_t since, std::int64_t until) {
  Rest rest{std::numeric_limits<double>::quiet_NaN()};
  if (series.empty()) return rest;
  const std::int64_t last = std::min(series.last_step(), until);
  const std::int64_t begin = series.first_step() - 1, first = std::max(since, begin);
  std::vector<Bucket> buckets;
  for (const std::int64_t window : kWindows) {
    if (window < kShortestRest || window > kLongestRest || last - first < window || first - begin < window) continue;
    const Stretches before(series, begin, std::min(first, last - window), window, buckets);
    if (!(before.widest() > 0)) continue;
    const double share = swing_of(stretch(series, last - window, last, buckets)) / before.widest();
    // The stretch in which it is least at rest decides, and any in which it was a wave.
    if (!(share <= rest.share)) rest.share = share;
    if (share < kWorthAWave) rest.strength = std::max(rest.strength, before.strength());
  }
  return rest;
}

}  // namespace gan
