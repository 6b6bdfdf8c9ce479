// Leading eigenvalues against a decomposition of the whole matrix, and against matrices whose eigenvalues are known.
#include "core/probe/spectrum/leading_modes.h"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <atomic>
#include <cmath>

#include "core/base/decompositions.h"

namespace gan {
namespace {

using Complex = std::complex<double>;

constexpr StreamKey kStart{7, Stream::spectrum_start, 0, 0};

MapProduct product_of(const Matrix<double>& a) {
  return [&a](const double* u, double* out) {
    Eigen::Map<Vector<double>>(out, a.rows()) = a * Eigen::Map<const Vector<double>>(u, a.cols());
    return true;
  };
}

Matrix<double> normal_matrix(Index n, std::uint64_t seed) {
  Matrix<double> m(n, n);
  fill_normal({seed, Stream::view_noise, 0, 0}, m.data(), static_cast<std::size_t>(m.size()));
  return m;
}

// Near the identity, as a step is, with a few modes that stand out; not normal.
Matrix<double> like_a_step(Index n) {
  Matrix<double> a = Matrix<double>::Identity(n, n) + 0.002 * normal_matrix(n, 2) / std::sqrt(static_cast<double>(n));
  const auto turn = [&](Index i, double modulus, double angle) {
    a(i, i) = a(i + 1, i + 1) = modulus * std::cos(angle);
    a(i, i + 1) = -modulus * std::sin(angle);
    a(i + 1, i) = modulus * std::sin(angle);
  };
  turn(0, 1.02, 0.3), turn(2, 1.015, 0.15), turn(4, 1.01, 0.05);
  a(6, 6) = 1.03, a(7, 7) = -1.01;
  const Matrix<double> shear =
      Matrix<double>::Identity(n, n) + 0.3 * normal_matrix(n, 3) / std::sqrt(static_cast<double>(n));
  return shear * a * shear.inverse();
}

TEST(LeadingModes, AreThoseOfTheWholeMatrix) {
  const Matrix<double> a = like_a_step(120);
  const std::vector<Complex> all = eigenvalues(a);
  ModesOptions options;
  options.dense = 0;
  options.basis = 30;
  options.products = 600;
  LeadingModes found;
  ASSERT_TRUE(find_leading_modes(a.rows(), product_of(a), kStart, options, {}, found));
  EXPECT_FALSE(found.whole);
  ASSERT_EQ(found.settled, static_cast<int>(found.values.size()));
  ASSERT_GE(found.values.size(), 8u);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_NEAR(std::abs(found.values[i] - all[i]), 0, 1e-4) << i;
  // The first vector is one, and its residual is what is said.
  const Matrix<Complex> x = found.first.col(0) + Complex(0, 1) * found.first.col(1);
  EXPECT_NEAR(x.norm(), 1, 1e-9);
  EXPECT_NEAR((a * x - found.values[0] * x).norm(), found.residuals[0], 1e-9);
  LeadingModes again;
  ASSERT_TRUE(find_leading_modes(a.rows(), product_of(a), kStart, options, {}, again));
  EXPECT_EQ(again.values, found.values);
}

TEST(LeadingModes, OfASmallMapAreAll) {
  Matrix<double> a(3, 3);
  a << 0, -2, 0, 2, 0, 0, 0, 0, 0.5;
  LeadingModes found;
  ASSERT_TRUE(find_leading_modes(3, product_of(a), kStart, {}, {}, found));
  ASSERT_EQ(found.values.size(), 3u);
  EXPECT_TRUE(found.whole);
  EXPECT_NEAR(std::abs(found.values[0] - Complex(0, 2)), 0, 1e-12);
  EXPECT_NEAR(std::abs(found.values[1] - Complex(0, -2)), 0, 1e-12);
  EXPECT_NEAR(std::abs(found.values[2] - 0.5), 0, 1e-12);
}

// The space that a start vector spans may be smaller than it was made room for.
TEST(LeadingModes, GoOnWhereASubspaceIsClosed) {
  Matrix<double> a = Matrix<double>::Identity(60, 60);
  a(3, 3) = 2;
  ModesOptions options;
  options.dense = 0;
  options.wanted = 4;
  options.basis = 16;
  LeadingModes found;
  ASSERT_TRUE(find_leading_modes(60, product_of(a), kStart, options, {}, found));
  EXPECT_NEAR(std::abs(found.values[0] - 2.0), 0, 1e-9);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_NEAR(std::abs(found.values[i] - 1.0), 0, 1e-9);
}

TEST(LeadingModes, StopWhenCancelled) {
  const Matrix<double> a = like_a_step(60);
  std::atomic<bool> stop{false};
  int products = 0;
  const MapProduct counted = [&](const double* u, double* out) {
    stop = ++products == 5;
    return product_of(a)(u, out);
  };
  for (const Index dense : {0, 500}) {
    products = 0, stop = false;
    ModesOptions options;
    options.dense = dense;
    LeadingModes found;
    EXPECT_FALSE(find_leading_modes(60, counted, kStart, options, CancelFlag(stop), found));
    EXPECT_EQ(products, 5);
  }
}

}  // namespace
}  // namespace gan
