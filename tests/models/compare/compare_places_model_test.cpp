#include "app/panels/compare/compare_places_model.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

TEST(ComparePlaces, AreEqualInsideTheStageAndApart) {
  for (const float width : {200.0F, 515.0F, 840.0F, 1500.0F}) {
    for (const float height : {120.0F, 360.0F, 601.0F, 1200.0F}) {
      for (std::size_t games = 1; games <= 4; ++games) {
        const Region stage{17, 9, width, height};
        const std::vector<Region> places = place_games(games, stage, 2);
        ASSERT_EQ(places.size(), games);
        for (std::size_t i = 0; i < games; ++i) {
          const Region& a = places[i];
          EXPECT_FALSE(a.empty());
          EXPECT_EQ(a.width, places[0].width);
          EXPECT_EQ(a.height, places[0].height);
          EXPECT_GE(a.x, stage.x);
          EXPECT_GE(a.y, stage.y);
          EXPECT_LE(a.x + a.width, stage.x + stage.width);
          EXPECT_LE(a.y + a.height, stage.y + stage.height);
          for (std::size_t j = 0; j < i; ++j) {
            const Region& b = places[j];
            EXPECT_TRUE(b.x + b.width + 2 <= a.x || b.y + b.height + 2 <= a.y) << i << " lies on " << j;
          }
        }
      }
    }
  }
}

TEST(ComparePlaces, TwoStandSideBySideAndFourInASquare) {
  const Region stage{0, 0, 840, 600};
  EXPECT_EQ(place_games(2, stage, 0)[1].y, 0);
  EXPECT_EQ(place_games(2, stage, 0)[1].x, 420);
  EXPECT_EQ(place_games(4, stage, 0)[3].x, 420);
  EXPECT_EQ(place_games(4, stage, 0)[3].y, 300);
  const Region high{0, 0, 300, 900};
  EXPECT_EQ(place_games(2, high, 0)[1].x, 0) << "one above the other where that is larger";
}

}  // namespace
}  // namespace gan
