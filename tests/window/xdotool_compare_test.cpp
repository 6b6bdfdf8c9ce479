// Games side by side by mouse and keys, in a small window and on a large screen (as xdotool_test.cpp says).
#include <gtest/gtest.h>

#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

// As a lecturer who compares: lets it run, goes back, presses Compare, changes something in B, plays both, scrubs both,
// and keeps one.
TEST_P(DrivenAtBothSizes, TheSameMomentIsPlayedWithAndWithoutAChange) {
  const auto lab = [&]() -> const Lab& { return app_->lab(); };
  const auto step = [&](std::size_t game) { return lab().game(game).snapshot()->position.step; };
  const auto hash = [&](std::size_t game) { return hash_state(*lab().game(game).snapshot()->state); };
  const auto settled = [&] { return app_->lab().settled(); };
  press("space");
  ASSERT_TRUE(until([&] { return lab().snapshot().position.step > 40; }));
  press("space");
  ASSERT_TRUE(until(settled));
  press("Left");
  ASSERT_TRUE(until([&] { return lab().session().in_past() && app_->lab().settled(); }));
  const std::int64_t there = lab().snapshot().position.step;
  press("c");
  ASSERT_TRUE(until([&] { return lab().games() == 2 && app_->lab().settled(); }));
  EXPECT_EQ(step(0), there);
  EXPECT_EQ(step(1), there);
  EXPECT_EQ(hash(0), hash(1));
  EXPECT_EQ(lab().focus(), 1u);

  ASSERT_NE(place("hyperparameters.k", 0.1), "");
  xdotool("mousemove " + place("hyperparameters.k", 0.3) + " keydown ctrl");
  xdotool("mousedown 1");
  xdotool("mouseup 1 keyup ctrl");
  xdotool("type 6");
  press("Return");
  ASSERT_TRUE(until([&] { return lab().game(1).snapshot()->settings->hyperparameters.k == 6; }));
  EXPECT_EQ(lab().game(0).snapshot()->settings->hyperparameters.k, 1);

  xdotool("mousemove " + place("game.B", 0.5));
  press("space");
  ASSERT_TRUE(until([&] { return step(0) > there + 20 && step(1) > there + 20; }));
  press("space");
  ASSERT_TRUE(until(settled));
  EXPECT_EQ(step(0), step(1));
  EXPECT_NE(hash(0), hash(1));
  const std::int64_t end = step(0);
  press("Left");
  ASSERT_TRUE(until([&] { return step(0) == end - 1 && step(1) == end - 1 && app_->lab().settled(); }));
  press("End");
  ASSERT_TRUE(until([&] { return step(0) == end && step(1) == end; }));

  ASSERT_NE(place("game.A", 0.6, 0.7), "");
  xdotool("mousemove " + place("game.A", 0.6, 0.7) + " mousedown 1");
  xdotool("mouseup 1");
  ASSERT_TRUE(until([&] { return lab().focus() == 0; }));
  press("n");
  ASSERT_TRUE(until([&] { return lab().focus() == 1; }));
}

}  // namespace
}  // namespace gan
