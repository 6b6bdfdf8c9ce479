// The decompositions give back what they were made of.
#include "core/base/decompositions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/metrics/metrics_samples.h"

namespace gan {
namespace {

using test::normal_samples;

double off_identity(const Matrix<double>& m) {
  return (m - Matrix<double>::Identity(m.rows(), m.cols())).cwiseAbs().maxCoeff();
}

// Before any thread starts, and whoever multiplies first: with the sizes of the processor at hand sums would be cut
// into other blocks.
TEST(Matrices, AreCutIntoTheSameBlocksOnEveryMachine) {
  EXPECT_EQ(Eigen::l1CacheSize(), 32 * 1024);
  EXPECT_EQ(Eigen::l2CacheSize(), 1024 * 1024);
  EXPECT_EQ(Eigen::l3CacheSize(), 8 * 1024 * 1024);
}

TEST(Decompositions, EigenvaluesAscendAndGiveTheMatrixBack) {
  const Matrix<double> x = normal_samples<double>(7, 20, 1), m = x * x.transpose();
  const auto [values, vectors] = symmetric_eigen(m);
  for (Index i = 1; i < 7; ++i) EXPECT_LE(values(i - 1), values(i));
  EXPECT_LT(off_identity(vectors.transpose() * vectors), 1e-13);
  EXPECT_LT((vectors * values.asDiagonal() * vectors.transpose() - m).norm(), 1e-13 * m.norm());
}

TEST(Decompositions, SingularValuesAreTheRootsOfEigenvalues) {
  for (const auto& [rows, cols] : {std::pair<Index, Index>{6, 6}, {9, 4}, {4, 40}}) {
    const Matrix<double> m = normal_samples<double>(rows, cols, 2);
    const Vector<double> found = singular_values(m);
    ASSERT_EQ(found.size(), std::min(rows, cols));
    const Vector<double> squares =
        rows < cols ? symmetric_eigen(m * m.transpose()).values : symmetric_eigen(m.transpose() * m).values;
    for (Index i = 0; i < found.size(); ++i) {
      EXPECT_NEAR(found(i), std::sqrt(squares(found.size() - 1 - i)), 1e-12 * found(0));
    }
  }
}

TEST(Decompositions, ThinQrSpansTheColumns) {
  const Matrix<double> m = normal_samples<double>(9, 4, 3);
  const auto [q, r_diagonal] = thin_qr(m);
  EXPECT_LT(off_identity(q.transpose() * q), 1e-14);
  const Matrix<double> r = q.transpose() * m;
  EXPECT_LT((q * r - m).norm(), 1e-13 * m.norm());
  for (Index j = 0; j < 4; ++j) {
    EXPECT_NEAR(r(j, j), r_diagonal(j), 1e-13);
    for (Index i = j + 1; i < 4; ++i) EXPECT_NEAR(r(i, j), 0, 1e-13);
  }
  Matrix<double> dependent = m;
  dependent.col(3) = dependent.col(0);
  EXPECT_LT(off_identity(thin_qr(dependent).q.transpose() * thin_qr(dependent).q), 1e-13);
}

}  // namespace
}  // namespace gan
