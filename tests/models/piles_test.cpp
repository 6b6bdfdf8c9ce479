// Piles are found wherever they lie, count every point once, and are none where marks lie beside each other; their
// labels stand beside them and beside each other.
#include "app/geometry/piles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/geometry/label_place.h"

namespace gan {
namespace {

constexpr double kDiameter = 8;

// `count` points on a spiral that fills a circle of this radius evenly.
void add_heap(std::vector<float>& xy, double x, double y, double radius, int count) {
  for (int i = 0; i < count; ++i) {
    const double r = radius * std::sqrt((i + 0.5) / count), angle = 2.399963 * i;
    xy.insert(xy.end(), {static_cast<float>(x + r * std::cos(angle)), static_cast<float>(y + r * std::sin(angle))});
  }
}

TEST(Piles, AllOfACollapsedGeneratorIsOnePileWhereverTheRasterLies) {
  for (double shift = 0; shift < 2 * kDiameter; shift += 0.7) {
    std::vector<float> xy;
    add_heap(xy, 100 + shift, -40 + 0.6 * shift, 3, 512);
    Piles piles;
    piles.find(xy, kDiameter);
    ASSERT_EQ(piles.piles().size(), 1u) << shift;
    EXPECT_EQ(piles.piles()[0].count, 512u);
    EXPECT_NEAR(piles.piles()[0].x, 100 + shift, 0.1);
    EXPECT_NEAR(piles.piles()[0].y, -40 + 0.6 * shift, 0.1);
    EXPECT_EQ(piles.piled(), 512u);
  }
}

TEST(Piles, SeveralAreToldApartAndTheLargestComesFirst) {
  std::vector<float> xy;
  add_heap(xy, -50, 0, 3, 60);
  add_heap(xy, 50, 20, 3, 200);
  add_heap(xy, 50, -20, 2, 11);  // one too few
  xy.insert(xy.end(), {0, 0, 1e30F, -1e30F});
  Piles piles;
  piles.find(xy, kDiameter);
  ASSERT_EQ(piles.piles().size(), 2u);
  EXPECT_EQ(piles.piles()[0].count, 200u);
  EXPECT_NEAR(piles.piles()[0].x, 50, 0.2);
  EXPECT_EQ(piles.piles()[1].count, 60u);
  EXPECT_EQ(piles.piled(), 260u);
  // No point is lost, and those of no pile come last.
  ASSERT_EQ(piles.xy().size(), xy.size());
  EXPECT_EQ(piles.xy()[2 * 260], xy[2 * 260]);
  std::vector<float> before = xy, after(piles.xy().begin(), piles.xy().end());
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  EXPECT_EQ(before, after);
}

TEST(Piles, MarksBesideEachOtherAreNone) {
  std::vector<float> xy;
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 20; ++j) xy.insert(xy.end(), {static_cast<float>(6 * i), static_cast<float>(6 * j)});
  }
  Piles piles;
  piles.find(xy, kDiameter);
  EXPECT_TRUE(piles.piles().empty());
  EXPECT_EQ(piles.piled(), 0u);
  piles.find({}, kDiameter);
  EXPECT_TRUE(piles.xy().empty());
}

TEST(Piles, AWideHeapIsManyPilesOfWhichEachPointIsInOne) {
  std::vector<float> xy;
  add_heap(xy, 0, 0, 40, 2000);
  Piles piles;
  piles.find(xy, kDiameter);
  EXPECT_GT(piles.piles().size(), 10u);
  std::size_t sum = 0;
  for (const Pile& pile : piles.piles()) {
    EXPECT_GE(pile.count, Piles::kLeast);
    sum += pile.count;
  }
  EXPECT_EQ(sum, piles.piled());
  EXPECT_GT(piles.piled(), 1500u);
}

TEST(LabelPlace, IsBesideAndInsideAndOnNoOther) {
  const LabelBox area{0, 0, 400, 300}, size{0, 0, 80, 20};
  std::vector<LabelBox> others;
  const auto right = place_label({200, 150}, 15, size, area, others);
  ASSERT_TRUE(right);
  EXPECT_EQ(right->x, 215);
  EXPECT_EQ(right->y, 140);
  others.push_back(*right);
  const auto second = place_label({200, 150}, 15, size, area, others);
  ASSERT_TRUE(second);
  EXPECT_FALSE(second->overlaps(*right));
  EXPECT_LT(second->x + second->width, 200);
  const auto at_edge = place_label({390, 150}, 15, size, area, {});
  ASSERT_TRUE(at_edge);
  EXPECT_LE(at_edge->x + at_edge->width, 400);
  EXPECT_FALSE(place_label({30, 10}, 15, size, {0, 0, 60, 20}, {}));
}

}  // namespace
}  // namespace gan
