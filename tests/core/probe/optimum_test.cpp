// D* against closed forms: two Gaussians, a generator that covers some of the modes, and one that is right.
#include "core/probe/points/optimum.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "tests/seed.h"

namespace gan {
namespace {

GaussianMixture mixture(std::initializer_list<std::pair<double, double>> centres, double sigma) {
  GaussianMixture m;
  const auto count = static_cast<Index>(centres.size());
  m.centres.resize(2, count);
  m.weights = Vector<double>::Constant(count, 1.0 / static_cast<double>(count));
  m.sigma = Vector<double>::Constant(count, sigma);
  Index i = 0;
  for (const auto& [x, y] : centres) m.centres.col(i++) << x, y;
  return m;
}

// n samples: round-robin over the first `modes` centres.
Matrix<float> drawn_samples(const GaussianMixture& m, Index n, Index modes) {
  Matrix<float> out(2, n);
  fill_normal({test::seed(5), Stream::view_noise, 0, 0}, out.data(), static_cast<std::size_t>(out.size()));
  for (Index i = 0; i < n; ++i) {
    const Index k = i % modes;
    out.col(i) = (out.col(i).cast<double>() * m.sigma(k) + m.centres.col(k)).cast<float>();
  }
  return out;
}

double probability(double logit) {
  return 1 / (1 + std::exp(-logit));
}

OptimalSurface optimum(const GaussianMixture& data, const Matrix<float>& generated, const SurfaceRequest& request,
                       double half = 4) {
  OptimalSurface out;
  EXPECT_TRUE(probe_optimum(data, {0, 0, half}, generated, request, {}, out));
  return out;
}

// The value of the pixel that has this place.
double at(const OptimalSurface& s, double x, double y) {
  const Rectangle& r = s.request.region;
  const auto ix = static_cast<Index>((x - r.x0) / (r.x1 - r.x0) * s.request.nx);
  const auto iy = static_cast<Index>((y - r.y0) / (r.y1 - r.y0) * s.request.ny);
  return probability(static_cast<double>(s.logits(ix, iy)));
}

TEST(Optimum, IsHalfWhereTheGeneratorIsRight) {
  const GaussianMixture m = mixture({{-1, 0}, {1, 0}, {0, 1.5}}, 0.02);
  const OptimalSurface s = optimum(m, drawn_samples(m, 60000, 3), {{-2, -2, 2, 2}, 64, 64});
  for (Index i = 0; i < s.logits.size(); ++i) {
    EXPECT_NEAR(probability(static_cast<double>(s.logits.data()[i])), 0.5, 0.08) << i;
  }
  EXPECT_NEAR(at(s, -1, 0), 0.5, 0.02);
  EXPECT_LT(s.error, 0.02);
  EXPECT_GT(s.error, 0);
}

// Uniform on 2 of 4 separated modes, r = 1/2: D* is r/(1 + r) on those, and 1 on the others.
TEST(Optimum, KnowsWhichModesAreMissing) {
  const GaussianMixture m = mixture({{-2, 0}, {2, 0}, {0, 2}, {0, -2}}, 0.05);
  const OptimalSurface s = optimum(m, drawn_samples(m, 60000, 2), {{-3, -3, 3, 3}, 120, 120});
  EXPECT_NEAR(at(s, -2, 0), 1.0 / 3, 0.02);
  EXPECT_NEAR(at(s, 2, 0), 1.0 / 3, 0.02);
  EXPECT_GT(at(s, 0, 2), 0.999);
  EXPECT_GT(at(s, 0, -2), 0.999);
  EXPECT_NEAR(at(s, 2.9, 2.9), 0.5, 1e-3) << "nobody is there";
}

// Two Gaussians of other widths: the logit is the difference of two parabolas, of the blurred ones.
TEST(Optimum, OfTwoGaussiansIsTheClosedForm) {
  const GaussianMixture data = mixture({{0.5, 0}}, 0.6), fake = mixture({{-0.5, 0.2}}, 0.8);
  const OptimalSurface s = optimum(data, drawn_samples(fake, 200000, 1), {{-1, -1, 1, 1}, 40, 40});
  const double a = 0.6 * 0.6 + s.width * s.width, b = 0.8 * 0.8 + s.width * s.width;
  for (Index iy = 0; iy < 40; iy += 3) {
    for (Index ix = 0; ix < 40; ix += 3) {
      const double x = -1 + (static_cast<double>(ix) + 0.5) / 20, y = -1 + (static_cast<double>(iy) + 0.5) / 20;
      const double closed = std::log(b / a) - ((x - 0.5) * (x - 0.5) + y * y) / (2 * a) +
                            ((x + 0.5) * (x + 0.5) + (y - 0.2) * (y - 0.2)) / (2 * b);
      // Five standard errors of the largest that the error speaks of, and one sample that is added.
      EXPECT_NEAR(probability(static_cast<double>(s.logits(ix, iy))), probability(closed), 8 * s.error + 0.002);
    }
  }
}

TEST(Optimum, LooksTheSameFromNearby) {
  const GaussianMixture data = mixture({{0, 0}}, 0.5), fake = mixture({{0.3, 0}}, 0.5);
  const Matrix<float> generated = drawn_samples(fake, 50000, 1);
  const OptimalSurface far = optimum(data, generated, {{-2, -2, 2, 2}, 128, 128}),
                       near = optimum(data, generated, {{-0.1, -0.1, 0.1, 0.1}, 65, 65});
  EXPECT_DOUBLE_EQ(far.width, near.width);
  EXPECT_NEAR(at(far, 0.01, 0.01), at(near, 0.01, 0.01), 0.01);
}

// A sample that is alone says nothing of a density, and a generator that is right nothing of D*; a mode does.
TEST(Optimum, NoiseIsNoOpinion) {
  const GaussianMixture data = mixture({{0, 0}}, 0.5);
  Matrix<float> generated = drawn_samples(data, 50000, 1);
  generated.col(0) << 2.55F, 2.55F;
  const OptimalSurface alone = optimum(data, generated, {{-3, -3, 3, 3}, 60, 60});
  EXPECT_EQ(at(alone, 2.55, 2.55), 0.5);
  EXPECT_GT((alone.logits.array() == 0).cast<double>().mean(), 0.95);
  for (Index i = 0; i < 1000; ++i) generated.col(i) << 2.55F, 2.55F;
  EXPECT_LT(at(optimum(data, generated, {{-3, -3, 3, 3}, 60, 60}), 2.55, 2.55), 0.01);
}

TEST(Optimum, SamplesThatAreNotFiniteAreFarAway) {
  const GaussianMixture data = mixture({{0, 0}}, 0.5);
  Matrix<float> generated = drawn_samples(data, 1000, 1);
  generated.col(3).setConstant(std::numeric_limits<float>::quiet_NaN());
  generated(0, 4) = std::numeric_limits<float>::infinity();
  const OptimalSurface s = optimum(data, generated, {{-2, -2, 2, 2}, 16, 16});
  EXPECT_TRUE(s.logits.array().isFinite().all());
}

}  // namespace
}  // namespace gan
