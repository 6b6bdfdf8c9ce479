#include <gtest/gtest.h>

#include <cmath>

#include "core/probe/points/noise_grid.h"
#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

TEST(NormalQuantile, KnownValuesAndInverse) {
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-15);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-12);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167813, 1e-12);
  for (double p = 0.0005; p < 1; p += 0.0137) {
    EXPECT_NEAR(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2.0)), p, 1e-13);
    EXPECT_NEAR(normal_quantile(p), -normal_quantile(1 - p), 1e-10);
  }
}

TEST(NoiseGrid, CellsHoldEqualProbability) {
  test::TestGame game = test::TestGame::random({});
  game.set_identity_generator();
  Evaluators networks;
  NoiseGrid grid;
  ASSERT_TRUE(probe_noise_grid(*game.snapshot(), {5, 9}, networks, {}, grid));
  ASSERT_EQ(grid.lines_first, 5);
  ASSERT_EQ(grid.lines_second, 5);
  ASSERT_EQ(grid.points.cols(), 90);
  EXPECT_EQ(grid.points, grid.noise);  // G is the identity
  for (int line = 0; line < 5; ++line) {
    const double p = (line + 0.5) / 5;
    for (int j = 0; j < 9; ++j) {
      EXPECT_NEAR(grid.points(1, line * 9 + j), normal_quantile(p), 1e-6);
      EXPECT_NEAR(grid.points(0, 45 + line * 9 + j), normal_quantile(p), 1e-6);
    }
    // Lines of one direction begin and end on the outer lines of the other.
    EXPECT_FLOAT_EQ(grid.points(0, line * 9), grid.points(0, 45));
    EXPECT_FLOAT_EQ(grid.points(0, line * 9 + 8), grid.points(0, 89));
  }
}

TEST(NoiseGrid, OtherDimensions) {
  Evaluators networks;
  NoiseGrid grid;
  ASSERT_TRUE(
      probe_noise_grid(*test::TestGame::random({8}, 1, NoiseKind::uniform).snapshot(), {5, 9}, networks, {}, grid));
  EXPECT_EQ(grid.lines_first, 1);
  EXPECT_EQ(grid.lines_second, 0);
  ASSERT_EQ(grid.points.cols(), 9);
  EXPECT_FLOAT_EQ(grid.noise(0, 0), -0.8f);
  EXPECT_FLOAT_EQ(grid.noise(0, 8), 0.8f);
  EXPECT_GT((grid.points.col(0) - grid.points.col(8)).norm(), 1e-3);

  ASSERT_TRUE(probe_noise_grid(*test::TestGame::random({8}, 4).snapshot(), {5, 9}, networks, {}, grid));
  EXPECT_EQ(grid.noise.rows(), 4);
  EXPECT_EQ(grid.noise.bottomRows(2).cwiseAbs().maxCoeff(), 0);
}

}  // namespace
}  // namespace gan
