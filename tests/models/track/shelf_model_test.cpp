// Where the pictures of kept moments stand: over their place, beside each other, and all of them within the shelf.
#include "app/panels/track/shelf_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/seed.h"

namespace gan {
namespace {

constexpr float kWidth = 60, kGap = 4;

std::vector<ShelfItem> items_at(const std::vector<float>& places) {
  std::vector<ShelfItem> items;
  for (const float place : places) items.push_back({items.size() + 1, place, false, false});
  return items;
}

TEST(Shelf, StandsOverItsPlaceWhereThereIsRoom) {
  const auto slots = place_shelf(items_at({300, 100, 500}), kWidth, kGap, 0, 600);
  ASSERT_EQ(slots.size(), 3U);
  EXPECT_EQ(slots[0].left, 70);
  EXPECT_EQ(slots[1].left, 270);
  EXPECT_EQ(slots[2].left, 470);
  EXPECT_EQ(slots[0].items, std::vector<std::size_t>{1});
}

TEST(Shelf, NeighboursSlideAsideByTheSameAmount) {
  const auto slots = place_shelf(items_at({300, 300}), kWidth, kGap, 0, 600);
  ASSERT_EQ(slots.size(), 2U);
  EXPECT_FLOAT_EQ(slots[0].left + kWidth + kGap / 2, 300);
  EXPECT_FLOAT_EQ(slots[1].left - kGap / 2, 300);
}

TEST(Shelf, TheEndsAreNotLeft) {
  const auto slots = place_shelf(items_at({-50, 0, 10, 600, 700}), kWidth, kGap, 0, 600);
  ASSERT_EQ(slots.size(), 5U);
  EXPECT_EQ(slots.front().left, 0);
  EXPECT_EQ(slots.back().left, 540);
}

TEST(Shelf, OfAPileTheOneThatIsLookedAtLiesOnTopThenTheBestThenTheNewest) {
  std::vector<ShelfItem> items = items_at({10, 11, 12, 13});
  auto slots = place_shelf(items, kWidth, kGap, 0, 70);
  ASSERT_EQ(slots.size(), 1U);
  EXPECT_EQ(slots[0].items, (std::vector<std::size_t>{3, 2, 1, 0}));
  items[1].best = true;
  items[0].shown = true;
  slots = place_shelf(items, kWidth, kGap, 0, 70);
  EXPECT_EQ(slots[0].items, (std::vector<std::size_t>{0, 1, 3, 2}));
}

TEST(Shelf, WithoutRoomThereIsNone) {
  EXPECT_TRUE(place_shelf(items_at({10}), kWidth, kGap, 0, 59).empty());
  EXPECT_TRUE(place_shelf({}, kWidth, kGap, 0, 600).empty());
  EXPECT_EQ(shelf_height(40, 50), 40);
  EXPECT_EQ(shelf_height(40, 25.5F), 25);
  EXPECT_EQ(shelf_height(40, 19), 0);
}

// However many there are, wherever: none over another, none outside, all of them somewhere.
TEST(Shelf, NothingLiesOverAnything) {
  std::mt19937_64 random(test::seed(1));
  for (int round = 0; round < 2000; ++round) {
    const float low = static_cast<float>(random() % 40), high = low + 60 + static_cast<float>(random() % 900);
    std::vector<float> places;
    const std::size_t count = 1 + random() % 40;
    for (std::size_t i = 0; i < count; ++i) places.push_back(static_cast<float>(random() % 1100) - 50);
    const auto slots = place_shelf(items_at(places), kWidth, kGap, low, high);
    ASSERT_FALSE(slots.empty());
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      ASSERT_GE(slots[i].left, low - 0.01F);
      ASSERT_LE(slots[i].left + kWidth, high + 0.01F);
      const float after = i > 0 ? slots[i - 1].left + kWidth + kGap : low;
      ASSERT_GE(slots[i].left, after - 0.01F);
      seen.insert(slots[i].items.begin(), slots[i].items.end());
    }
    ASSERT_EQ(seen.size(), count);
  }
}

TEST(Shelf, SmallPicturesAreMeans) {
  std::vector<std::uint8_t> pixels;
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 4; ++x) {
      pixels.insert(pixels.end(), {static_cast<std::uint8_t>(x < 2 ? 10 * (1 + x + 2 * y) : 200), 7, 0});
    }
  }
  const SmallPicture small = shrunk(pixels, 4, 2, 2);
  EXPECT_EQ(small.width, 2);
  EXPECT_EQ(small.height, 1);
  EXPECT_EQ(small.pixels, (std::vector<std::uint8_t>{25, 7, 0, 200, 7, 0}));
}

TEST(Shelf, AMomentSaysWhereItIs) {
  KeptMoment moment;
  const RunId main = RunId::next(), other = RunId::next();
  moment.run = main;
  moment.instant = {{0, 1240, 0, 0}, 3};
  Branches branches;
  branches.begin(main);
  const std::string alone = place_of(moment, branches, 0);
  EXPECT_EQ(alone.find("step 1"), 0U);
  EXPECT_EQ(alone.find("segment"), std::string::npos);
  EXPECT_NE(place_of(moment, branches, 2).find("of segment 0"), std::string::npos);
  const std::vector<RunStretch> through{{main, {{0, 100, 0, 0}, 0}}};
  branches.add(other, through);
  EXPECT_NE(place_of(moment, branches, 0).find("branch main"), std::string::npos);
}

}  // namespace
}  // namespace gan
