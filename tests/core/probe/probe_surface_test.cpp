#include <gtest/gtest.h>

#include <atomic>

#include "core/probe/points/surface.h"
#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

TEST(ProbeSurface, PixelsLieAtTheirCentresFromTheLowerLeft) {
  test::TestGame game = test::TestGame::random({});
  game.set_linear_discriminator(2, -3, 0.5);
  Evaluators networks;
  Surface surface;
  const SurfaceRequest request{{-1, 0, 3, 6}, 4, 3};
  ASSERT_TRUE(probe_surface(*game.snapshot(), request, networks, {}, surface));
  ASSERT_EQ(surface.logits.rows(), 4);
  ASSERT_EQ(surface.logits.cols(), 3);
  EXPECT_EQ(surface.request, request);
  for (int iy = 0; iy < 3; ++iy) {
    for (int ix = 0; ix < 4; ++ix) {
      const double x = -1 + ix + 0.5, y = 2 * iy + 1.0;
      EXPECT_FLOAT_EQ(surface.logits(ix, iy), static_cast<float>(2 * x - 3 * y + 0.5));
    }
  }
}

// More pixels than one chunk, and a last chunk that is not full.
TEST(ProbeSurface, ChunksAreSeamless) {
  const test::TestGame game = test::TestGame::random({16, 16});
  const auto snapshot = game.snapshot();
  Evaluators networks;
  Surface surface;
  const SurfaceRequest request{{-2, -2, 2, 2}, 67, 31};
  ASSERT_TRUE(probe_surface(*snapshot, request, networks, {}, surface));
  float lowest = surface.logits.minCoeff(), highest = surface.logits.maxCoeff();
  ASSERT_GT(highest - lowest, 0.1f);
  for (int iy = 0; iy < 31; ++iy) {
    for (int ix = 0; ix < 67; ++ix) {
      const double x = -2 + (ix + 0.5) * 4 / 67, y = -2 + (iy + 0.5) * 4 / 31;
      ASSERT_NEAR(surface.logits(ix, iy), probe_point(*snapshot, x, y, networks).logit, 1e-5);
    }
  }
}

TEST(ProbeSurface, ACancelledOneStops) {
  const test::TestGame game = test::TestGame::random({8});
  const std::atomic<bool> flag{true};
  Evaluators networks;
  Surface surface;
  EXPECT_FALSE(probe_surface(*game.snapshot(), {}, networks, CancelFlag(flag), surface));
}

TEST(ProbeSurface, EvaluatorsFollowTheArchitecture) {
  Evaluators networks;
  Surface small, large;
  test::TestGame linear = test::TestGame::random({});
  linear.set_linear_discriminator(1, 1, 0);
  ASSERT_TRUE(probe_surface(*test::TestGame::random({8}).snapshot(), {}, networks, {}, large));
  ASSERT_TRUE(probe_surface(*linear.snapshot(), {{0, 0, 2, 2}, 1, 1}, networks, {}, small));
  EXPECT_FLOAT_EQ(small.logits(0, 0), 2);
}

TEST(ProbePoint, GradientOfTheLogitAgreesWithDifferences) {
  const auto snapshot = test::TestGame::random({16, 16}).snapshot();
  Evaluators networks;
  const double x = 0.3, y = -0.4, h = 1e-2;
  const PointProbe at = probe_point(*snapshot, x, y, networks);
  const auto logit = [&](double px, double py) { return probe_point(*snapshot, px, py, networks).logit; };
  ASSERT_GT(std::abs(at.dx), 1e-3);
  ASSERT_GT(std::abs(at.dy), 1e-3);
  EXPECT_NEAR(at.dx, (logit(x + h, y) - logit(x - h, y)) / (2 * h), 2e-3);
  EXPECT_NEAR(at.dy, (logit(x, y + h) - logit(x, y - h)) / (2 * h), 2e-3);
}

}  // namespace
}  // namespace gan
