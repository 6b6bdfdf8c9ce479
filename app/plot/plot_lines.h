// From a series to what is drawn: the buckets in sight, their extent for fitting the y axis, and the polyline
// with its min-max envelope in pixels, smoothed on request. Pure; every function reuses the vectors that it
// is given.
#pragma once

#include <cstdint>
#include <vector>

#include "app/plot/plot_axis.h"
#include "core/history/series.h"

namespace gan {

// The strongest smoothing that the plots offer; its weight fades over about 50 pixels.
inline constexpr double kMostSmoothing = 0.98;

// One bucket in pixels. `y` is its mean, `smooth` the smoothed mean (= y without smoothing), `top` and
// `bottom` the pixels of its largest and smallest value. A line is broken before a point with `starts`.
struct LinePoint {
  float x = 0;
  float y = 0;
  float smooth = 0;
  float top = 0;
  float bottom = 0;
  float smooth_value = 0;
  bool starts = false;
  bool anew = false;  // of another run: smoothing forgets what was before
};

struct SeriesLine {
  std::vector<LinePoint> points;
  bool merged = false;  // some point stands for more than one step: the envelope says what the line hides
};

// Between the buckets of two runs: no bucket, but the line breaks and is smoothed anew.
inline constexpr Bucket kRunBreak{1, 0, 0, 0, 0, 0};

// The buckets to draw for the steps `shown` on `width` pixels: about one a pixel at most, with one more on
// each side, and to the left as many more as the smoothing needs to be independent of where the stretch
// begins.
void collect_buckets(const Series& series, Range shown, float width, double smoothing, std::vector<Bucket>& out);

// Smallest and largest value of the buckets inside `shown`, added to `extent`. On a logarithmic axis only
// positive values count. `any` stays as it is when there is none.
void add_extent(const std::vector<Bucket>& buckets, Range shown, bool log, Range& extent, bool& any);
void add_extent(double value, bool log, Range& extent, bool& any);

// Exponential smoothing as in TensorBoard, without bias at the start: a weight of `smoothing` (0 = none, at
// most kMostSmoothing) for each *pixel* of distance, so that it looks the same however far one zooms.
void trace_line(const std::vector<Bucket>& buckets, const Scale& x, const Scale& y, double smoothing, SeriesLine& line);

// The point nearest to the pixel `x`, or null where the line is further away than `reach` pixels.
const LinePoint* nearest_point(const SeriesLine& line, float x, float reach);

// The pixel y of the drawn (smoothed) line at the pixel `x`; NaN where there is no line.
float height_at(const SeriesLine& line, float x);

}  // namespace gan
