// The column of layers fits wherever it stands, none of its buttons on another, and what fades over the stage comes to
// rest and comes back.
#include <gtest/gtest.h>

#include <cmath>

#include "app/panels/stage/column_places_model.h"
#include "app/panels/stage/stage_fade_model.h"

namespace gan {
namespace {

constexpr int kGroups[] = {2, 2, 3, 2, 2};

TEST(ColumnPlaces, OneColumnOfFullSizeWhereThereIsRoom) {
  ColumnPlaces places;
  place_column(kGroups, 600, {}, places);
  ASSERT_EQ(places.buttons.size(), 11u);
  EXPECT_EQ(places.columns, 1);
  EXPECT_EQ(places.side, 30);
  EXPECT_EQ(places.width, 36);
  // A gap between groups is wider than one inside of them.
  EXPECT_EQ(places.buttons[1].y - places.buttons[0].y, 32);
  EXPECT_EQ(places.buttons[2].y - places.buttons[1].y, 36);
}

TEST(ColumnPlaces, BecomesSmallerAndThenTwoColumns) {
  ColumnPlaces places;
  place_column(kGroups, 340, {}, places);
  EXPECT_EQ(places.columns, 1);
  EXPECT_LT(places.side, 30);
  place_column(kGroups, 220, {}, places);
  EXPECT_EQ(places.columns, 2);
  EXPECT_EQ(places.side, 30);
}

TEST(ColumnPlaces, StaysInsideOfAnyHeightWithoutOverlap) {
  ColumnPlaces places;
  for (float height = 30; height < 700; height += 1) {
    place_column(kGroups, height, {}, places);
    ASSERT_EQ(places.buttons.size(), 11u);
    EXPECT_LE(places.height, height) << height;
    for (std::size_t i = 0; i < places.buttons.size(); ++i) {
      EXPECT_LE(places.buttons[i].x + places.side, places.width);
      EXPECT_LE(places.buttons[i].y + places.side, places.height);
      for (std::size_t j = 0; j < i; ++j) {
        const float dx = std::abs(places.buttons[i].x - places.buttons[j].x);
        const float dy = std::abs(places.buttons[i].y - places.buttons[j].y);
        EXPECT_TRUE(dx >= places.side || dy >= places.side) << height;
      }
    }
  }
}

TEST(StageFade, RestsAfterTwoSecondsAndAsksForNoMoreFrames) {
  StageFade fade;
  fade.look(100, false);
  EXPECT_EQ(fade.opacity(), 1);
  double now = 100;
  int frames = 0;
  while (fade.next_change()) {
    ASSERT_LT(++frames, 60);
    const double wait = *fade.next_change();
    ASSERT_GT(wait, 0);
    now += wait;
    fade.look(now, false);
    if (now < 102) {
      EXPECT_EQ(fade.opacity(), 1);
    }
  }
  EXPECT_GE(frames, 5);
  EXPECT_NEAR(now, 102.4, 0.1);
  EXPECT_NEAR(fade.opacity(), 0.25, 1e-9);
  fade.look(now + 1000, true);
  EXPECT_EQ(fade.opacity(), 1);
  ASSERT_TRUE(fade.next_change());
  EXPECT_NEAR(*fade.next_change(), 2, 0.1);
}

TEST(StageFade, AnySignOfLifeStartsTheRestAnew) {
  StageFade fade;
  fade.look(0, true);
  fade.look(1.9, true);
  fade.look(3.8, false);
  EXPECT_EQ(fade.opacity(), 1);
  fade.look(4.1, false);
  EXPECT_LT(fade.opacity(), 1);
  EXPECT_GT(fade.opacity(), 0.25);
}

}  // namespace
}  // namespace gan
