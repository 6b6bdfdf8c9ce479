#include <gtest/gtest.h>

#include <cmath>

#include "core/base/decompositions.h"
#include "core/metrics/frechet.h"
#include "tests/core/metrics/metrics_samples.h"

namespace gan {
namespace {

using test::normal_samples;

FittedGaussian gaussian(std::initializer_list<double> mean, std::initializer_list<double> covariance) {
  const auto d = static_cast<Index>(mean.size());
  return {Eigen::Map<const Vector<double>>(mean.begin(), d),
          Eigen::Map<const Matrix<double>>(covariance.begin(), d, d)};
}

TEST(FrechetDistance, HasItsClosedForms) {
  EXPECT_NEAR(frechet_distance(gaussian({0, 0}, {1, 0, 0, 1}), gaussian({3, 4}, {4, 0, 0, 4})), 27, 1e-12);
  // Covariances that do not commute: tr (Σ1 Σ2)^½ = (tr Σ1 Σ2 + 2 (det Σ1 Σ2)^½)^½ in the plane.
  const FittedGaussian a = gaussian({0, 0}, {2, 1, 1, 1}), b = gaussian({0, 1}, {1, -0.5, -0.5, 3});
  const auto determinant = [](const Matrix<double>& m) { return m(0, 0) * m(1, 1) - m(0, 1) * m(1, 0); };
  const double root = std::sqrt((a.covariance * b.covariance).trace() +
                                2 * std::sqrt(determinant(a.covariance) * determinant(b.covariance)));
  EXPECT_NEAR(frechet_distance(a, b), 1 + 3 + 4 - 2 * root, 1e-12);
  EXPECT_NEAR(frechet_distance(b, a), 1 + 3 + 4 - 2 * root, 1e-12);
  EXPECT_NEAR(frechet_distance(gaussian({1}, {4}), gaussian({3}, {9})), 4 + 1, 1e-13);
  EXPECT_NEAR(frechet_distance(gaussian({1}, {0}), gaussian({3}, {9})), 4 + 9, 1e-13);
}

TEST(FrechetDistance, FitIsUnbiasedAndKeepsItsDigitsFarFromZero) {
  Matrix<double> x(2, 3);
  x << 1, 2, 6, 0, 0, 3;
  const FittedGaussian near = fit_gaussian(x), far = fit_gaussian<double>(x.array() + 1e6);
  EXPECT_NEAR(near.covariance(0, 0), 7, 1e-14);
  EXPECT_NEAR(near.covariance(0, 1), 4.5, 1e-14);
  EXPECT_EQ(near.covariance(0, 1), near.covariance(1, 0));
  EXPECT_NEAR(near.covariance(1, 1), 3, 1e-14);
  EXPECT_LE((far.covariance - near.covariance).cwiseAbs().maxCoeff(), 1e-9);
}

// The trace of the root is the sum of the singular values of X1ᵀ X2, X the centred samples over (n - 1)^½.
double from_samples(const Matrix<double>& a, const Matrix<double>& b) {
  const auto centred = [](const Matrix<double>& x) -> Matrix<double> {
    return (x.colwise() - x.rowwise().mean()) / std::sqrt(static_cast<double>(x.cols() - 1));
  };
  const Matrix<double> x = centred(a), y = centred(b);
  const double root = singular_values(x.transpose() * y).sum();
  return (a.rowwise().mean() - b.rowwise().mean()).squaredNorm() + x.squaredNorm() + y.squaredNorm() - 2 * root;
}

TEST(FrechetDistance, IsRightForSingularCovariances) {
  for (const Index n : {2, 3, 12, 40, 41}) {
    SCOPED_TRACE(n);
    const Matrix<double> a = normal_samples<double>(40, n, 1), b = normal_samples<double>(40, n + 5, 2, 0.5, 2);
    const double expected = from_samples(a, b);
    EXPECT_GT(expected, 10);
    EXPECT_NEAR(frechet_distance(a, b).value(), expected, 1e-9);
    EXPECT_NEAR(frechet_distance(a, a).value(), 0, 1e-9);
    EXPECT_GE(frechet_distance(a, a).value(), 0);
  }
  // Three features in a subspace of thirty, turned: nothing is added.
  const Matrix<double> a = normal_samples<double>(3, 50, 3), b = normal_samples<double>(3, 60, 4, 1, 0.5);
  const Matrix<double> turn = thin_qr(normal_samples<double>(30, 3, 5)).q;
  EXPECT_NEAR(frechet_distance<double>(turn * a, turn * b).value(), frechet_distance(a, b).value(), 1e-9);
  const Matrix<double> equal = Matrix<double>::Constant(3, 50, 2);
  EXPECT_NEAR(frechet_distance(equal, a).value(), from_samples(equal, a), 1e-12);
}

TEST(FrechetDistance, SinglePrecisionIsThatOfTheSameNumbers) {
  const Matrix<float> a = normal_samples<float>(64, 600, 1, 3), b = normal_samples<float>(64, 700, 2, 3.1);
  EXPECT_EQ(frechet_distance(a, b).value(), frechet_distance<double>(a.cast<double>(), b.cast<double>()).value());
}

TEST(FrechetDistance, SaysWhatCannotBeMeasured) {
  const Matrix<float> x = normal_samples<float>(2, 9, 1);
  EXPECT_EQ(frechet_distance<float>(x.leftCols(1), x).message(),
            "metrics over pairs need at least 2 real samples, there is 1");
  EXPECT_EQ(frechet_distance<float>(x, x * INFINITY).message(),
            "feature 1 of generated sample 1 is not a finite number");
}

}  // namespace
}  // namespace gan
