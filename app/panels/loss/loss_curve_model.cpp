#include "app/panels/loss/loss_curve_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr double kFlat = 0.05;        // a slope by the logit below this teaches next to nothing
constexpr double kOuter = 0.01;       // share of a batch beyond each end that the axis need not show
constexpr double kMostlyEmpty = 0.4;  // an axis of which less is used shrinks
constexpr double kFurthestLogit = 16;
constexpr double kTallest = 4;  // losses of a probability beyond this are cut off: the slopes are what matters

// Both players' losses and derivatives of one real and one generated output.
struct OneSample {
  double d_loss = 0, d_slope_real = 0, d_slope_fake = 0;
  double g_loss = 0, g_slope_fake = 0;
};

double entry(const MatrixView<double>& view) {
  return view.data == nullptr ? 0 : view.data[0];
}

OneSample evaluate(int loss, double real, double fake, double real_label, Workspace& workspace) {
  const Workspace::Scope scope(workspace);
  const MatrixView<double> a = workspace.matrix<double>(1, 1), b = workspace.matrix<double>(1, 1);
  a.data[0] = real;
  b.data[0] = fake;
  LossValues<MatrixView<double>> values;
  loss_function<MatrixView<double>>(loss)(workspace, a, b, real_label, values);
  return {entry(values.d_loss), entry(values.d_grad_real), entry(values.d_grad_fake), entry(values.g_loss),
          entry(values.g_grad_fake)};
}

// The outputs between which all but the outer hundredths of a batch lie; false where nothing is finite.
bool add_bulk(const Matrix<float>& outputs, Range& bulk, bool any) {
  std::vector<float> values;
  for (Index i = 0; i < outputs.size(); ++i) {
    if (std::isfinite(outputs.data()[i])) values.push_back(outputs.data()[i]);
  }
  if (values.empty()) return any;
  const auto at = [&](double share) {
    const auto place =
        values.begin() + static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), place, values.end());
    return static_cast<double>(*place);
  };
  const double low = at(kOuter), high = at(1 - kOuter);
  bulk = any ? Range{std::min(bulk.low, low), std::max(bulk.high, high)} : Range{low, high};
  return true;
}

// One end of an axis of logits: 4, 8 or 16, calm.
double logit_end(double needed, double now) {
  if (now > 0 && needed <= now && needed > kMostlyEmpty * now) return now;
  double end = 4;
  while (end < needed && end < kFurthestLogit) end *= 2;
  return end;
}

}  // namespace

void compute_loss_curves(const LossCurveRequest& request, Workspace& workspace, LossCurves& out) {
  constexpr std::size_t n = LossCurves::kPoints;
  const LossInfo& info = loss_info(request.loss);
  const int rival = info.terms.rival[0] != 0 ? find_loss(info.terms.rival) : -1;
  out.outputs.resize(n);
  for (LossLine* line : {&out.generator, &out.d_fake, &out.d_real}) line->loss.resize(n), line->slope.resize(n);
  out.rival.loss.resize(rival >= 0 ? n : 0), out.rival.slope.resize(rival >= 0 ? n : 0);
  const double a = request.mean_real_output, b = request.mean_fake_output;
  const double alone = info.pairs_real ? b : info.terms.fake_zero;  // beside a real sample
  const double rest = info.pairs_real ? 0 : evaluate(request.loss, a, alone, request.real_label, workspace).d_loss;
  for (std::size_t i = 0; i < n; ++i) {
    const double share = static_cast<double>(i) / (n - 1);
    const double at = out.outputs[i] = request.low + share * (request.high - request.low);
    const OneSample fake = evaluate(request.loss, a, at, request.real_label, workspace);
    const OneSample real = evaluate(request.loss, at, alone, request.real_label, workspace);
    out.generator.loss[i] = fake.g_loss, out.generator.slope[i] = fake.g_slope_fake;
    out.d_fake.loss[i] = fake.d_loss - rest, out.d_fake.slope[i] = fake.d_slope_fake;
    out.d_real.loss[i] = real.d_loss, out.d_real.slope[i] = real.d_slope_real;
    if (rival < 0) continue;
    const OneSample other = evaluate(rival, a, at, request.real_label, workspace);
    out.rival.loss[i] = other.g_loss, out.rival.slope[i] = other.g_slope_fake;
  }
}

Range loss_range(const LossCurves& curves, bool probability) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double tallest = probability ? kTallest : kInfinity;
  Range range{kInfinity, -kInfinity};
  for (const LossLine* line : {&curves.generator, &curves.d_fake, &curves.d_real, &curves.rival}) {
    for (const double v : line->loss) {
      range.low = std::max(std::min(range.low, v), -tallest);
      range.high = std::min(std::max(range.high, v), tallest);
    }
  }
  if (!(range.span() > 0)) range = {range.low - 1, range.low + 1};
  const double margin = 0.06 * range.span();
  return {range.low - margin, range.high + margin};
}

CurvePoint generator_at(const LossCurves& curves, double output) {
  const std::vector<double>& outputs = curves.outputs;
  const double at = std::clamp(output, outputs.front(), outputs.back());
  const double place =
      (at - outputs.front()) / (outputs.back() - outputs.front()) * static_cast<double>(outputs.size() - 1);
  const std::size_t i = std::min(static_cast<std::size_t>(place), outputs.size() - 2);
  const double share = place - static_cast<double>(i);
  const auto between = [&](const std::vector<double>& v) { return v[i] + share * (v[i + 1] - v[i]); };
  return {at, between(curves.generator.loss), between(curves.generator.slope)};
}

double generator_slope(int loss, double fake_output, double mean_real_output, Workspace& workspace) {
  return evaluate(loss, mean_real_output, fake_output, 1, workspace).g_slope_fake;
}

double slope_along_axis(double slope, double output, bool probability_axis) {
  if (!probability_axis) return slope;
  // D (1 − D) of a D near 1 would lose all digits; of the logit it does not.
  return slope / (sigmoid(output) * sigmoid(-output));
}

Histogram make_histogram(const Matrix<float>& outputs, bool probability, double low, double high) {
  Histogram out;
  float count = 0;
  for (Index i = 0; i < outputs.size(); ++i) {
    if (std::isnan(outputs.data()[i])) continue;
    const double output = static_cast<double>(outputs.data()[i]);
    const double value = probability ? sigmoid(output) : output;
    const double cell = (value - low) / (high - low) * Histogram::kCells;
    out.share[static_cast<std::size_t>(std::clamp(cell, 0.0, Histogram::kCells - 1.0))] += 1;
    out.below += value < low ? 1 : 0;
    out.above += value > high ? 1 : 0;
    count += 1;
  }
  if (count > 0) out.below /= count, out.above /= count;
  for (float& share : out.share) {
    if (count > 0) share /= count;
    out.largest = std::max(out.largest, share);
  }
  return out;
}

double mean_output(const Matrix<float>& outputs, bool probability) {
  double sum = 0;
  Index count = 0;
  for (Index i = 0; i < outputs.size(); ++i) {
    const double output = static_cast<double>(outputs.data()[i]);
    if (!std::isfinite(output)) continue;
    sum += probability ? sigmoid(output) : output;
    ++count;
  }
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  const double mean = sum / static_cast<double>(count);
  return probability ? logit_of(mean) : mean;
}

Range output_range(const LossInfo& loss, const Matrix<float>& real, const Matrix<float>& fake, Range now) {
  Range bulk{0, 0};
  bool any = add_bulk(real, bulk, false);
  any = add_bulk(fake, bulk, any);
  if (loss.terms.low < loss.terms.high) {
    bulk = any ? Range{std::min(bulk.low, loss.terms.low), std::max(bulk.high, loss.terms.high)}
               : Range{loss.terms.low, loss.terms.high};
  }
  const bool known = now.span() > 0;
  if (loss.output.probability) {
    return {-logit_end(-bulk.low, known ? -now.low : 0), logit_end(bulk.high, known ? now.high : 0)};
  }
  if (known && bulk.low >= now.low && bulk.high <= now.high && bulk.span() > kMostlyEmpty * now.span()) return now;
  const double size = std::max({std::abs(bulk.low), std::abs(bulk.high), 1e-12});
  // All of one output: as much room on either side as it is away from 0.
  if (!(bulk.span() > 1e-6 * size)) bulk = {bulk.low - size, bulk.high + size};
  const double margin = 0.08 * bulk.span(), step = nice_step(bulk.span() + 2 * margin, 8);
  return {step * std::floor((bulk.low - margin) / step), step * std::ceil((bulk.high + margin) / step)};
}

std::string loss_curve_sentence(int loss, double fake_output, double real_output, bool probability_axis,
                                Workspace& workspace) {
  if (!std::isfinite(fake_output)) return "";
  const LossInfo& info = loss_info(loss);
  const double real = std::isfinite(real_output) ? real_output : 0;
  const int rival = info.terms.rival[0] != 0 ? find_loss(info.terms.rival) : -1;
  const bool flat = std::abs(generator_slope(loss, fake_output, real, workspace)) < kFlat;
  const auto slopes = [&](bool by_probability) {
    const auto of = [&](int one) {
      return short_text(
          slope_along_axis(generator_slope(one, fake_output, real, workspace), fake_output, by_probability));
    };
    const bool tell = flat && !by_probability;
    if (rival < 0) return of(loss) + (tell ? " (flat)" : "");
    return of(loss) + " (" + info.title + (tell ? ", flat" : "") + "), " + of(rival) + " (" + loss_info(rival).title +
           ")";
  };
  const OutputReading& r = info.output;
  if (!r.probability) {
    return "At mean " + std::string(r.fake) + " = " + short_text(fake_output) +
           ", gradient w.r.t. f: " + slopes(false) + ".";
  }
  const std::string where = "At D(G(z)) = " + short_text(sigmoid(fake_output)) + ", gradient w.r.t. ";
  const std::string by_logit = "the logit: " + slopes(false) + ".";
  if (!probability_axis) return where + by_logit;
  return where + "D: " + slopes(true) + ";\nw.r.t. " + by_logit;
}

LossCurveNames loss_curve_names(const LossInfo& loss, double real_label) {
  LossCurveNames names{std::string("G: ") + loss.terms.g, std::string("D on real: ") + loss.terms.d_real,
                       std::string("D on fake: ") + loss.terms.d_fake, ""};
  if (loss.reads_label() && real_label < 1) names.d_real = "D on real, target " + short_text(real_label);
  if (loss.terms.rival[0] != 0) {
    const LossInfo& rival = loss_info(find_loss(loss.terms.rival));
    names.rival = std::string(rival.title) + " G: " + rival.terms.g;
  }
  return names;
}

namespace {

struct NameBox {
  float left, top, right, bottom;
  bool meets(const NameBox& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

// Whether the line between two points meets the box: cut to it side by side (Liang and Barsky).
bool crosses(const NameBox& box, const float* a, const float* b) {
  float from = 0, to = 1;
  const auto cut = [&](float start, float along, float low, float high) {
    if (along == 0) return start >= low && start <= high;
    const float one = (low - start) / along, two = (high - start) / along;
    from = std::max(from, std::min(one, two)), to = std::min(to, std::max(one, two));
    return from <= to;
  };
  return cut(a[0], b[0] - a[0], box.left, box.right) && cut(a[1], b[1] - a[1], box.top, box.bottom);
}

bool covers_a_curve(const NameBox& box, std::span<const CurveName> names) {
  for (const CurveName& name : names) {
    for (std::size_t k = 0; k + 3 < name.xy.size(); k += 2) {
      if (crosses(box, &name.xy[k], &name.xy[k + 2])) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<NamePlace> place_curve_names(std::span<const CurveName> names, const NameArea& area) {
  constexpr int kPlaces = 33;  // along a curve
  std::vector<NamePlace> placed(names.size());
  std::vector<NameBox> taken;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::span<const float> own = names[i].xy;
    const float width = names[i].width, height = area.height, gap = area.gap;
    double best = std::numeric_limits<double>::infinity();
    for (int place = 1; place + 1 < kPlaces; ++place) {
      const std::size_t vertex = 2 * ((own.size() / 2 - 1) * static_cast<std::size_t>(place) / (kPlaces - 1));
      const float x = own[vertex], y = own[vertex + 1];
      // In the middle of its curve for choice.
      const double cost = std::abs(place - (kPlaces - 1) / 2);
      if (y < area.top || y > area.bottom || cost >= best) continue;
      for (const float left : {x + gap, x - gap - width, x - width / 2}) {
        for (const float top :
             {y - height - gap / 2, y + gap / 2, y - height / 2, y - height - 1.5F * gap, y + 1.5F * gap}) {
          const NameBox box{left, top, left + width, top + height};
          if (box.left < area.left || box.right > area.right || box.top < area.top || box.bottom > area.bottom)
            continue;
          const NameBox apart{left - gap / 2, top - 1, box.right + gap / 2, box.bottom + 1};
          if (std::any_of(taken.begin(), taken.end(), [&](const NameBox& other) { return other.meets(apart); }) ||
              covers_a_curve({left - gap / 3, top - gap / 3, box.right + gap / 3, box.bottom + gap / 3}, names)) {
            continue;
          }
          best = cost, placed[i] = {left, top, true};
        }
      }
    }
    if (placed[i].fits) {
      taken.push_back({placed[i].x - gap / 2, placed[i].y, placed[i].x + width + gap / 2, placed[i].y + height});
    }
  }
  return placed;
}

}  // namespace gan
