// Labels beside rings: clear of texts always, of other rings where they can be.
#include "app/geometry/label_place.h"

#include <gtest/gtest.h>

#include <vector>

namespace gan {
namespace {

constexpr LabelBox kArea{0, 0, 200, 100}, kSize{0, 0, 20, 10};
const std::vector<PixelPoint> kSides{{1, 0}, {0, -1}, {-1, 0}};

std::optional<LabelBox> place(std::vector<LabelBox> others, std::vector<LabelDisc> discs,
                              PixelPoint centre = {100, 50}) {
  return place_around(centre, 8, kSides, kSize, kArea, others, discs);
}

TEST(PlaceAround, TheFirstSideIsTheBest) {
  const auto box = place({}, {{100, 50, 8}});
  ASSERT_TRUE(box);
  EXPECT_EQ(box->x, 108);
  EXPECT_EQ(box->y, 45);
}

TEST(PlaceAround, AnotherRingTurnsItAway) {
  const auto box = place({}, {{100, 50, 8}, {120, 50, 8}});
  ASSERT_TRUE(box);
  EXPECT_EQ(box->x, 90);
  EXPECT_EQ(box->y, 32);
}

TEST(PlaceAround, RatherOnARingThanOnAText) {
  // Rings all around, and a text at the first side.
  const std::vector<LabelDisc> rings{{118, 50, 9}, {100, 37, 9}, {82, 50, 9}};
  const auto box = place({{110, 45, 5, 5}}, rings);
  ASSERT_TRUE(box);
  EXPECT_EQ(box->y, 32);
}

TEST(PlaceAround, NowhereOutsideAndOnNoText) {
  EXPECT_FALSE(place({{0, 0, 200, 100}}, {}));
  const auto box = place({}, {}, {190, 50});
  ASSERT_TRUE(box);
  EXPECT_EQ(box->x, 180);
  EXPECT_FALSE(place_around({190, 5}, 8, std::vector<PixelPoint>{{1, 0}, {0, -1}}, kSize, kArea, {}, {}));
}

TEST(LabelDisc, TouchesWhatIsWithinItsRadius) {
  const LabelDisc disc{0, 0, 10};
  EXPECT_TRUE(disc.touches({-5, -5, 10, 10}));
  EXPECT_TRUE(disc.touches({9, -1, 5, 2}));
  EXPECT_FALSE(disc.touches({8, 8, 5, 5}));  // the corner of its box
}

}  // namespace
}  // namespace gan
