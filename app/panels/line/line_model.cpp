#include "app/panels/line/line_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr LineLayerInfo kLayers[] = {
    {"densities", "p_data, which is known, and p_g, from the map of the noise or from many samples."},
    {"D", "What the discriminator says at each x."},
    {"best response D*", "p_data/(p_data + p_g), what D would say after training to its end, with its error."},
    {"G's map", "Where G carries evenly spread noise: arrows from z to x."},
    {"samples", "Real and generated samples of now."},
    {"penalty",
     "Where penalties look at the slope of D in its next step, coloured by it. Without a penalty, the batch that comes "
     "next."},
};
static_assert(std::size(kLayers) == kLineLayers);

constexpr double kPixelsOfColumn = 1.5;
constexpr double kFarthest = 2;  // halves of the data's extent to which "fit" follows the generator

// The value at this share of the sorted numbers.
double quantile_of(std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

// 1, 1.5, 2, 3, 5 or 7 times a power of ten, at least `value` > 0.
double round_above(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0}) {
    if (step * power >= value * (1 - 1e-9)) return step * power;
  }
  return 10 * power;
}

std::string with_error(double value, double error) {
  if (!(error > 0)) return std::string("= ") + fixed_text(value, 3).c_str();
  const int decimals = static_cast<int>(std::clamp(std::ceil(-std::log10(error)), 3.0, 6.0));
  return std::string("= ") + fixed_text(value, decimals).c_str() + " ± " + fixed_text(error, decimals).c_str();
}

}  // namespace

std::span<const LineLayerInfo> line_layer_infos() {
  return kLayers;
}

LineRequest line_request(const ArenaCamera& camera, Viewport viewport) {
  const WorldRect seen = camera.visible(viewport);
  const double beyond = (seen.x_max - seen.x_min) / 4;
  LineRequest request;
  request.low = seen.x_min - beyond;
  request.high = seen.x_max + beyond;
  request.columns = static_cast<int>(std::clamp(1.5 * viewport.width / kPixelsOfColumn, 64.0, 2048.0));
  return request;
}

WorldRect line_bounds(const DataSource& data, const Matrix<float>& generated) {
  const Extent e = data.extent();
  double low = e.x - e.half, high = e.x + e.half;
  std::vector<double> places;
  for (Index i = 0; i < generated.size(); ++i) {
    const auto x = static_cast<double>(generated.data()[i]);
    if (std::isfinite(x)) places.push_back(x);
  }
  if (!places.empty()) {
    std::sort(places.begin(), places.end());
    low = std::min(low, std::max(quantile_of(places, 0.02) - 0.2 * e.half, low - kFarthest * e.half));
    high = std::max(high, std::min(quantile_of(places, 0.98) + 0.2 * e.half, high + kFarthest * e.half));
  }
  return {low, high, -1e-3 * (high - low), 1e-3 * (high - low)};
}

double DensityTop::update(const LineCurves& curves, double seen_low, double seen_high) {
  constexpr double kLeastUse = 0.45, kRoom = 1.05;
  double real = 0, fake = 0;
  const double column = (curves.request.high - curves.request.low) / curves.request.columns;
  for (std::size_t i = 0; i < curves.real.size(); ++i) {
    const double x = curves.request.low + (static_cast<double>(i) + 0.5) * column;
    if (x < seen_low || x > seen_high) continue;
    real = std::max(real, curves.real[i]);
    fake = std::max(fake, curves.generated[i]);
  }
  const double highest = kRoom * (real > 0 ? std::max(real, std::min(fake, kHighest * real)) : fake);
  if (!(highest > 0) || !std::isfinite(highest)) return top_;
  if (highest > top_ || highest < kLeastUse * top_) top_ = round_above(highest);
  return top_;
}

LegendSide legend_side(const LineCurves& curves, const OutputScale& output, double seen_low, double seen_high,
                       LegendSide before) {
  constexpr double kCorner = 0.35, kClear = 0.1;  // of the width; of the height
  double sums[2] = {}, counts[2] = {};
  const double column = (curves.request.high - curves.request.low) / curves.request.columns;
  for (std::size_t i = 0; i < curves.logits.size(); ++i) {
    const double x = curves.request.low + (static_cast<double>(i) + 0.5) * column;
    const double share = (x - seen_low) / (seen_high - seen_low);
    if (share < 0 || share > 1 || (share > kCorner && share < 1 - kCorner)) continue;
    const double d = 0.5 + 0.5 * output.side(static_cast<double>(curves.logits[i]));
    const double best = std::isfinite(curves.best[i]) ? curves.best[i] : 0;
    const std::size_t side = share < 0.5 ? 0 : 1;
    sums[side] += std::isfinite(d) ? std::max(d, best) : best;
    counts[side] += 1;
  }
  if (counts[0] == 0 || counts[1] == 0) return before;
  const double higher_at_right = sums[1] / counts[1] - sums[0] / counts[0];
  if (std::abs(higher_at_right) < kClear) return before;
  return higher_at_right > 0 ? LegendSide::left : LegendSide::right;
}

LineZones line_zones(float height, float header, float line, float unit, bool map, bool samples) {
  LineZones z;
  const bool low = height - header < 26 * unit;  // for more than the curves
  const float room = height < 14 * unit ? 0 : line + unit / 2;
  z.top = header + unit + (header > 0 ? 0 : line);
  z.marks = samples && !low ? 1.5F * unit : 0;
  const float map_height = map && !low ? std::max(9 * unit, 0.24F * (height - header)) : 0;
  // Below the map stand the numbers of z.
  const float below = 2 * z.marks + room + map_height + (map_height > 0 ? room + unit : 0) + unit / 2;
  z.base = std::max(z.top + unit, height - below);
  z.ticks = room > 0 ? z.base + 2 * z.marks + unit / 4 : 0;
  z.x_axis = z.base + 2 * z.marks + room + unit / 2;
  z.z_axis = z.x_axis + map_height;
  return z;
}

double place_of_noise(NoiseKind kind, double z) {
  // A normal prior has 0.997 of its mass there.
  const double reach = kind == NoiseKind::normal ? 3 : 1;
  return 0.5 + 0.36 * z / reach;
}

LineValues line_values(const LineCurves& curves, double minibatch, Index m) {
  LineValues out;
  out.value = curves.value();
  out.floor = -std::log(4.0);
  out.ceiling = curves.ceiling();
  const std::string of_m = " (m = " + whole_text(m) + ")";
  out.rows.push_back({"\\frac{1}{m} \\sum_{i=1}^{m} [log D(x^{(i)}) + log(1 − D(G(z^{(i)})))]",
                      std::string("= ") + (std::isfinite(minibatch) ? fixed_text(minibatch, 3).c_str() : "–") + of_m});
  out.rows.push_back(
      {"∫ p_{data}(x) log D(x) dx + ∫ p_z(z) log(1 − D(G(z))) dz", with_error(out.value, curves.value_error)});
  // An exact p_g leaves what cells and quadrature do (tests/core/probe/line_test.cpp).
  const double best_error = curves.samples == 0 ? 0.0025 : 0.005;
  out.gap = best_gap(out.value, curves.value_error, out.ceiling, best_error);
  out.bounds = std::string("floor −log 4 = ") + fixed_text(out.floor, 3).c_str() +
               "  ·  ceiling −log 4 + 2·JSD = " + fixed_text(out.ceiling, 3).c_str();
  out.verdict = gap_text(out.gap);
  return out;
}

double logit_at(const LineCurves& curves, double x) {
  const auto count = static_cast<double>(curves.logits.size());
  const double column = (curves.request.high - curves.request.low) / curves.request.columns;
  const double at = (x - curves.request.low) / column - 0.5;
  if (!(at >= 0 && at <= count - 1)) return std::numeric_limits<double>::quiet_NaN();
  const auto left = std::min(static_cast<std::size_t>(at), curves.logits.size() - 1);
  const std::size_t right = std::min(left + 1, curves.logits.size() - 1);
  const double part = at - static_cast<double>(left);
  return (1 - part) * static_cast<double>(curves.logits[left]) + part * static_cast<double>(curves.logits[right]);
}

std::vector<LineReadoutRow> line_readout(const LineCurves& curves, double x, double pixel, const OutputScale& output) {
  std::vector<LineReadoutRow> rows{{"x", coordinate_text(x, pixel).c_str()}};
  const double column = (curves.request.high - curves.request.low) / curves.request.columns;
  const double at = std::floor((x - curves.request.low) / column);
  if (!(at >= 0 && at < static_cast<double>(curves.real.size()))) return rows;
  const auto i = static_cast<std::size_t>(at);
  const auto with = [](double value, double error) {
    if (!(error > 0)) return std::string(value_text(value).c_str());
    // As many decimals as the error has a digit for.
    const int decimals = static_cast<int>(std::clamp(std::ceil(-std::log10(error)), 0.0, 6.0));
    return std::string(fixed_text(value, decimals).c_str()) + " ± " + fixed_text(error, decimals).c_str();
  };
  rows.push_back({"p_data(x)", value_text(curves.real[i]).c_str()});
  rows.push_back({"p_g(x)", with(curves.generated[i], curves.generated_error[i])});
  rows.push_back({output.name(true), value_text(output.shown(static_cast<double>(curves.logits[i]))).c_str()});
  if (!output.reading.probability) return rows;
  rows.push_back({"D*(x)", std::isnan(curves.best[i]) ? "any: no sample" : with(curves.best[i], curves.best_error[i])});
  return rows;
}

std::vector<std::string> line_notes(const LineCurves& curves, const Matrix<float>& generated, const WorldRect& seen) {
  std::vector<std::string> notes;
  if (curves.samples > 0) {
    notes.push_back("p_g from " + whole_text(curves.samples) + " samples, blurred by " + short_text(curves.width, 2));
  }
  if (curves.noise_dimension > 1) {
    notes.push_back("z: the first of " + whole_text(curves.noise_dimension) + " numbers, the others 0");
  }
  Index outside = 0;
  for (Index i = 0; i < generated.size(); ++i) {
    const auto x = static_cast<double>(generated.data()[i]);
    if (!(x >= seen.x_min && x <= seen.x_max)) ++outside;
  }
  if (outside > 0) {
    notes.push_back(whole_text(outside) + (outside == 1 ? " sample outside the view" : " samples outside the view"));
  }
  return notes;
}

}  // namespace gan
