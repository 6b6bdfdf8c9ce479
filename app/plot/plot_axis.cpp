#include "app/plot/plot_axis.h"

#include <algorithm>
#include <cmath>

namespace gan {

namespace {

constexpr double kLeastSteps = 8;   // the shortest stretch that one can zoom to
constexpr double kYMargin = 0.08;   // of the data's extent, above and below
constexpr double kLeastFill = 0.5;  // of the axis that the data fills before the axis shrinks
constexpr double kSmallestPositive = 1e-30;
constexpr double kLargest = 1e30;

Range logarithm(Range range) {
  return {std::log10(std::max(range.low, kSmallestPositive)), std::log10(std::max(range.high, kSmallestPositive))};
}

Range exponential(Range range) {
  return {std::pow(10.0, range.low), std::pow(10.0, range.high)};
}

// Neither so wide nor so narrow that float pixels lose their meaning.
Range bounded(Range range, double least_span) {
  range.low = std::clamp(range.low, -kLargest, kLargest);
  range.high = std::clamp(range.high, -kLargest, kLargest);
  if (range.span() < least_span) {
    const double centre = (range.low + range.high) / 2;
    range = {centre - least_span / 2, centre + least_span / 2};
  }
  return range;
}

double least_y_span(Range range, bool log) {
  return log ? 1e-3 : std::max(1e-9 * std::max(std::abs(range.low), std::abs(range.high)), 1e-12);
}

}  // namespace

Range zoomed(Range range, double at, double factor) {
  return {at + (range.low - at) / factor, at + (range.high - at) / factor};
}

Range shifted(Range range, double by) {
  return {range.low + by, range.high + by};
}

Scale::Scale(Range range, float from, float to, bool log) : log_(log) {
  if (log) range = logarithm(range);
  low_ = range.low;
  from_ = from;
  pixels_per_unit_ = (static_cast<double>(to) - from) / (range.span() != 0 ? range.span() : 1);
  below_ = from + (to > from ? -40.0f : 40.0f);
}

float Scale::logarithmic_pixel(double value) const {
  return value > 0 ? static_cast<float>(from_ + (std::log10(value) - low_) * pixels_per_unit_) : below_;
}

double Scale::value(float pixel) const {
  const double unit = low_ + (pixel - from_) / pixels_per_unit_;
  return log_ ? std::pow(10.0, unit) : unit;
}

void SharedX::track(std::int64_t first_step, std::int64_t last_step, std::int64_t earliest_step) {
  data = {static_cast<double>(first_step), static_cast<double>(std::max(first_step, last_step))};
  earliest = std::min(static_cast<double>(earliest_step), data.low);
  // The stretch that stood still is gone (the run began anew, or was rewound).
  if (follow == Follow::none && data.high < shown.low) follow = Follow::whole;
  if (follow == Follow::whole) {
    fit();
  } else if (follow == Follow::window) {
    shown = shifted(shown, std::max(data.high, earliest + shown.span()) - shown.high);
  }
}

void SharedX::show(Range range) {
  range = bounded(range, kLeastSteps);
  // Never beyond the ends of the run: nobody gets lost in empty paper.
  const Range all{earliest, data.high};
  if (range.span() >= all.span()) {
    if (earliest >= data.low) return fit();
    range = all;
  }
  if (range.low < all.low) range = shifted(range, all.low - range.low);
  if (range.high > data.high) range = shifted(range, data.high - range.high);
  shown = range;
  follow = range.high >= data.high ? Follow::window : Follow::none;
}

void SharedX::zoom(double at, double factor) {
  // While following, zooming in keeps the newest step at the edge: that is what the person is looking at.
  if (follow != Follow::none && at > shown.high - 0.02 * shown.span()) at = shown.high;
  show(zoomed(shown, at, factor));
}

void SharedX::pan(double steps) {
  show(shifted(shown, steps));
}

void SharedX::fit() {
  follow = Follow::whole;
  shown = {data.low, std::max(data.high, data.low + kLeastSteps)};
}

void PlotY::fit(Range data) {
  if (log) data = logarithm(data);
  double span = data.span();
  if (!(span > 0)) {
    // A constant: enough room to see that it is one.
    span = log ? 1.0 : std::max(std::abs(data.low) * 0.2, 1e-6);
    data = {data.low - span / 2, data.high + span / 2};
  }
  const Range wanted{data.low - kYMargin * span, data.high + kYMargin * span};
  const Range now = log ? logarithm(shown) : shown;
  const bool inside = now.low <= data.low && data.high <= now.high;
  if (inside && wanted.span() >= kLeastFill * now.span()) return;
  shown = log ? exponential(wanted) : wanted;
}

Range PlotY::units() const {
  return log ? logarithm(shown) : shown;
}

void PlotY::show_units(Range range) {
  automatic = false;
  range = bounded(range, least_y_span(range, log));
  if (log) range = {std::clamp(range.low, -29.0, 29.0), std::clamp(range.high, -28.0, 30.0)};
  shown = log ? exponential(range) : range;
}

void PlotY::zoom(double at, double factor) {
  automatic = false;
  Range range = log ? logarithm(shown) : shown;
  range = zoomed(range, log ? std::log10(std::max(at, kSmallestPositive)) : at, factor);
  range = bounded(range, least_y_span(range, log));
  if (log) range = {std::max(range.low, -29.0), std::min(range.high, 30.0)};
  shown = log ? exponential(range) : range;
}

void PlotY::pan(double share) {
  automatic = false;
  Range range = log ? logarithm(shown) : shown;
  range = shifted(range, share * range.span());
  if (log && (range.low < -29 || range.high > 30)) return;
  shown = log ? exponential(range) : range;
}

}  // namespace gan
