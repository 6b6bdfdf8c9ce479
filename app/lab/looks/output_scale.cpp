#include "app/lab/looks/output_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/base/number_text.h"

namespace gan {
namespace {

// Shares of the distances that the colours cover: far corners of the plane may lie beyond their ends.
constexpr double kSamplesCovered = 0.98, kSurfaceCovered = 0.6;
constexpr double kShrinksBelow = 0.4;  // of the reach
constexpr Index kLookedAt = 4096;      // numbers of one matrix, evenly spread: a surface can have a million

std::string with_number(const char* word, double number) {
  const std::string text = short_text(number);
  return word[0] == 0 ? text : word + (" " + text);
}

double mean_of_finite(const Matrix<float>& values) {
  double sum = 0;
  Index count = 0;
  for (Index i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values.data()[i])) continue;
    sum += static_cast<double>(values.data()[i]);
    ++count;
  }
  return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

void add_distances(const Matrix<float>& values, double middle, std::vector<double>& out) {
  const Index stride = std::max<Index>(1, values.size() / kLookedAt);
  for (Index i = 0; i < values.size(); i += stride) {
    const double distance = std::abs(static_cast<double>(values.data()[i]) - middle);
    if (std::isfinite(distance)) out.push_back(distance);
  }
}

// What this share of the distances stays below; 0 where there are none.
double distance_quantile(std::vector<double>& distances, double share) {
  if (distances.empty()) return 0;
  const auto at = distances.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(distances.size() - 1));
  std::nth_element(distances.begin(), at, distances.end());
  return *at;
}

double spread_about(const ProbeResult& result, double middle) {
  std::vector<double> samples, surface;
  for (const Matrix<float>* values : {&result.real_logits, &result.fake_logits})
    add_distances(*values, middle, samples);
  for (const Matrix<float>* values : {&result.surface.logits, &result.slice.surface.logits}) {
    add_distances(*values, middle, surface);
  }
  return std::max(distance_quantile(samples, kSamplesCovered), distance_quantile(surface, kSurfaceCovered));
}

// 1, 1.5, 2, 3, 5 or 7 times a power of ten, not below `size` > 0.
double round_reach(double size) {
  const double decade = std::pow(10.0, std::floor(std::log10(size)));
  for (const double factor : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0}) {
    if (factor * decade >= size * (1 - 1e-9)) return factor * decade;
  }
  return 10 * decade;
}

// A number with the digits that the reach of the colours around it gives a meaning to: near 0, of a reach of 5, "0".
std::string number_within(double value, double reach) {
  const double decimals = 1 - std::floor(std::log10(reach));
  if (!(decimals >= 0 && decimals <= 5)) return short_text(value);
  const double grid = std::pow(10.0, decimals), on_grid = std::round(value * grid) / grid;
  return short_text(on_grid,
                    std::max(1, 1 + static_cast<int>(decimals) +
                                    static_cast<int>(std::floor(std::log10(std::max(std::abs(on_grid), 1e-9))))));
}

}  // namespace

double sigmoid(double logit) {
  return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

double logit_of(double probability) {
  const double p = std::clamp(probability, 1e-16, 1 - 1e-16);
  return std::log(p) - std::log1p(-p);
}

double OutputScale::side(double output) const {
  if (std::isnan(output)) return output;
  return reading.probability ? 2 * sigmoid(output) - 1 : std::clamp((output - middle) / reach, -1.0, 1.0);
}

std::string OutputScale::sentence(double output, bool real) const {
  const auto number = [](double v) { return std::string(value_text(v).c_str()); };
  std::string text = name(real) + (" = " + number(shown(output)));
  if (reading.probability) return text + ",  logit " + number(output);
  const double above = output - middle;
  return text + ",  " + number(std::abs(above)) + (above < 0 ? " below" : " above") + " the middle";
}

SurfaceMap surface_map(int setting, double fixed_range, const OutputScale& scale) {
  if (setting == 2) return {2, scale.middle, fixed_range};
  if (setting == 1) return {1, scale.middle, fixed_range};
  if (scale.reading.probability) return {0, 0, 1};
  return {1, scale.middle, scale.reach};
}

const char* surface_choice(int setting, const OutputScale& scale) {
  const bool probability = scale.reading.probability;
  if (setting == 2) return probability ? "‖∇ logit‖" : "‖∇f(x)‖";
  if (setting == 1) return probability ? "logit" : "fixed scale";
  return scale.reading.name;
}

ColourLegend surface_legend(int setting, double fixed_range, const OutputScale& scale) {
  const OutputReading& r = scale.reading;
  const SurfaceMap map = surface_map(setting, fixed_range, scale);
  if (map.kind == 2) {
    return {r.probability ? "‖∇ logit‖, the slope of D" : "‖∇f(x)‖, the slope of the critic", "0", "",
            short_text(map.range), true};
  }
  if (map.kind == 0) return {r.title, r.low, r.middle, r.high};
  if (r.probability) {
    return {"logit of D(x)", with_number("fake", -map.range), "0", with_number("real", map.range)};
  }
  const auto end = [&](const char* name, double value) {
    return (name[0] == 0 ? "" : std::string(name) + " ") + number_within(value, map.range);
  };
  return {r.title, end(r.low, map.middle - map.range), end(r.middle, map.middle), end(r.high, map.middle + map.range)};
}

ColourLegend difference_legend(const OutputScale& scale, double range) {
  const std::string name = scale.reading.name;
  return {name + " here less " + name + " in A", "−" + short_text(range), "0", "+" + short_text(range)};
}

void OutputReader::take(const ProbeResult& result) {
  if (result.snapshot == nullptr) return;
  const Hyperparameters& h = result.snapshot->settings->hyperparameters;
  const SegmentId segment = result.snapshot->segment();
  const bool other = segment != segment_ || h.loss != loss_;
  segment_ = segment, loss_ = h.loss;
  scale_.reading = output_reading(loss_info(h.loss), h.real_label);
  const OutputReading& reading = scale_.reading;
  double middle = reading.midpoint;
  if (std::isnan(middle)) middle = (mean_of_finite(result.real_logits) + mean_of_finite(result.fake_logits)) / 2;
  // Without samples, or of a D that gives nothing finite, the last middle is as good as any.
  if (std::isfinite(middle)) scale_.middle = middle;
  if (reading.reach > 0 || reading.probability) {
    scale_.reach = reading.probability ? 1 : reading.reach;
    return;
  }
  const double spread = spread_about(result, scale_.middle);
  if (!(spread > 0) || !std::isfinite(spread)) return;
  if (other || spread > scale_.reach || spread < kShrinksBelow * scale_.reach) scale_.reach = round_reach(spread);
}

}  // namespace gan
