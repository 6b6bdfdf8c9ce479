#include "app/plot/plot_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gan {

namespace {

// Buckets asked for: a query returns between half and twice that many.
constexpr float kBucketsPerPixel = 0.6f;
constexpr double kForgotten = 0.03;  // smoothing weight below which the past no longer shows

// Replaces `smooth_value` and `smooth`.
void smooth_line(SeriesLine& line, const Scale& y, double smoothing) {
  double sum = 0;     // exponentially weighted sum of the means
  double weight = 0;  // of its weights, so that sum / weight has no bias towards zero
  float distance = -1;
  double fade = 0;
  float last_x = line.points.empty() ? 0 : line.points.front().x - 1;
  for (LinePoint& p : line.points) {
    const float moved = p.x - last_x;
    last_x = p.x;
    if (p.anew) sum = 0, weight = 0;
    // Points mostly lie at equal distances: one power for all of them.
    if (std::abs(moved - distance) > 1e-3f) {
      distance = moved;
      fade = std::pow(smoothing, static_cast<double>(moved));
    }
    sum = fade * sum + (1 - fade) * p.smooth_value;
    weight = fade * weight + (1 - fade);
    if (weight > 0) p.smooth_value = static_cast<float>(sum / weight);
    p.smooth = y.pixel(p.smooth_value);
  }
}

std::int64_t whole_step(double v) {
  return static_cast<std::int64_t>(std::clamp(v, -9e15, 9e15));
}

}  // namespace

void collect_buckets(const Series& series, Range shown, float width, double smoothing, std::vector<Bucket>& out) {
  out.clear();
  if (series.empty() || width < 1) return;
  double lead = 0;
  if (smoothing > 0) {
    const double pixels = std::log(kForgotten) / std::log(std::min(smoothing, kMostSmoothing));
    lead = std::min(pixels, 4.0 * width) * shown.span() / width;
  }
  const double share = (shown.span() + lead) / shown.span();
  const int wanted = std::max(8, static_cast<int>(kBucketsPerPixel * width * share));
  series.query(whole_step(std::floor(shown.low - lead)), whole_step(std::ceil(shown.high)), wanted, out, true);
}

void add_extent(double value, bool log, Range& extent, bool& any) {
  if (!std::isfinite(value) || (log && !(value > 0))) return;
  extent = any ? Range{std::min(extent.low, value), std::max(extent.high, value)} : Range{value, value};
  any = true;
}

void add_extent(const std::vector<Bucket>& buckets, Range shown, bool log, Range& extent, bool& any) {
  for (const Bucket& b : buckets) {
    if (b.count == 0 || static_cast<double>(b.last_step) < shown.low ||
        static_cast<double>(b.first_step) > shown.high) {
      continue;
    }
    add_extent(b.min, log, extent, any);
    add_extent(b.max, log, extent, any);
    if (log && b.min <= 0) add_extent(b.mean, log, extent, any);
  }
}

void trace_line(const std::vector<Bucket>& buckets, const Scale& x, const Scale& y, double smoothing,
                SeriesLine& line) {
  line.points.resize(buckets.size());
  line.merged = false;
  smoothing = std::clamp(smoothing, 0.0, kMostSmoothing);
  std::size_t count = 0;
  bool starts = true, anew = false;
  for (const Bucket& b : buckets) {
    if (b.count == 0) {
      starts = true;
      anew |= b.first_step > b.last_step;
      continue;
    }
    LinePoint& p = line.points[count++];
    p.x = x.pixel(0.5 * static_cast<double>(b.first_step + b.last_step));
    p.y = y.pixel(b.mean);
    p.starts = starts;
    p.anew = anew;
    starts = anew = false;
    p.top = b.count > 1 ? y.pixel(b.max) : p.y;
    p.bottom = b.count > 1 ? y.pixel(b.min) : p.y;
    line.merged |= b.count > 1;
    p.smooth = p.y;
    p.smooth_value = b.mean;
  }
  line.points.resize(count);
  if (smoothing > 0) smooth_line(line, y, smoothing);
}

const LinePoint* nearest_point(const SeriesLine& line, float x, float reach) {
  const auto& points = line.points;
  auto after = std::lower_bound(points.begin(), points.end(), x, [](const LinePoint& p, float at) { return p.x < at; });
  if (after != points.begin() && (after == points.end() || x - (after - 1)->x < after->x - x)) --after;
  if (after == points.end() || std::abs(after->x - x) > reach) return nullptr;
  return &*after;
}

float height_at(const SeriesLine& line, float x) {
  const auto& points = line.points;
  const auto after =
      std::lower_bound(points.begin(), points.end(), x, [](const LinePoint& p, float at) { return p.x < at; });
  if (after != points.end() && after->x == x) return after->smooth;
  if (after == points.begin() || after == points.end() || after->starts) {
    const LinePoint* point = nearest_point(line, x, 2);
    return point != nullptr ? point->smooth : std::numeric_limits<float>::quiet_NaN();
  }
  const LinePoint& before = *(after - 1);
  return before.smooth + (after->smooth - before.smooth) * (x - before.x) / (after->x - before.x);
}

}  // namespace gan
