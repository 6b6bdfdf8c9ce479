#include "core/metrics/frechet.h"

#include <algorithm>
#include <limits>

#include "core/base/decompositions.h"
#include "core/metrics/kernels.h"

namespace gan {
namespace {

// L with L Lᵀ = covariance, d x rank. Eigenvalues that rounding alone explains are zeros: their roots would
// be a hundred million times as wrong as they are.
Matrix<double> factor(const Matrix<double>& covariance) {
  const Index d = covariance.rows();
  const auto [values, vectors] = symmetric_eigen(covariance);
  const double zero = static_cast<double>(d) * std::numeric_limits<double>::epsilon() * values(d - 1);
  Index first = 0;
  while (first < d && !(values(first) > zero)) ++first;
  return vectors.rightCols(d - first) * values.tail(d - first).cwiseSqrt().asDiagonal();
}

}  // namespace

template <class Real>
FittedGaussian fit_gaussian(const Matrix<Real>& samples) {
  const Index d = samples.rows(), n = samples.cols();
  GAN_CHECK(n >= 2, "a covariance takes two samples");
  constexpr Index kChunk = 512;
  FittedGaussian fit{Vector<double>::Zero(d), Matrix<double>::Zero(d, d)};
  // Sums from the first sample on, so that a large common part of the features costs no precision.
  const Vector<double> origin = samples.col(0).template cast<double>();
  for (Index i = 0; i < n; ++i) fit.mean += samples.col(i).template cast<double>() - origin;
  fit.mean = fit.mean / static_cast<double>(n) + origin;
  Matrix<double> chunk;
  for (Index first = 0; first < n; first += kChunk) {
    chunk = samples.middleCols(first, std::min(kChunk, n - first)).template cast<double>().colwise() - fit.mean;
    fit.covariance.template selfadjointView<Eigen::Lower>().rankUpdate(chunk);
  }
  fit.covariance /= static_cast<double>(n - 1);
  fit.covariance.template triangularView<Eigen::StrictlyUpper>() = fit.covariance.transpose();
  return fit;
}

double frechet_distance(const FittedGaussian& a, const FittedGaussian& b) {
  GAN_CHECK(a.mean.size() == b.mean.size() && a.mean.size() >= 1, "Gaussians of different dimensions");
  // With Σ = L Lᵀ, the eigenvalues of Σ1 Σ2 are the squares of the singular values of L1ᵀ L2. These come out
  // to the last digits of the largest; roots of eigenvalues would keep half as many where Σ1 Σ2 is singular.
  double root = 0;
  const Matrix<double> l1 = factor(a.covariance), l2 = factor(b.covariance);
  if (l1.cols() > 0 && l2.cols() > 0) {
    const Matrix<double> mixed = l1.transpose() * l2;
    root = singular_values(mixed).sum();
  }
  return std::max(0.0, (a.mean - b.mean).squaredNorm() + a.covariance.trace() + b.covariance.trace() - 2 * root);
}

template <class Real>
Result<double> frechet_distance(const Matrix<Real>& real, const Matrix<Real>& generated, const CancelFlag& cancel) {
  for (const Outcome& check : {check_features(real, "real"), check_features(generated, "generated"),
                               check_pairs(real.cols(), "real"), check_pairs(generated.cols(), "generated")}) {
    if (!check) return check.error();
  }
  const FittedGaussian a = fit_gaussian(real);
  if (cancel.cancelled()) return cancelled_error();
  const FittedGaussian b = fit_gaussian(generated);
  if (cancel.cancelled()) return cancelled_error();
  return frechet_distance(a, b);
}

#define GAN_INSTANTIATE(Real)                                \
  template FittedGaussian fit_gaussian(const Matrix<Real>&); \
  template Result<double> frechet_distance(const Matrix<Real>&, const Matrix<Real>&, const CancelFlag&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
