// The buttons at the end of the track: which there are, that they fit, and that Keep does not move.
#include "app/panels/track/track_head_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gan {
namespace {

constexpr float kSide = 20, kBetween = 4;
const std::vector<float> kLive = {50}, kPast = {100, 90, 50};

bool apart(const Region& a, const Region& b) {
  return a.x + a.width + kBetween <= b.x || b.x + b.width + kBetween <= a.x || a.y + a.height + kBetween <= b.y ||
         b.y + b.height + kBetween <= a.y;
}

void expect_in_order(const HeadPlaces& head, const Region& track) {
  for (std::size_t i = 0; i < head.places.size(); ++i) {
    const Region& at = head.places[i];
    EXPECT_GE(at.x, head.left);
    EXPECT_LE(at.x + at.width, track.x + track.width);
    EXPECT_GE(at.y, track.y);
    for (std::size_t j = 0; j < i; ++j) EXPECT_TRUE(apart(at, head.places[j])) << i << " and " << j;
  }
}

TEST(TrackHead, KeepIsAlwaysThereAndThePastHasTwoMore) {
  const std::vector<HeadButton> live = head_buttons(false), past = head_buttons(true);
  ASSERT_EQ(live.size(), 1u);
  ASSERT_EQ(past.size(), 3u);
  EXPECT_EQ(live.back().request, LabRequest::keep_moment);
  EXPECT_EQ(past.back().request, LabRequest::keep_moment);
  EXPECT_EQ(past[0].request, LabRequest::play);
  EXPECT_EQ(past[1].request, LabRequest::look_at_front);
}

TEST(TrackHead, KeepStaysWhereItIsWhenOneLooksBack) {
  for (const float width : {400.0F, 700.0F, 2000.0F}) {
    for (const float height : {24.0F, 60.0F}) {
      const Region track{10, 30, width, height};
      const auto live = place_head(kLive, kSide, kBetween, track), past = place_head(kPast, kSide, kBetween, track);
      ASSERT_TRUE(live && past) << width;
      expect_in_order(*past, track);
      if (past->icons) continue;
      EXPECT_EQ(live->places.back().x, past->places.back().x);
      EXPECT_EQ(live->places.back().y, past->places.back().y);
    }
  }
}

TEST(TrackHead, TheOthersStandInARowOrWhereThereIsHeightInAColumn) {
  const auto row = place_head(kPast, kSide, kBetween, {0, 0, 1000, 30});
  ASSERT_TRUE(row);
  EXPECT_FALSE(row->icons);
  EXPECT_EQ(row->places[0].y, row->places[1].y);
  EXPECT_EQ(row->left, 1000 - 50 - 4 - 90 - 4 - 100);
  const auto column = place_head(kPast, kSide, kBetween, {0, 0, 1000, 44});
  ASSERT_TRUE(column);
  EXPECT_EQ(column->places[0].x, column->places[1].x);
  EXPECT_EQ(column->places[1].y, 24);
  EXPECT_EQ(column->left, 1000 - 50 - 4 - 100);
}

TEST(TrackHead, WithoutRoomForWordsTheyAreIconsAndWithoutRoomForIconsNotThere) {
  const Region narrow{0, 0, 300, 30};
  const auto icons = place_head(kPast, kSide, kBetween, narrow);
  ASSERT_TRUE(icons);
  EXPECT_TRUE(icons->icons);
  EXPECT_EQ(icons->left, 300 - 3 * kSide - 2 * kBetween);
  expect_in_order(*icons, narrow);
  EXPECT_FALSE(place_head(kPast, kSide, kBetween, {0, 0, 100, 30}));
}

}  // namespace
}  // namespace gan
