#include "app/models/loss_curve_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace gan {
namespace {

// Both players' losses and derivatives of one real and one generated logit.
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

// The logit at which a part of D's loss is zero: its least value where it is flat there, else logit 0.
double zero_of(const std::vector<double>& logits, const LossLine& line) {
  const auto least = std::min_element(line.loss.begin(), line.loss.end());
  const std::size_t i = static_cast<std::size_t>(least - line.loss.begin());
  return std::abs(line.slope[i]) < 1e-2 ? logits[i] : 0;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text,
                std::abs(value) >= 100  ? "%.0f"
                : std::abs(value) >= 10 ? "%.1f"
                                        : "%.3f",
                value);
  std::string out = text;
  const double size = std::abs(value);
  if ((size > 0 && size < 0.0005) || size >= 1e5) {
    std::snprintf(text, sizeof text, size >= 1e5 ? "%.1e" : "%.0e", value);
    out = text;
  }
  if (!out.empty() && out[0] == '-') out.replace(0, 1, "−");
  return out;
}

}  // namespace

double sigmoid(double logit) {
  return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

double logit_of(double probability) {
  const double p = std::clamp(probability, 1e-16, 1 - 1e-16);
  return std::log(p) - std::log1p(-p);
}

void compute_loss_curves(const LossCurveRequest& request, Workspace& workspace, LossCurves& out) {
  constexpr std::size_t n = LossCurves::kPoints;
  out.logits.resize(n);
  for (LossLine* line : {&out.generator, &out.d_fake, &out.d_real})
    line->loss.resize(n), line->slope.resize(n);
  const double a = request.mean_real_logit, b = request.mean_fake_logit;
  for (std::size_t i = 0; i < n; ++i) {
    const double share = static_cast<double>(i) / (n - 1);
    const double at = out.logits[i] = request.low + share * (request.high - request.low);
    const OneSample fake = evaluate(request.loss, a, at, request.real_label, workspace);
    const OneSample real = evaluate(request.loss, at, b, request.real_label, workspace);
    out.generator.loss[i] = fake.g_loss, out.generator.slope[i] = fake.g_slope_fake;
    out.d_fake.loss[i] = fake.d_loss, out.d_fake.slope[i] = fake.d_slope_fake;
    out.d_real.loss[i] = real.d_loss, out.d_real.slope[i] = real.d_slope_real;
  }
  if (loss_infos()[static_cast<std::size_t>(request.loss)].pairs_real) return;
  const double b0 = zero_of(out.logits, out.d_fake);
  const double base = evaluate(request.loss, a, b0, request.real_label, workspace).d_loss;
  const double rest = evaluate(request.loss, a, b, request.real_label, workspace).d_loss - base;
  for (std::size_t i = 0; i < n; ++i) {
    out.d_fake.loss[i] -= base;
    out.d_real.loss[i] -= rest;
  }
}

double generator_slope(int loss, double fake_logit, double mean_real_logit, Workspace& workspace) {
  return evaluate(loss, mean_real_logit, fake_logit, 1, workspace).g_slope_fake;
}

Histogram make_histogram(const Matrix<float>& logits, bool probability, double low, double high) {
  Histogram out;
  float count = 0;
  for (Index i = 0; i < logits.size(); ++i) {
    if (std::isnan(logits.data()[i])) continue;
    const double value = probability ? sigmoid(logits.data()[i]) : logits.data()[i];
    const double cell = (value - low) / (high - low) * Histogram::kCells;
    out.share[static_cast<std::size_t>(std::clamp(cell, 0.0, Histogram::kCells - 1.0))] += 1;
    count += 1;
  }
  for (float& share : out.share) {
    if (count > 0) share /= count;
    out.largest = std::max(out.largest, share);
  }
  return out;
}

double mean_output(const Matrix<float>& logits, bool probabilistic) {
  double sum = 0;
  Index count = 0;
  for (Index i = 0; i < logits.size(); ++i) {
    const double logit = logits.data()[i];
    if (!std::isfinite(logit)) continue;
    sum += probabilistic ? sigmoid(logit) : logit;
    ++count;
  }
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  const double mean = sum / static_cast<double>(count);
  return probabilistic ? logit_of(mean) : mean;
}

double logit_reach(const Matrix<float>& real, const Matrix<float>& fake) {
  // The largest logits but for the outermost hundredth, so that one stray sample does not squeeze the
  // picture.
  std::vector<float> sizes;
  for (const Matrix<float>* logits : {&real, &fake}) {
    for (Index i = 0; i < logits->size(); ++i) {
      const float size = std::abs(logits->data()[i]);
      if (std::isfinite(size)) sizes.push_back(size);
    }
  }
  double reach = 8;
  if (sizes.empty()) return reach;
  const std::ptrdiff_t most = static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size() - 1) * 0.99);
  std::nth_element(sizes.begin(), sizes.begin() + most, sizes.end());
  while (reach < sizes[static_cast<std::size_t>(most)] && reach < 1e6) reach *= 2;
  return reach;
}

std::string loss_curve_sentence(int loss, double fake_logit, double real_logit, Workspace& workspace) {
  if (!std::isfinite(fake_logit)) return "";
  const LossInfo& info = loss_infos()[static_cast<std::size_t>(loss)];
  const double slope =
      generator_slope(loss, fake_logit, std::isfinite(real_logit) ? real_logit : 0, workspace);
  const std::string where = info.probabilistic ? "D(G(z)) = " + short_number(sigmoid(fake_logit))
                                               : "the critic's mean output " + short_number(fake_logit);
  const std::string name = std::string("the ") + info.title + " loss";
  std::string text = "At " + where + " " + name;
  text += std::abs(slope) < 0.05 ? " is flat: slope " : " has slope ";
  text += short_number(slope);
  // The two of the first paper explain each other; no other pair does.
  const int minimax = find_loss("minimax"), non_saturating = find_loss("non_saturating");
  const int other = loss == minimax ? non_saturating : loss == non_saturating ? minimax : -1;
  if (other >= 0) {
    text += std::string("; the ") + loss_infos()[static_cast<std::size_t>(other)].title + " one would have " +
            short_number(generator_slope(other, fake_logit, real_logit, workspace));
  }
  return text + ".";
}

}  // namespace gan
