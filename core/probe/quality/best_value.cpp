#include "core/probe/quality/best_value.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/probe/points/blurred_density.h"

namespace gan {
namespace {

// Half of the side of what shows the data, over this: the blur. It takes from the divergence of data of width σ a share
// of about (h/σ)², so that it is as fine as the lattice can hold.
constexpr double kNarrowestBlur = 96;
constexpr double kNodesPerWidth = 2;
constexpr double kNothing = 1e-200;  // halves of less would be lost

// p log(p/m) + q log(q/m) over 2, m their mean: of nothing, nothing. Where only one of them is, which is nearly
// everywhere, no logarithm has to be taken.
double divergence_at(double p, double q) {
  if (q <= kNothing || p <= kNothing) return std::max(p, q) / 2 * std::log(2.0);
  const double middle = (p + q) / 2;
  return (p * std::log(p / middle) + q * std::log(q / middle)) / 2;
}

// What lies outside of the lattice is all of one player: each such share of a density adds log 2 / 2.
class Sum {
 public:
  void add(double p, double q) {
    divergence_ += divergence_at(p, q);
    real_ += p;
    fake_ += q;
  }
  double jsd(double area) const {
    const double outside = std::max(0.0, 1 - real_ * area) + std::max(0.0, 1 - fake_ * area);
    return divergence_ * area + outside * std::log(2.0) / 2;
  }

 private:
  double divergence_ = 0, real_ = 0, fake_ = 0;
};

double middle_of(double low, double step, Index i) {
  return low + (static_cast<double>(i) + 0.5) * step;
}

// One factor of each mode's density at the middles of n cells from `low` on: n x modes.
Matrix<double> factors_of(const GaussianMixture& mixture, Index axis, double low, double step, Index n) {
  Matrix<double> factors(n, mixture.sigma.size());
  for (Index k = 0; k < factors.cols(); ++k) {
    const double mean = mixture.centres(axis, k), sigma = mixture.sigma(k);
    for (Index i = 0; i < n; ++i) {
      const double z = (middle_of(low, step, i) - mean) / sigma;
      factors(i, k) = std::exp(-z * z / 2) / (sigma * std::sqrt(2 * M_PI));
    }
  }
  return factors;
}

}  // namespace

double value_of_best_response(double jsd) {
  return 2 * jsd - std::log(4.0);
}

BestResponse::BestResponse(const GaussianMixture& data, const Extent& extent)
    : region_{extent.x - extent.half, extent.y - extent.half, extent.x + extent.half, extent.y + extent.half} {
  const double side = 2 * extent.half;
  width_ = extent.half / kNarrowestBlur;
  const auto nodes = static_cast<Index>(std::ceil(side * kNodesPerWidth / width_ - 1e-9));
  GaussianMixture wide = data;
  wide.sigma = (data.sigma.array().square() + width_ * width_).sqrt().matrix();
  const double step = side / static_cast<double>(nodes);
  // A round mode is the product of its factors along x and y.
  real_ = factors_of(wide, 0, region_.x0, step, nodes) * wide.weights.asDiagonal() *
          factors_of(wide, 1, region_.y0, step, nodes).transpose();
}

double BestResponse::value(const Matrix<float>& generated) const {
  GAN_CHECK(generated.cols() >= 2, "a sample has halves");
  const Index half = generated.cols() / 2;
  const BlurredDensity first(generated.leftCols(half), region_, width_, kNodesPerWidth),
      second(generated.middleCols(half, half), region_, width_, kNodesPerWidth);
  const double step = (region_.x1 - region_.x0) / static_cast<double>(real_.rows());
  Sum whole, of_first, of_second;
  for (Index iy = 0; iy < real_.cols(); ++iy) {
    const double y = middle_of(region_.y0, step, iy);
    for (Index ix = 0; ix < real_.rows(); ++ix) {
      const double x = middle_of(region_.x0, step, ix), a = first.at(x, y), b = second.at(x, y), p = real_(ix, iy);
      whole.add(p, (a + b) / 2);
      of_first.add(p, a);
      of_second.add(p, b);
    }
  }
  const double area = step * step, halves = (of_first.jsd(area) + of_second.jsd(area)) / 2;
  return value_of_best_response(std::clamp(2 * whole.jsd(area) - halves, 0.0, std::log(2.0)));
}

}  // namespace gan
