// A camera stays fitted until a person moves it, and is fitted again when asked.
#include "app/geometry/fitted_camera.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

constexpr WorldRect kBounds{-3, 3, -2, 2};
constexpr Viewport kSmall{400, 300}, kLarge{800, 600};

FittedCamera fitted() {
  FittedCamera camera;
  camera.fit(kBounds, 0, kSmall);
  return camera;
}

TEST(FittedCamera, IsDueAtFirst) {
  EXPECT_TRUE(FittedCamera().fit_due(kSmall));
}

TEST(FittedCamera, FollowsTheSizeOfTheWindowUntilSomebodyMovesIt) {
  FittedCamera camera = fitted();
  EXPECT_FALSE(camera.fit_due(kSmall));
  EXPECT_TRUE(camera.fit_due(kLarge));
  camera.pan(10, 0, kSmall);
  EXPECT_FALSE(camera.fit_due(kLarge));
  camera = fitted();
  camera.zoom_at({200, 150}, 1.2, kSmall);
  EXPECT_FALSE(camera.fit_due(kLarge));
  camera.want_fit();
  EXPECT_TRUE(camera.fit_due(kSmall));
  camera.fit(kBounds, 0, kLarge);
  EXPECT_FALSE(camera.fit_due(kLarge));
  EXPECT_TRUE(camera.fit_due(kSmall));
}

// As a session that is opened wants it.
TEST(FittedCamera, LooksWhereItIsToldAsIfSomebodyHadMovedIt) {
  FittedCamera camera;
  EXPECT_FALSE(camera.moved());
  camera.show({0.5, 1, 0.25}, kSmall);
  EXPECT_FALSE(camera.fit_due(kSmall));
  EXPECT_FALSE(camera.fit_due(kLarge));
  EXPECT_TRUE(camera.moved());
  EXPECT_EQ(camera.camera(), (ArenaCamera{0.5, 1, 0.25}));
  EXPECT_FALSE(fitted().moved());
}

TEST(FittedCamera, MakesRoomForWhatCoversItUntilSomebodyMovesIt) {
  FittedCamera camera = fitted();
  camera.cover({0, 40});
  ASSERT_TRUE(camera.fit_due(kSmall));
  const double before = camera.camera().to_pixel({0, kBounds.y_max}, kSmall).y;
  camera.fit(kBounds, 0, kSmall);
  EXPECT_FALSE(camera.fit_due(kSmall));
  EXPECT_GE(camera.camera().to_pixel({0, kBounds.y_max}, kSmall).y, 40 - 1e-9);
  EXPECT_GT(camera.camera().to_pixel({0, kBounds.y_max}, kSmall).y, before);
  camera.cover({0, 40});
  EXPECT_FALSE(camera.fit_due(kSmall));
  camera.pan(3, 3, kSmall);
  camera.cover({});
  EXPECT_FALSE(camera.fit_due(kSmall));
}

}  // namespace
}  // namespace gan
