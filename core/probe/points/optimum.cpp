#include "core/probe/points/optimum.h"

#include <cmath>

#include "core/base/check.h"
#include "core/probe/points/blur_width.h"

namespace gan {
namespace {

constexpr Index kSamplesOfError = 1000;

// Of n samples about 4π h² n p lie under a kernel (its square has half the variance), so that the logarithm of the
// estimate of p is off by 1 over the root of that. p is `fake`, the sample that is added with it.
double squared_error_of_logit(double fake, const BlurredDensity& density) {
  return density.of_one() / (2 * fake);
}

// The non-negative garrote (Breiman 1995, Technometrics 37): what is less than 3 standard errors is 0, what is much
// more stays as it is. A few samples far out are no opinion of D*, and where p_g = p_data it is ½ and not the sample's
// noise.
double without_noise(double logit, double squared_error) {
  constexpr double kErrors = 3;
  const double squared = logit * logit, noise = kErrors * kErrors * squared_error;
  return squared > noise ? logit * (1 - noise / squared) : 0;
}

// D* = σ(logit) is off by D*(1 − D*) times what the logit is off by.
double error_of(const GaussianMixture& data, const BlurredDensity& density, const Matrix<float>& generated,
                const Rectangle& r) {
  double sum = 0;
  Index counted = 0;
  for (Index i = 0; i < std::min(kSamplesOfError, generated.cols()); ++i) {
    const double x = static_cast<double>(generated(0, i)), y = static_cast<double>(generated(1, i));
    if (!(x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1)) continue;
    const double fake = density.at(x, y) + density.of_one();
    const double real = std::exp(blurred_log_density(data, density.width(), x, y)) + density.of_one();
    const double best = real / (real + fake);
    sum += std::pow(best * (1 - best), 2) * squared_error_of_logit(fake, density);
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
  const BlurredDensity density(generated, r, blur_width(data, extent));
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
      const double fake = density.at(x, y) + density.of_one();
      out.logits(ix, iy) =
          static_cast<float>(without_noise(std::log(real) - std::log(fake), squared_error_of_logit(fake, density)));
    }
  }
  return true;
}

}  // namespace gan
