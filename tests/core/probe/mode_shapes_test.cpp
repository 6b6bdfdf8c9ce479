// The shapes of modes against what perfect samples have, and against what hides a collapse from other measures.
#include "core/probe/quality/mode_shapes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "tests/seed.h"

namespace gan {
namespace {

constexpr Index kMany = 40000;

GaussianMixture two_modes(double sigma) {
  GaussianMixture m;
  m.centres.resize(2, 2);
  m.centres << -1, 1, 0, 0;
  m.weights = Vector<double>::Constant(2, 0.5);
  m.sigma = Vector<double>::Constant(2, sigma);
  return m;
}

// As many of each mode, `width` times as wide.
Matrix<float> samples_of(const GaussianMixture& m, double width) {
  Matrix<float> out(2, kMany);
  fill_normal({test::seed(3), Stream::view_noise, 0, 0}, out.data(), static_cast<std::size_t>(out.size()));
  for (Index i = 0; i < kMany; ++i) {
    const Index k = i % 2;
    out.col(i) = (out.col(i).cast<double>() * (width * m.sigma(k)) + m.centres.col(k)).cast<float>();
  }
  return out;
}

TEST(ModeShapes, PerfectSamplesHaveCoresOfWidthOne) {
  for (const double sigma : {0.01, 0.1}) {
    const GaussianMixture m = two_modes(sigma);
    const ModeShapes shapes = measure_mode_shapes(m, samples_of(m, 1));
    // The median of n distances has a standard deviation of 1/(2 f √n) with the density f there: 0.6 % of it here.
    for (const double width : shapes.core_widths) EXPECT_NEAR(width, 1, 0.03);
    EXPECT_EQ(shapes.far_fraction, 0);
    EXPECT_EQ(shapes.mass_distance, 0);
  }
}

TEST(ModeShapes, AreThoseOfTheWidth) {
  const GaussianMixture m = two_modes(0.05);
  for (const double width : {0.01, 0.25, 2.0}) {
    EXPECT_NEAR(measure_mode_shapes(m, samples_of(m, width)).core_width, width, 0.03 * width);
  }
}

// A fortieth of the samples far out makes the standard deviation of a mode that is a point as large as that of a good
// one.
TEST(ModeShapes, StrayPointsDontHideACollapse) {
  const GaussianMixture m = two_modes(0.05);
  Matrix<float> samples = samples_of(m, 0.02);
  for (Index i = 0; i < kMany; i += 40) samples(1, i) += 0.6F;
  const ModeShapes shapes = measure_mode_shapes(m, samples);
  EXPECT_LT(shapes.core_width, 0.03);
  EXPECT_NEAR(shapes.far_fraction, 1.0 / 40, 1e-9);
}

TEST(ModeShapes, MassesAreComparedByTotalVariation) {
  GaussianMixture m = two_modes(0.05);
  Matrix<float> samples = samples_of(m, 1);
  for (Index i = 0; i < kMany; i += 4) samples(0, i) += 2;  // half of the left mode to the right
  EXPECT_NEAR(measure_mode_shapes(m, samples).mass_distance, 0.25, 1e-9);
  m.weights << 1, 0;
  EXPECT_NEAR(measure_mode_shapes(m, samples).mass_distance, 0.75, 1e-9);
}

TEST(ModeShapes, WhatIsNotFiniteIsFarAndOfNoMode) {
  const GaussianMixture m = two_modes(0.05);
  Matrix<float> samples = samples_of(m, 1);
  for (Index i = 0; i < kMany; i += 10) samples(0, i) = std::numeric_limits<float>::quiet_NaN();
  const ModeShapes shapes = measure_mode_shapes(m, samples);
  EXPECT_NEAR(shapes.far_fraction, 0.1, 1e-9);
  EXPECT_NEAR(shapes.mass_distance, 0.1, 1e-9) << "of the left mode, and nowhere else";
}

TEST(ModeShapes, OfTooFewSamplesNothingIsKnown) {
  const GaussianMixture m = two_modes(0.05);
  const ModeShapes none = measure_mode_shapes(m, Matrix<float>(2, 0));
  EXPECT_TRUE(std::isnan(none.core_width) && std::isnan(none.far_fraction) && std::isnan(none.mass_distance));
  const ModeShapes few = measure_mode_shapes(m, samples_of(m, 1).leftCols(kFewestOfCore));
  EXPECT_TRUE(std::isnan(few.core_widths[0]) && std::isnan(few.core_width));
  EXPECT_EQ(few.mass_distance, 0);
}

}  // namespace
}  // namespace gan
