#include "core/probe/points/noise_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/check.h"
#include "core/probe/shared/samples.h"

namespace gan {
namespace {

// Acklam's rational approximation of the lower tail and of the centre; relative error below 1.15e-9.
double acklam(double p) {
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                          -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  constexpr double tail = 0.02425;
  if (p > 1 - tail) return -acklam(1 - p);
  if (p < tail) {
    const double q = std::sqrt(-2 * std::log(p));
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  }
  const double q = p - 0.5, r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

}  // namespace

double normal_quantile(double p) {
  GAN_CHECK(p > 0 && p < 1, "a quantile needs a probability inside (0, 1)");
  const double x = acklam(p);
  const double error = 0.5 * std::erfc(-x / std::numbers::sqrt2) - p;
  const double u = error * std::sqrt(2 * std::numbers::pi) * std::exp(x * x / 2);
  return x - u / (1 + x * u / 2);
}

float noise_quantile(NoiseKind kind, double p) {
  return static_cast<float>(kind == NoiseKind::normal ? normal_quantile(p) : 2 * p - 1);
}

bool probe_noise_grid(const Snapshot& snapshot, const NoiseGridRequest& request, Evaluators& networks,
                      const CancelFlag& cancel, NoiseGrid& out) {
  GAN_CHECK(request.lines > 1 && request.points_per_line > 1, "a grid has lines of two points or more");
  const NoiseSpec& spec = snapshot.settings->spec.noise;
  const Index lines = request.lines, along = request.points_per_line;
  out.request = request;
  out.lines_first = spec.dimension == 1 ? 1 : request.lines;
  out.lines_second = spec.dimension == 1 ? 0 : request.lines;
  // Line i lies in the middle of the i-th of `lines` equally probable strips; vertices reach from the first
  // line of the other direction to the last.
  const double first = 0.5 / static_cast<double>(lines), last = 1 - first;
  const auto at_line = [&](Index i) {
    return noise_quantile(spec.kind, (static_cast<double>(i) + 0.5) / static_cast<double>(lines));
  };
  const auto at_vertex = [&](Index j) {
    return noise_quantile(spec.kind, first + (last - first) * static_cast<double>(j) / static_cast<double>(along - 1));
  };
  out.noise.setZero(spec.dimension, (out.lines_first + out.lines_second) * along);
  for (Index i = 0; i < out.lines_first + out.lines_second; ++i) {
    const bool second = i >= out.lines_first;
    for (Index j = 0; j < along; ++j) {
      out.noise(second ? 1 : 0, i * along + j) = at_vertex(j);
      if (spec.dimension > 1) {
        out.noise(second ? 0 : 1, i * along + j) = at_line(second ? i - out.lines_first : i);
      }
    }
  }
  return probe_generator(snapshot, out.noise, networks, cancel, out.points);
}

}  // namespace gan
