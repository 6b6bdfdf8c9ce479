#include <gtest/gtest.h>

#include <cmath>

#include "core/metrics/compare.h"
#include "core/metrics/kernels.h"
#include "core/metrics/sliced_wasserstein.h"
#include "tests/core/metrics/metrics_samples.h"

namespace gan {
namespace {

using test::normal_samples;

TEST(KernelMetrics, AreTheSumsByHand) {
  Matrix<double> real(1, 2), generated(1, 2);
  real << 0, 1;
  generated << 2, 4;
  const KernelMetrics m = kernel_metrics(real, generated, 2.0).value();
  // (xy + 1)³: 1 within the real pair, 9³ within the generated one, (1 + 1 + 3³ + 5³)/4 between.
  EXPECT_NEAR(m.kid, 1 + 729 - 2 * 38.5, 1e-10);
  EXPECT_NEAR(m.energy_distance, 2 * 2.5 - 0.5 - 1, 1e-13);
  const auto k = [](double d) { return std::exp(-d * d / 8); };
  EXPECT_NEAR(m.rbf_mmd, k(1) + k(2) - (k(2) + k(4) + k(1) + k(3)) / 2, 1e-14);
}

// For N(0, I) and N(δ, I) in the plane with σ = 1 it is, from E k = (1/3) exp(-|δ|²/6), 2/3 (1 -
// exp(-|δ|²/6)).
TEST(KernelMetrics, GaussianKernelHasItsClosedFormInTheLimit) {
  constexpr int kDraws = 24;
  double first = 0, second = 0;
  for (int draw = 0; draw < kDraws; ++draw) {
    const auto seed = 2 * static_cast<std::uint64_t>(draw);
    const Matrix<double> real = normal_samples<double>(2, 600, seed);
    Matrix<double> moved = normal_samples<double>(2, 600, seed + 1);
    moved.row(0).array() += 1;
    const double mmd = kernel_metrics(real, moved, 1.0).value().rbf_mmd;
    first += mmd / kDraws;
    second += mmd * mmd / kDraws;
  }
  const double error = std::sqrt((second - first * first) / (kDraws - 1));
  EXPECT_NEAR(2.0 / 3 * (1 - std::exp(-1.0 / 6)), 0.102345517, 5e-10);
  EXPECT_NEAR(first, 0.102345517, 4 * error);
  EXPECT_GT(error, 0);
  EXPECT_LT(error, 0.004);
}

// Features of a network are often positive, far from 0.
TEST(KernelMetrics, SinglePrecisionAgreesWithDouble) {
  for (const double mean : {0.0, 3.0}) {
    const Matrix<float> real = normal_samples<float>(64, 900, 1, mean),
                        generated = normal_samples<float>(64, 700, 2, mean, 1.1);
    const KernelMetrics single = kernel_metrics(real, generated, 8.0).value();
    const KernelMetrics exact = kernel_metrics<double>(real.cast<double>(), generated.cast<double>(), 8.0).value();
    EXPECT_GT(exact.energy_distance, 0.01);
    EXPECT_NEAR(single.kid, exact.kid, mean > 0 ? 1e-3 : 1e-6);  // of kernel values of 1,000 and of 1
    EXPECT_NEAR(single.rbf_mmd, exact.rbf_mmd, 1e-6);
    EXPECT_NEAR(single.energy_distance, exact.energy_distance, 1e-5);
  }
}

TEST(KernelMetrics, EqualSetsAreAtDistanceZero) {
  const Matrix<double> x = normal_samples<double>(5, 100, 3), equal = Matrix<double>::Constant(5, 9, 0.1);
  EXPECT_NEAR(kernel_metrics(x, x, 1.0).value().energy_distance, 0, 1e-13);
  EXPECT_LT(kernel_metrics(x, x, 1.0).value().rbf_mmd, 0);  // unbiased
  const KernelMetrics none = kernel_metrics(equal, equal, 1.0).value();
  EXPECT_NEAR(none.kid, 0, 1e-13);
  EXPECT_NEAR(none.rbf_mmd, 0, 1e-13);
  EXPECT_NEAR(none.energy_distance, 0, 1e-13);
}

TEST(KernelMetrics, WidthIsTheRootOfHalfTheMeanSquaredDistance) {
  Matrix<double> x(2, 2);
  x << 0, 3, 0, 4;
  EXPECT_NEAR(kernel_width(x), 5 / std::sqrt(2.0), 1e-14);
  EXPECT_EQ(kernel_width<float>(Matrix<float>::Constant(3, 4, 2.0f)), 0);
  EXPECT_EQ(kernel_width<float>(Matrix<float>::Constant(3, 1, 2.0f)), 0);
}

TEST(KernelMetrics, SaysWhatCannotBeMeasured) {
  const Matrix<double> x = normal_samples<double>(2, 9, 1);
  EXPECT_EQ(kernel_metrics<double>(x, x.leftCols(1), 1).message(),
            "metrics over pairs need at least 2 generated samples, there is 1");
  EXPECT_EQ(kernel_metrics<double>(x, x, 0).message(), "the kernel's width is not a positive finite number");
  EXPECT_EQ(kernel_metrics<double>(x, x, NAN).message(), "the kernel's width is not a positive finite number");
}

TEST(SlicedWasserstein, OfATranslationIsItsMeanShadow) {
  const Matrix<double> x = normal_samples<double>(3, 500, 1);
  const Matrix<double> directions = random_directions<double>(3, 40, {1, Stream::view_noise, 0, 0});
  for (Index i = 0; i < 40; ++i) EXPECT_NEAR(directions.col(i).norm(), 1, 1e-14);
  Matrix<double> step(3, 1);
  step << 1, -2, 0.5;
  const Matrix<double> moved = x.colwise() + step.col(0);
  const double expected = (directions.transpose() * step).cwiseAbs().mean();
  EXPECT_GT(expected, 0.5);
  EXPECT_NEAR(sliced_wasserstein(x, moved, directions).value(), expected, 1e-12);
  // In another order, and with samples beyond the first min(n, m).
  Matrix<double> more(3, 510);
  more << moved.rowwise().reverse(), Matrix<double>::Constant(3, 10, 99);
  EXPECT_NEAR(sliced_wasserstein(x, more, directions).value(), expected, 1e-12);
  EXPECT_NEAR(sliced_wasserstein(more, x, directions).value(), expected, 1e-12);
}

TEST(FeatureComparison, GivesTheNumbersOfTheMetricsThemselves) {
  const Matrix<float> real = normal_samples<float>(12, 500, 1), generated = normal_samples<float>(12, 450, 2, 0.2);
  const ComparisonSettings<float> settings{.directions =
                                               random_directions<float>(12, 20, {1, Stream::view_noise, 0, 0})};
  const auto comparison = FeatureComparison<float>::make(real, settings).value();
  const FeatureMetrics all = comparison.compare(generated).value();
  const NeighbourMetrics neighbours = neighbour_metrics(real, generated).value();
  EXPECT_EQ(all.neighbours.precision, neighbours.precision);
  EXPECT_EQ(all.neighbours.recall, neighbours.recall);
  EXPECT_EQ(all.neighbours.density, neighbours.density);
  EXPECT_EQ(all.neighbours.coverage, neighbours.coverage);
  const KernelMetrics kernels = kernel_metrics(real, generated, kernel_width(real)).value();
  EXPECT_EQ(all.kernels.kid, kernels.kid);
  EXPECT_EQ(all.kernels.rbf_mmd, kernels.rbf_mmd);
  EXPECT_EQ(all.kernels.energy_distance, kernels.energy_distance);
  EXPECT_EQ(all.frechet_distance, frechet_distance(real, generated).value());
  EXPECT_EQ(all.sliced_wasserstein, sliced_wasserstein(real, generated, settings.directions).value());
}

TEST(FeatureComparison, SaysWhatCannotBeMeasured) {
  const ComparisonSettings<float> settings{.directions = Matrix<float>::Identity(2, 2)};
  const Matrix<float> real = normal_samples<float>(2, 20, 1);
  EXPECT_EQ(FeatureComparison<float>::make(Matrix<float>::Ones(2, 20), settings).message(),
            "all real samples are equal: nothing can be compared with them");
  EXPECT_EQ(FeatureComparison<float>::make(real.leftCols(5), settings).message(),
            "distances to the 5th nearest neighbour need at least 6 real samples, there are 5");
  const auto comparison = FeatureComparison<float>::make(real, settings).value();
  EXPECT_EQ(comparison.compare(real.leftCols(3)).message(),
            "distances to the 3rd nearest neighbour need at least 4 generated samples, there are 3");
  const std::atomic<bool> stop = true;
  EXPECT_EQ(comparison.compare(real, CancelFlag(stop)).message(), "cancelled");
  EXPECT_EQ(FeatureComparison<float>::make(real, settings, CancelFlag(stop)).message(), "cancelled");
}

}  // namespace
}  // namespace gan
