// Arrows have one scale that can be read, does not breathe, and can be held; on a heap of marks one is drawn.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/panels/arena/arrow_scale_model.h"

namespace gan {
namespace {

constexpr double kUnit = 0.01;

TEST(ArrowScale, MakesTheMedianReadableWhateverItsSize) {
  for (double median = 1e-7; median < 1e5; median *= 1.7) {
    ArrowScale scale;
    const double pixels = median * scale.update(median, kUnit, false) / kUnit;
    EXPECT_GE(pixels, 8) << median;
    EXPECT_LE(pixels, 30) << median;
  }
}

TEST(ArrowScale, StandsStillForSmallChangesAndWhileItIsHeld) {
  ArrowScale scale;
  const double first = scale.update(1, kUnit, false);
  ASSERT_GT(first, 0);
  EXPECT_EQ(scale.update(1.3, kUnit, false), first);
  EXPECT_EQ(scale.update(0.8, kUnit, false), first);
  EXPECT_EQ(scale.update(1e-6, kUnit, true), first);  // a gradient that vanishes is seen to vanish
  EXPECT_EQ(scale.update(std::numeric_limits<double>::quiet_NaN(), kUnit, false), first);
  EXPECT_EQ(scale.update(0, kUnit, false), first);
  EXPECT_GT(scale.update(1e-6, kUnit, false), 1e4 * first);
  scale.forget();
  EXPECT_EQ(scale.update(1, kUnit, true), first);  // the first is chosen before it is held
}

TEST(ThinnedArrows, OneASquareTheLongestAndNoStubs) {
  const std::vector<float> origins{0.1F, 0.1F, 0.2F, 0.2F, 0.3F, 0.3F, 5, 5, 9, 9};
  const std::vector<float> vectors{1, 0, 3, 0, 2, 0, 0, 0.001F, 0, -1};
  ThinnedArrows thinned;
  thinned.take(origins, vectors, 1, 1, 0.1);
  ASSERT_EQ(thinned.origins().size(), 4u);
  EXPECT_EQ(thinned.origins()[0], 0.2F);
  EXPECT_EQ(thinned.vectors()[0], 3);
  EXPECT_EQ(thinned.origins()[2], 9);
  thinned.take(origins, vectors, 0.05, 1, 1e-6);
  EXPECT_EQ(thinned.origins().size(), origins.size());
  thinned.take({}, {}, 1, 1, 1);
  EXPECT_TRUE(thinned.vectors().empty());
}

}  // namespace
}  // namespace gan
