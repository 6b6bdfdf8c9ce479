#include "app/geometry/arena_camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gan {
namespace {

constexpr Viewport kWide{800, 600};

TEST(ArenaCamera, KeepsSquarePixelsWithTheWorldUpright) {
  const ArenaCamera camera{1.0, -2.0, 3.0};
  const PixelPoint centre = camera.to_pixel({1.0, -2.0}, kWide);
  EXPECT_DOUBLE_EQ(centre.x, 400.0);
  EXPECT_DOUBLE_EQ(centre.y, 300.0);
  const PixelPoint right = camera.to_pixel({2.0, -2.0}, kWide);
  const PixelPoint up = camera.to_pixel({1.0, -1.0}, kWide);
  EXPECT_DOUBLE_EQ(right.x - centre.x, 100.0);
  EXPECT_DOUBLE_EQ(centre.y - up.y, 100.0);
}

TEST(ArenaCamera, PixelsAndWorldAreInverse) {
  const ArenaCamera camera{0.3, 0.7, 2.5};
  for (const PixelPoint pixel : {PixelPoint{0.0, 0.0}, PixelPoint{123.5, 456.25}, PixelPoint{800.0, 600.0}}) {
    const PixelPoint again = camera.to_pixel(camera.to_world(pixel, kWide), kWide);
    EXPECT_NEAR(again.x, pixel.x, 1e-9);
    EXPECT_NEAR(again.y, pixel.y, 1e-9);
  }
}

TEST(ArenaCamera, ZoomKeepsThePointBelowTheCursor) {
  ArenaCamera camera{0.3, 0.7, 2.5};
  const PixelPoint cursor{640.0, 100.0};
  const WorldPoint before = camera.to_world(cursor, kWide);
  camera.zoom_at(cursor, 1.7, kWide);
  const WorldPoint after = camera.to_world(cursor, kWide);
  EXPECT_NEAR(camera.half_extent, 2.5 / 1.7, 1e-12);
  EXPECT_NEAR(after.x, before.x, 1e-12);
  EXPECT_NEAR(after.y, before.y, 1e-12);
}

TEST(ArenaCamera, ZoomStaysWithinItsLimitsAndIgnoresNonsense) {
  ArenaCamera camera;
  for (int i = 0; i < 200; ++i) camera.zoom_at({10.0, 10.0}, 3.0, kWide);
  EXPECT_DOUBLE_EQ(camera.half_extent, ArenaCamera::kMinExtent);
  for (int i = 0; i < 200; ++i) camera.zoom_at({10.0, 10.0}, 1.0 / 3.0, kWide);
  EXPECT_DOUBLE_EQ(camera.half_extent, ArenaCamera::kMaxExtent);
  const ArenaCamera before = camera;
  camera.zoom_at({10.0, 10.0}, 0.0, kWide);
  camera.zoom_at({10.0, 10.0}, -1.0, kWide);
  camera.zoom_at({10.0, 10.0}, std::numeric_limits<double>::quiet_NaN(), kWide);
  EXPECT_EQ(camera, before);
}

TEST(ArenaCamera, PanFollowsTheHand) {
  ArenaCamera camera{0.0, 0.0, 3.0};
  const WorldPoint grabbed = camera.to_world({200.0, 200.0}, kWide);
  camera.pan(50.0, -30.0, kWide);
  const PixelPoint now = camera.to_pixel(grabbed, kWide);
  EXPECT_NEAR(now.x, 250.0, 1e-9);
  EXPECT_NEAR(now.y, 170.0, 1e-9);
}

TEST(ArenaCamera, FitShowsAllWithTheMargin) {
  for (const Viewport viewport : {kWide, Viewport{300, 900}}) {
    for (const WorldRect bounds : {WorldRect{-1.0, 5.0, 2.0, 3.0}, WorldRect{-1.0, 1.0, -8.0, 8.0}}) {
      ArenaCamera camera;
      camera.fit(bounds, 0.1, viewport);
      const WorldRect seen = camera.visible(viewport);
      EXPECT_LE(seen.x_min, bounds.x_min);
      EXPECT_GE(seen.x_max, bounds.x_max);
      EXPECT_LE(seen.y_min, bounds.y_min);
      EXPECT_GE(seen.y_max, bounds.y_max);
      const double used = std::fmax((bounds.x_max - bounds.x_min) / (seen.x_max - seen.x_min),
                                    (bounds.y_max - bounds.y_min) / (seen.y_max - seen.y_min));
      EXPECT_NEAR(used, 1.0 / 1.2, 1e-12);
    }
  }
}

TEST(ArenaCamera, FitKeepsClearOfWhatIsCovered) {
  const WorldRect bounds{-1.0, 5.0, 2.0, 8.0};
  ArenaCamera camera;
  camera.fit(bounds, 0.0, kWide, {0, 100});
  EXPECT_NEAR(camera.to_pixel({2.0, 8.0}, kWide).y, 100, 1e-9);
  EXPECT_NEAR(camera.to_pixel({2.0, 2.0}, kWide).y, kWide.height, 1e-9);
  EXPECT_NEAR(camera.to_pixel({2.0, 5.0}, kWide).x, 0.5 * kWide.width, 1e-9);
}

TEST(ArenaCamera, MakesRoomAtTheLeftOnlyWhereThereIsNone) {
  const WorldRect square{-1.0, 1.0, -1.0, 1.0}, broad{-4.0, 4.0, -1.0, 1.0};
  ArenaCamera free, beside;
  free.fit(square, 0.0, kWide);
  const int margin = static_cast<int>(free.to_pixel({-1.0, 0.0}, kWide).x);
  ASSERT_GT(margin, 20);
  beside.fit(square, 0.0, kWide, {margin - 10, 0});
  EXPECT_EQ(beside, free);
  beside.fit(square, 0.0, kWide, {margin + 10, 0});
  EXPECT_NEAR(beside.to_pixel({-1.0, 0.0}, kWide).x, margin + 10, 1e-9);
  EXPECT_DOUBLE_EQ(beside.half_extent, free.half_extent);
  beside.fit(broad, 0.0, kWide, {60, 0});
  EXPECT_NEAR(beside.to_pixel({-4.0, 0.0}, kWide).x, 60, 1e-9);
  EXPECT_NEAR(beside.to_pixel({4.0, 0.0}, kWide).x, kWide.width, 1e-9);
}

TEST(ArenaCamera, NeitherEmptyBoundsNorAnEmptyViewportBreakIt) {
  ArenaCamera camera{1.0, 2.0, 3.0};
  const ArenaCamera before = camera;
  camera.fit({1.0, 1.0, 2.0, 2.0}, 0.1, kWide);
  camera.fit({0.0, std::numeric_limits<double>::infinity(), 0.0, 1.0}, 0.1, kWide);
  camera.fit({0.0, 1.0, 0.0, 1.0}, 0.1, Viewport{0, 0});
  EXPECT_EQ(camera, before);
  EXPECT_TRUE(std::isfinite(camera.to_world({0.0, 0.0}, Viewport{0, 0}).x));
  EXPECT_TRUE(std::isfinite(camera.to_pixel({0.0, 0.0}, Viewport{0, 0}).x));
}

}  // namespace
}  // namespace gan
