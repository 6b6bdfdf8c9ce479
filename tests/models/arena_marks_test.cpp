// Marks that lie on one another become piles with a glow that grows with their share; large ones are named.
#include <gtest/gtest.h>

#include <cmath>

#include "app/panels/arena/arena_marks_model.h"

namespace gan {
namespace {

ArenaPicture picture_of(int first, int second) {
  ArenaPicture picture;
  picture.revision = 1;
  const auto add = [&](float x, int count) {
    for (int i = 0; i < count; ++i) {
      picture.generated.insert(picture.generated.end(), {x + 1e-3F * static_cast<float>(i % 7), 0.0F});
    }
  };
  add(-1, first);
  add(1, second);
  for (int i = first + second; i < 500; ++i) {
    picture.generated.insert(picture.generated.end(), {static_cast<float>(i), 5.0F});
  }
  return picture;
}

TEST(ArenaMarks, NamesEveryPileWithAQuarterOfTheSamples) {
  ArenaMarks marks;
  marks.update(picture_of(300, 130), 0.01);
  ASSERT_EQ(marks.named().size(), 2u);
  EXPECT_EQ(marks.name(marks.named()[0]), "300 of 500 here");
  EXPECT_EQ(marks.name(marks.named()[1]), "130 of 500 here");
  ArenaPicture other = picture_of(300, 100);
  other.revision = 2;
  marks.update(other, 0.01);
  EXPECT_EQ(marks.named().size(), 1u);
  EXPECT_EQ(marks.generated().piles().size(), 2u);
  EXPECT_EQ(marks.generated().piled(), 400u);
  // Samples that are not finite count among all.
  other.revision = 3;
  other.generated_undefined = 1000;
  marks.update(other, 0.01);
  EXPECT_TRUE(marks.named().empty());
}

TEST(ArenaMarks, APileThatLiesAgainstALargerOneCountsWithIt) {
  ArenaPicture picture = picture_of(300, 150);
  // The second lies two marks' diameters beside the first.
  const double unit = 0.01;
  for (std::size_t i = 600; i < 900; i += 2)
    picture.generated[i] -= 2.0F - 4 * kGeneratedRadius * static_cast<float>(unit);
  ArenaMarks marks;
  marks.update(picture, unit);
  ASSERT_EQ(marks.generated().piles().size(), 2u);
  ASSERT_EQ(marks.named().size(), 1u);
  EXPECT_EQ(marks.name(marks.named()[0]), "450 of 500 here");
}

TEST(ArenaMarks, GlowsGrowWithTheCountAndFollowTheZoom) {
  ArenaMarks marks;
  const ArenaPicture picture = picture_of(300, 100);
  marks.update(picture, 0.01);
  ASSERT_EQ(marks.glows().size(), 6u);
  EXPECT_NEAR(marks.glows()[0], -1, 0.01);
  EXPECT_GT(marks.glows()[2], marks.glows()[5]);
  EXPECT_GT(marks.glows()[5], 2 * kGeneratedRadius);
  const std::uint64_t revision = marks.revision();
  marks.update(picture, 0.01);
  EXPECT_EQ(marks.revision(), revision);
  // Seen from nearer the piles are others, the samples the same.
  marks.update(picture, 1e-6);
  EXPECT_NE(marks.revision(), revision);
  EXPECT_EQ(marks.generated().xy().size(), picture.generated.size());
}

}  // namespace
}  // namespace gan
