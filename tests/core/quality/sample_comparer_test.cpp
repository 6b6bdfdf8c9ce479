// Samples that are points, compared with those of the data: against sums by hand, closed forms, and their own ideal.
#include "core/probe/quality/sample_comparer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/metrics/kernels.h"

namespace gan {
namespace {

std::shared_ptr<const DataSource> compared_data(const char* id) {
  DataSpec spec;
  spec.kind = find_distribution(id);
  return make_data_source(spec, 1).value();
}

Matrix<float> drawn(const DataSource& data, int samples, std::uint64_t seed, std::uint64_t draw) {
  Matrix<float> x(data.dimension(), samples);
  data.sample({seed, Stream::metric_data, draw, 0}, view_of(x));
  return x;
}

// What everything is compared with.
Matrix<float> reference_of(const DataSource& data, int samples) {
  return drawn(data, samples, 1, 0);
}

SampleMetrics compare(const std::shared_ptr<const DataSource>& data, const Matrix<float>& generated) {
  SampleComparer comparer;
  EXPECT_TRUE(comparer.prepare(data, static_cast<int>(generated.cols())));
  return comparer.measure(generated).value();
}

double length(const Matrix<float>& a, Index i, const Matrix<float>& b, Index j) {
  return (a.col(i).cast<double>() - b.col(j).cast<double>()).norm();
}

// Distance of each sample to its k-th nearest neighbour among the others.
std::vector<double> radii(const Matrix<float>& x, int k) {
  std::vector<double> out;
  for (Index i = 0; i < x.cols(); ++i) {
    std::vector<double> all;
    for (Index j = 0; j < x.cols(); ++j) {
      if (j != i) all.push_back(length(x, i, x, j));
    }
    std::sort(all.begin(), all.end());
    out.push_back(all[static_cast<std::size_t>(k) - 1]);
  }
  return out;
}

double mean_distance(const Matrix<float>& a, const Matrix<float>& b) {
  double sum = 0;
  for (Index i = 0; i < a.cols(); ++i) {
    for (Index j = 0; j < b.cols(); ++j) sum += length(a, i, b, j);
  }
  return sum / static_cast<double>(a.cols() * b.cols());
}

double mean_kernel(const Matrix<float>& a, const Matrix<float>& b, double width) {
  double sum = 0, pairs = 0;
  for (Index i = 0; i < a.cols(); ++i) {
    for (Index j = 0; j < b.cols(); ++j) {
      if (&a == &b && i == j) continue;
      sum += std::exp(-length(a, i, b, j) * length(a, i, b, j) / (2 * width * width));
      ++pairs;
    }
  }
  return sum / pairs;
}

void expect_brute_force(const char* id) {
  SCOPED_TRACE(id);
  constexpr int kFew = 60;
  const auto data = compared_data(id);
  const Matrix<float> real = reference_of(*data, kFew);
  Matrix<float> fake = drawn(*data, kFew, 5, 0) * 1.1f;
  fake.leftCols(kFew / 3) = drawn(*data, kFew / 3, 6, 0) * 0.2f;
  const std::vector<double> third = radii(real, 3), fifth = radii(real, 5), of_fake = radii(fake, 3);
  double precise = 0, recalled = 0, dense = 0, covered = 0;
  for (Index i = 0; i < kFew; ++i) {
    bool in_real = false, in_fake = false, has = false;
    for (Index j = 0; j < kFew; ++j) {
      const auto at = static_cast<std::size_t>(j);
      in_real |= length(fake, i, real, j) <= third[at];
      in_fake |= length(real, i, fake, j) <= of_fake[at];
      dense += length(fake, i, real, j) < fifth[at];
      has |= length(real, i, fake, j) < fifth[static_cast<std::size_t>(i)];
    }
    precise += in_real, recalled += in_fake, covered += has;
  }
  const SampleMetrics m = compare(data, fake);
  EXPECT_TRUE(m.measured);
  EXPECT_NEAR(m[SampleMetric::precision], precise / kFew, 1e-12);
  EXPECT_NEAR(m[SampleMetric::recall], recalled / kFew, 1e-12);
  EXPECT_NEAR(m[SampleMetric::density], dense / (5 * kFew), 1e-12);
  EXPECT_NEAR(m[SampleMetric::coverage], covered / kFew, 1e-12);
  EXPECT_LT(m[SampleMetric::precision], 1);
  EXPECT_GT(m[SampleMetric::coverage], 0);
  EXPECT_NEAR(m[SampleMetric::energy_distance],
              2 * mean_distance(real, fake) - mean_distance(real, real) - mean_distance(fake, fake), 1e-12);
  const double width = kernel_width(real);
  EXPECT_NEAR(m[SampleMetric::rbf_mmd],
              mean_kernel(real, real, width) + mean_kernel(fake, fake, width) - 2 * mean_kernel(real, fake, width),
              1e-12);
  EXPECT_GT(std::abs(m[SampleMetric::rbf_mmd]), 1e-5);
}

TEST(SampleComparer, AgreesWithSumsByHand) {
  expect_brute_force("ring");
  expect_brute_force("moons");
  expect_brute_force("exponential_1d");
}

// The reference itself, moved: Fréchet's distance is the square of the way, the sliced one its mean projection.
TEST(SampleComparer, OfWhatIsOnlyMovedHasItsClosedForm) {
  constexpr int kSome = 400;
  const auto plane = compared_data("grid"), line = compared_data("gaussian_1d");
  Matrix<float> there = reference_of(*plane, kSome);
  there.row(0).array() += 0.75f;
  there.row(1).array() -= 1.0f;
  const SampleMetrics moved = compare(plane, there);
  EXPECT_NEAR(moved[SampleMetric::frechet_distance], 1.25 * 1.25, 1e-5);
  EXPECT_NEAR(moved[SampleMetric::sliced_wasserstein], 2 * 1.25 / std::numbers::pi, 2e-3);
  Matrix<float> on = reference_of(*line, kSome);
  on.array() += 0.5f;
  const SampleMetrics along = compare(line, on);
  EXPECT_NEAR(along[SampleMetric::frechet_distance], 0.25, 1e-5);
  EXPECT_NEAR(along[SampleMetric::sliced_wasserstein], 0.5, 1e-6);
  const SampleMetrics same = compare(plane, reference_of(*plane, kSome));
  EXPECT_EQ(same[SampleMetric::precision], 1);
  EXPECT_EQ(same[SampleMetric::recall], 1);
  EXPECT_NEAR(same[SampleMetric::sliced_wasserstein], 0, 1e-12);
  EXPECT_NEAR(same[SampleMetric::frechet_distance], 0, 1e-9);
  EXPECT_NEAR(same[SampleMetric::energy_distance], 0, 1e-12);
}

TEST(SampleComparer, DirectionsAreEvenAndOfUnitLength) {
  const Matrix<double> d = sliced_directions(2);
  EXPECT_EQ(sliced_directions(1)(0, 0), 1);
  // A sum of u uᵀ over even directions is half their number times the identity.
  const Matrix<double> sum = d * d.transpose() / static_cast<double>(d.cols());
  EXPECT_NEAR((sum - 0.5 * Matrix<double>::Identity(2, 2)).norm(), 0, 1e-12);
}

// Naeem et al. 2020, section 3.3: with as many samples on both sides E[coverage] = 1 − Π (n − i)/(2n − i), i = 1 … k,
// and E[density] = 1.
TEST(SampleComparer, APerfectGeneratorIsWithinItsOwnBand) {
  constexpr int kMany = 600;
  double missed = 1;
  for (int i = 1; i <= 5; ++i) missed *= static_cast<double>(kMany - i) / (2 * kMany - i);
  for (const char* id : {"ring", "grid", "moons", "gaussian_1d"}) {
    SCOPED_TRACE(id);
    const auto data = compared_data(id);
    SampleComparer comparer;
    ASSERT_TRUE(comparer.prepare(data, kMany));
    const PerfectSampleMetrics* perfect = comparer.perfect();
    ASSERT_NE(perfect, nullptr);
    EXPECT_TRUE(perfect->measured);
    const SampleMetrics m = comparer.measure(drawn(*data, kMany, 9, 3)).value();
    for (std::size_t i = 0; i < kSampleMetrics; ++i) {
      EXPECT_GT(perfect->deviation[i], 0) << i;
      EXPECT_NEAR(m.values[i], perfect->mean[i], 6 * perfect->deviation[i]) << i;
    }
    const auto mean = [&](SampleMetric metric) { return perfect->mean[static_cast<std::size_t>(metric)]; };
    // The draws share one reference, whose own luck they cannot average out.
    EXPECT_NEAR(mean(SampleMetric::coverage), 1 - missed, 0.02);
    EXPECT_NEAR(mean(SampleMetric::density), 1, 0.1);
    EXPECT_GT(mean(SampleMetric::energy_distance), 0);
    EXPECT_LT(mean(SampleMetric::energy_distance), 0.05);
    EXPECT_LT(std::abs(mean(SampleMetric::rbf_mmd)), 0.01);
  }
}

TEST(SampleComparer, ACollapsedGeneratorIsPreciseAndRecallsNothing) {
  const auto data = compared_data("ring");
  const Matrix<float> one = reference_of(*data, 300).col(0).replicate(1, 300);
  const SampleMetrics m = compare(data, one);
  EXPECT_EQ(m[SampleMetric::precision], 1);
  EXPECT_LT(m[SampleMetric::recall], 0.01);
  EXPECT_LT(m[SampleMetric::coverage], 0.1);
  EXPECT_GT(m[SampleMetric::energy_distance], 0.5);
}

TEST(SampleComparer, WhatCannotBeComparedIsUndefined) {
  const auto ring = compared_data("ring");
  Matrix<float> lost = reference_of(*ring, 50);
  lost(1, 7) = std::numeric_limits<float>::quiet_NaN();
  for (const SampleMetrics& m : {compare(ring, lost), compare(ring, reference_of(*ring, 3))}) {
    EXPECT_TRUE(m.measured);
    for (const double value : m.values) EXPECT_TRUE(std::isnan(value));
  }
  SampleComparer comparer;
  ASSERT_TRUE(comparer.prepare(ring, 3));
  EXPECT_TRUE(std::isnan(comparer.perfect()->mean[0]));
}

TEST(SampleComparer, ACancelledOneIsAskedAgain) {
  const auto ring = compared_data("ring");
  const std::atomic<bool> flag{true};
  SampleComparer comparer;
  EXPECT_FALSE(comparer.prepare(ring, 100, CancelFlag(flag)));
  ASSERT_TRUE(comparer.prepare(ring, 100));
  EXPECT_FALSE(comparer.measure(reference_of(*ring, 100), CancelFlag(flag)).has_value());
  EXPECT_EQ(comparer.perfect(CancelFlag(flag)), nullptr);
  EXPECT_NE(comparer.perfect(), nullptr);
}

}  // namespace
}  // namespace gan
