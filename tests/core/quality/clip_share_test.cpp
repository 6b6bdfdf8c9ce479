#include "core/probe/quality/clip_share.h"

#include <gtest/gtest.h>

#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

TEST(ClipShare, CountsParametersWithinATenthOfTheBound) {
  test::TestGame game = test::TestGame::random({});
  // D has three parameters, in a block with gaps that don't count.
  game.settings.hyperparameters.clip = 0.01;
  game.set_linear_discriminator(-0.01F, 0.0091F, 0.0089F);
  EXPECT_DOUBLE_EQ(share_near_clip(*game.snapshot()), 2.0 / 3);
  game.set_linear_discriminator(0.01F, -0.01F, 0.01F);
  EXPECT_DOUBLE_EQ(share_near_clip(*game.snapshot()), 1);
  game.set_linear_discriminator(0.001F, -0.002F, 0);
  EXPECT_EQ(share_near_clip(*game.snapshot()), 0);
}

TEST(ClipShare, TheHistogramHoldsEveryParameterOnce) {
  test::TestGame game = test::TestGame::random({});
  game.settings.hyperparameters.clip = 0.01;
  game.set_linear_discriminator(-0.01F, 0.01F, 0.0001F);
  const WeightHistogram h = weight_histogram(*game.snapshot());
  EXPECT_DOUBLE_EQ(h.bound, 0.01);
  EXPECT_FLOAT_EQ(h.share.front(), 1.0F / 3);
  EXPECT_FLOAT_EQ(h.share.back(), 1.0F / 3);
  EXPECT_FLOAT_EQ(h.share[WeightHistogram::kCells / 2], 1.0F / 3);
  EXPECT_DOUBLE_EQ(h.at_bound, share_near_clip(*game.snapshot()));
  game.settings.hyperparameters.clip = 0;
  EXPECT_EQ(weight_histogram(*game.snapshot()).bound, 0);
}

TEST(ClipShare, IsNothingWithoutClipping) {
  test::TestGame game = test::TestGame::random({});
  game.settings.hyperparameters.clip = 0;
  game.set_linear_discriminator(0, 0, 0);
  EXPECT_EQ(share_near_clip(*game.snapshot()), 0);
}

}  // namespace
}  // namespace gan
