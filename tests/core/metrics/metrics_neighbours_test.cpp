#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/metrics/neighbours.h"
#include "tests/core/metrics/metrics_samples.h"

namespace gan {
namespace {

using test::normal_samples;

// The definitions, word by word.
template <class Real>
NeighbourMetrics by_definition(const Matrix<Real>& real, const Matrix<Real>& generated, int precision_k,
                               int density_k) {
  const auto square = [](const Matrix<Real>& a, Index i, const Matrix<Real>& b, Index j) {
    double sum = 0;
    for (Index k = 0; k < a.rows(); ++k) {
      const double difference = static_cast<double>(a(k, i)) - static_cast<double>(b(k, j));
      sum += difference * difference;
    }
    return sum;
  };
  const auto radii = [&](const Matrix<Real>& x, int k) {
    std::vector<double> result;
    for (Index i = 0; i < x.cols(); ++i) {
      std::vector<double> others;
      for (Index j = 0; j < x.cols(); ++j) {
        if (j != i) others.push_back(square(x, i, x, j));
      }
      std::sort(others.begin(), others.end());
      result.push_back(others[static_cast<std::size_t>(k - 1)]);
    }
    return result;
  };
  const auto real_radii = radii(real, precision_k), dense_radii = radii(real, density_k);
  const auto generated_radii = radii(generated, precision_k);
  const Index n = real.cols(), m = generated.cols();
  std::vector<int> precise(static_cast<std::size_t>(m)), recalled(static_cast<std::size_t>(n)), covered = recalled;
  double density = 0;
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < m; ++j) {
      const double d = square(real, i, generated, j);
      const auto r = static_cast<std::size_t>(i), g = static_cast<std::size_t>(j);
      if (d <= real_radii[r]) precise[g] = 1;
      if (d <= generated_radii[g]) recalled[r] = 1;
      if (d < dense_radii[r]) covered[r] = 1, ++density;
    }
  }
  const auto share = [](const std::vector<int>& flags) {
    return static_cast<double>(std::count(flags.begin(), flags.end(), 1)) / static_cast<double>(flags.size());
  };
  return {share(precise), share(recalled), density / static_cast<double>(density_k * m), share(covered)};
}

void expect_same(const NeighbourMetrics& a, const NeighbourMetrics& b) {
  EXPECT_EQ(a.precision, b.precision);
  EXPECT_EQ(a.recall, b.recall);
  EXPECT_EQ(a.density, b.density);
  EXPECT_EQ(a.coverage, b.coverage);
}

template <class Real>
NeighbourMetrics expect_definition(const Matrix<Real>& real, const Matrix<Real>& generated) {
  NeighbourMetrics metrics = neighbour_metrics(real, generated).value();
  expect_same(metrics, by_definition(real, generated, 3, 5));
  return metrics;
}

TEST(NeighbourMetrics, AreTheDefinitionsInBothPrecisions) {
  for (const Index d : {1, 2, 17, 64}) {
    SCOPED_TRACE(d);
    const Matrix<float> real = normal_samples<float>(d, 400, 1), generated = normal_samples<float>(d, 333, 2, 0.1, 0.9);
    const NeighbourMetrics metrics = expect_definition(real, generated);
    for (const double x : {metrics.precision, metrics.recall, metrics.density, metrics.coverage}) EXPECT_GT(x, 0.1);
    EXPECT_LT(metrics.recall, 1);
    EXPECT_LT(metrics.coverage, 1);
    expect_definition<double>(real.cast<double>(), generated.cast<double>());
  }
}

// Rounding of |x|² + |y|² - 2 x·y is far larger than the distances here.
TEST(NeighbourMetrics, AreTheDefinitionsWhereRoundingIsLarge) {
  const Matrix<float> real = normal_samples<float>(16, 300, 3);
  Matrix<float> two_far_groups = normal_samples<float>(16, 300, 4);
  two_far_groups.rightCols(150).array() += 3e4f;
  Matrix<float> far_real = real;
  far_real.rightCols(100).array() += 3e4f;
  const NeighbourMetrics far = expect_definition(far_real, two_far_groups);
  EXPECT_GT(far.precision, 0.2);
  EXPECT_LT(far.precision, 1);
  Matrix<float> collapsed = normal_samples<float>(16, 300, 5, 0, 1e-6);
  expect_definition(real, collapsed);
  expect_definition(collapsed, real);
  expect_definition<float>(1e-25f * real, 1e-25f * two_far_groups);
}

// Distances that tie tell <= from <.
TEST(NeighbourMetrics, TiesAndDuplicatesCountAsTheDefinitionsSay) {
  Matrix<float> lattice(2, 400), shifted(2, 400);
  for (Index i = 0; i < 400; ++i) {
    const Index column = i % 20, row = i / 20;
    lattice.col(i) << 0.1f * static_cast<float>(column), 0.1f * static_cast<float>(row);
    shifted.col(i) << 0.1f * static_cast<float>(column + 9), 0.1f * static_cast<float>(row + 7);
  }
  const NeighbourMetrics lattices = expect_definition(lattice, shifted);
  EXPECT_GT(lattices.precision, 0.2);
  Matrix<double> line(1, 6), beside(1, 4);
  line << 0, 1, 2, 3, 4, 5;
  beside << 6, 7, 8, 9;
  // k = 1: only 5's ball reaches 6, with its rim; only 6's ball reaches 5.
  const NeighbourMetrics rim = neighbour_metrics(line, beside, 1, 1).value();
  expect_same(rim, {0.25, 1.0 / 6, 0, 0});
  const Matrix<float> real = normal_samples<float>(8, 200, 6);
  const NeighbourMetrics copies = expect_definition<float>(real, real.leftCols(100));
  EXPECT_EQ(copies.precision, 1);
  const Matrix<float> equal = Matrix<float>::Constant(8, 50, 0.3f);
  expect_same(expect_definition(equal, equal), {1, 1, 0, 0});  // balls of radius 0 are their rims
}

// Naeem et al. 2020, section 3.2: for equal distributions E density = 1 and E coverage is this.
double expected_coverage(Index n, int k) {
  double none = 1;
  for (int i = 1; i <= k; ++i) none *= static_cast<double>(n - i) / static_cast<double>(2 * n - i);
  return 1 - none;
}

// Within four standard errors: 40 draws with the deviation they show, and one of 10,000 samples with
// deviations measured over 60 draws of 4,000 (density 0.0100, coverage 0.0047) and scaled by the root of
// their ratio.
TEST(NeighbourMetrics, EqualDistributionsHaveTheExpectedDensityAndCoverage) {
  constexpr int kDraws = 40;
  Vector<double> density(kDraws), coverage(kDraws);
  const auto draw = [](Index n, std::uint64_t i) {
    return neighbour_metrics(normal_samples<float>(2, n, 2 * i), normal_samples<float>(2, n, 2 * i + 1)).value();
  };
  for (int i = 0; i < kDraws; ++i) {
    const NeighbourMetrics metrics = draw(1000, static_cast<std::uint64_t>(i));
    density(i) = metrics.density;
    coverage(i) = metrics.coverage;
  }
  const auto expect_mean = [](const Vector<double>& x, double expected, double largest_error) {
    const double error = std::sqrt((x.array() - x.mean()).square().sum() / (kDraws * (kDraws - 1)));
    EXPECT_NEAR(x.mean(), expected, 4 * error);
    EXPECT_GT(error, 0);
    EXPECT_LT(error, largest_error);
  };
  expect_mean(density, 1, 0.004);
  expect_mean(coverage, expected_coverage(1000, 5), 0.002);
  EXPECT_NEAR(expected_coverage(10000, 5), 0.968773, 5e-7);
  const NeighbourMetrics many = draw(10000, 100);
  EXPECT_NEAR(many.density, 1, 4 * 0.0063);
  EXPECT_NEAR(many.coverage, 0.968773, 4 * 0.0030);
}

TEST(NeighbourMetrics, SaysWhatCannotBeMeasured) {
  const Matrix<float> real = normal_samples<float>(2, 20, 1), three = real.leftCols(3), five = real.leftCols(5);
  EXPECT_EQ(neighbour_metrics(real, three).message(),
            "distances to the 3rd nearest neighbour need at least 4 generated samples, there are 3");
  EXPECT_EQ(neighbour_metrics(five, real).message(),
            "distances to the 5th nearest neighbour need at least 6 real samples, there are 5");
  EXPECT_TRUE(neighbour_metrics<float>(real.leftCols(6), real.leftCols(4)).ok());
  Matrix<float> bad = real;
  bad(1, 16) = NAN;
  EXPECT_EQ(neighbour_metrics(real, bad).message(), "feature 2 of generated sample 17 is not a finite number");
  bad(1, 16) = 1e30f;
  EXPECT_EQ(neighbour_metrics(bad, real).message(), "feature 2 of real sample 17 is too large to compare");
  EXPECT_EQ(neighbour_metrics(real, Matrix<float>(2, 0)).message(), "there are no generated samples to compare");
  EXPECT_EQ(neighbour_metrics(Matrix<float>(0, 9), real).message(), "the real samples have no features to compare");
  const std::atomic<bool> stop = true;
  EXPECT_EQ(neighbour_metrics(real, real, 3, 5, CancelFlag(stop)).message(), "cancelled");
}

}  // namespace
}  // namespace gan
