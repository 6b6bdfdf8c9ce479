// Principal axes against a full eigenvalue decomposition, and of samples whose axes are known.
#include "core/probe/images/principal_axes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <numbers>

#include "core/base/decompositions.h"
#include "core/base/random.h"

namespace gan {
namespace {

Matrix<double> normal(Index rows, Index cols, std::uint64_t seed) {
  Matrix<double> m(rows, cols);
  fill_normal({seed, Stream::view_noise, 0, 0}, m.data(), static_cast<std::size_t>(m.size()));
  return m;
}

// Numbers that vary, two of them more than the others, turned, around a mean far from 0.
Matrix<double> mixed_samples(Index d, Index n) {
  Matrix<double> m = normal(d, n, 1);
  m.row(0) *= 9;
  m.row(1) *= 4;
  const Matrix<double> turn = thin_qr(normal(d, d, 2)).q;
  return (turn * m).colwise() + 3 * Vector<double>::Ones(d);
}

double off_orthonormal(const Matrix<double>& axes) {
  return (axes.transpose() * axes - Matrix<double>::Identity(axes.cols(), axes.cols())).cwiseAbs().maxCoeff();
}

TEST(PrincipalAxes, AreThoseOfTheWholeDecomposition) {
  for (const auto& [d, n] : {std::pair<Index, Index>{30, 80}, {50, 12}, {5, 40}}) {
    const Matrix<double> samples = mixed_samples(d, n);
    const Vector<double> mean = samples.rowwise().mean();
    const Matrix<double> centred = samples.colwise() - mean;
    const Matrix<double> covariance = centred * centred.transpose() / static_cast<double>(n);
    const SymmetricEigen whole = symmetric_eigen(covariance);
    PrincipalAxes<double> found;
    ASSERT_TRUE(principal_axes(samples, 2, {}, found));
    PrincipalAxes<float> in_float;
    ASSERT_TRUE(principal_axes<float>(samples.cast<float>(), 2, {}, in_float));
    EXPECT_LT((found.mean - mean).norm(), 1e-12 * mean.norm());
    EXPECT_NEAR(found.total, covariance.trace(), 1e-9 * found.total);
    EXPECT_NEAR(in_float.total, covariance.trace(), 1e-5 * found.total);
    EXPECT_LT(off_orthonormal(found.axes), 1e-12);
    ASSERT_GT(whole.values(d - 2), 1.3 * whole.values(d - 3)) << "axes that are told apart";
    for (Index i = 0; i < 2; ++i) {
      const Vector<double> expected = whole.vectors.col(d - 1 - i);
      EXPECT_NEAR(found.variance(i), whole.values(d - 1 - i), 1e-9 * found.variance(0));
      EXPECT_NEAR(in_float.variance(i), whole.values(d - 1 - i), 1e-4 * found.variance(0));
      EXPECT_NEAR(std::abs(expected.dot(found.axes.col(i))), 1, 1e-9);
      EXPECT_NEAR(std::abs(expected.dot(in_float.axes.col(i).cast<double>())), 1, 1e-5);
    }
  }
}

// x = m + 5 cos(t) a + 2 sin(t) b + 0.5 cos(2 t) c at equal steps of t: uncorrelated, so a and b are the
// axes, with variances 5² / 2 and 2² / 2.
TEST(PrincipalAxes, OfAMadeSetAreTheKnownOnes) {
  constexpr Index kLarge = 12288, kCount = 48;
  Matrix<double> axes = normal(kLarge, 3, 3);
  for (Index i = 0; i < 3; ++i) {
    for (Index j = 0; j < i; ++j) axes.col(i) -= axes.col(j).dot(axes.col(i)) * axes.col(j);
    axes.col(i).normalize();
    Index largest = 0;
    axes.col(i).cwiseAbs().maxCoeff(&largest);
    if (axes(largest, i) < 0) axes.col(i) *= -1;
  }
  const Vector<double> mean = normal(kLarge, 1, 4);
  Matrix<float> samples(kLarge, kCount);
  for (Index i = 0; i < kCount; ++i) {
    const double t = 2 * std::numbers::pi * static_cast<double>(i) / kCount;
    samples.col(i) =
        (mean + 5 * std::cos(t) * axes.col(0) + 2 * std::sin(t) * axes.col(1) + 0.5 * std::cos(2 * t) * axes.col(2))
            .cast<float>();
  }
  PrincipalAxes<float> found;
  ASSERT_TRUE(principal_axes(samples, 2, {}, found));
  EXPECT_NEAR(found.variance(0), 12.5, 1e-3);
  EXPECT_NEAR(found.variance(1), 2, 1e-3);
  EXPECT_NEAR(found.total, 12.5 + 2 + 0.125, 1e-3);
  // With their signs: the largest entry of each is positive.
  for (Index i = 0; i < 2; ++i) EXPECT_NEAR(found.axes.col(i).cast<double>().dot(axes.col(i)), 1, 1e-4);
}

TEST(PrincipalAxes, OfSamplesWithoutTwoDirectionsAreStillAPlane) {
  const Vector<double> one = normal(20, 1, 5), along = normal(20, 1, 6).normalized();
  PrincipalAxes<double> found;
  ASSERT_TRUE(principal_axes<double>(one.replicate(1, 7), 2, {}, found));
  EXPECT_LT(off_orthonormal(found.axes), 1e-12);
  EXPECT_NEAR(found.total, 0, 1e-20);
  EXPECT_NEAR(found.variance.cwiseAbs().maxCoeff(), 0, 1e-20);
  Matrix<double> line(20, 9);
  for (Index i = 0; i < 9; ++i) line.col(i) = one + static_cast<double>(i) * along;
  ASSERT_TRUE(principal_axes(line, 2, {}, found));
  EXPECT_LT(off_orthonormal(found.axes), 1e-12);
  EXPECT_NEAR(std::abs(found.axes.col(0).dot(along)), 1, 1e-12);
  EXPECT_NEAR(found.variance(0), found.total, 1e-12);
  EXPECT_NEAR(found.variance(1), 0, 1e-12);
}

TEST(PrincipalAxes, ACancelledSearchSaysSo) {
  const std::atomic<bool> flag{true};
  PrincipalAxes<double> found;
  EXPECT_FALSE(principal_axes(mixed_samples(8, 8), 2, CancelFlag(flag), found));
}

}  // namespace
}  // namespace gan
