#include "core/probe/points/optimum.h"

#include <cmath>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr Index kSamplesOfError = 1000;

// Of n samples about 4π h² n p lie under a kernel (its square has half the variance), so that the estimate of p is off
// by 1 over the root of that, and D* = σ(log p_data − log p_g) by D*(1 − D*) times it.
double error_of(const GaussianMixture& data, const BlurredDensity& density, const Matrix<float>& generated,
                const Rectangle& r) {
  double sum = 0;
  Index counted = 0;
  for (Index i = 0; i < std::min(kSamplesOfError, generated.cols()); ++i) {
    const double x = static_cast<double>(generated(0, i)), y = static_cast<double>(generated(1, i));
    if (!(x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1)) continue;
    const double fake = density.at(x, y) + density.of_one();
    const double real = std::exp(blurred_log_density(data, density.width(), x, y)) + density.of_one();
    const double best = real / (real + fake), under = 2 * fake / density.of_one();
    sum += std::pow(best * (1 - best), 2) / under;
    ++counted;
  }
  return counted > 0 ? std::sqrt(sum / static_cast<double>(counted)) : 0;
}

}  // namespace

bool probe_optimum(const GaussianMixture& data, const Extent& extent, const Matrix<float>& generated,
                   const SurfaceRequest& request, const CancelFlag& cancel, OptimalSurface& out) {
  GAN_CHECK(request.nx > 0 && request.ny > 0, "a surface has pixels");
  const Rectangle& r = request.region;
  if (cancel.cancelled()) return false;
  const BlurredDensity density(generated, r, extent.half / kOptimumBlur);
  GaussianMixture wide = data;
  wide.sigma = (data.sigma.array().square() + density.width() * density.width()).sqrt().matrix();
  out.request = request;
  out.width = density.width();
  out.error = error_of(data, density, generated, r);
  out.logits.resize(request.nx, request.ny);
  const double dx = (r.x1 - r.x0) / request.nx, dy = (r.y1 - r.y0) / request.ny;
  for (Index iy = 0; iy < request.ny; ++iy) {
    if (cancel.cancelled()) return false;
    const double y = r.y0 + (static_cast<double>(iy) + 0.5) * dy;
    for (Index ix = 0; ix < request.nx; ++ix) {
      const double x = r.x0 + (static_cast<double>(ix) + 0.5) * dx;
      const double real = std::exp(wide.log_density(x, y)) + density.of_one();
      out.logits(ix, iy) = static_cast<float>(std::log(real) - std::log(density.at(x, y) + density.of_one()));
    }
  }
  return true;
}

}  // namespace gan
