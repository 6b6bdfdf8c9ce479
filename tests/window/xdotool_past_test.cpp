// Looking back and branching by mouse and keys, in a small window and on a large screen (as xdotool_test.cpp says).
#include <gtest/gtest.h>

#include "tests/window/support/driven_window.h"

namespace gan {
namespace {

// As somebody who looks back: drags the head, steps with the keys, changes something there, and goes to the other
// branch.
TEST_P(DrivenAtBothSizes, ThePastIsLookedAtAndBranchedFrom) {
  const auto session = [&]() -> const Session& { return app_->lab().session(); };
  const auto step = [&] { return app_->lab().snapshot().position.step; };
  xdotool("key space");
  ASSERT_TRUE(until([&] { return step() > 60; }));
  xdotool("key space");
  ASSERT_TRUE(until([&] { return app_->lab().settled(); }));
  const std::int64_t live = step();
  const std::uint64_t hash = hash_state(*app_->lab().snapshot().state);
  ASSERT_NE(place("track.axis", 0.5), "");
  xdotool("mousemove " + place("track.axis", 0.8) + " mousedown 1");
  xdotool("mousemove " + place("track.axis", 0.5));
  xdotool("mouseup 1");
  ASSERT_TRUE(until([&] { return session().in_past() && app_->lab().settled(); }));
  const std::int64_t there = step();
  EXPECT_GT(there, 0);
  EXPECT_LT(there, live);
  press("Left");
  ASSERT_TRUE(until([&] { return step() == there - 1 && session().shows_exactly(); }));
  press("Right");
  ASSERT_TRUE(until([&] { return step() == there && session().shows_exactly(); }));
  press("End");
  ASSERT_TRUE(until([&] { return !session().in_past(); }));
  EXPECT_EQ(step(), live);
  EXPECT_EQ(hash_state(*app_->lab().snapshot().state), hash);

  press("Left");
  ASSERT_TRUE(until([&] { return session().in_past() && session().shows_exactly(); }));
  // It may have been paused halfway through an iteration, whose beginning is one back.
  const std::int64_t from = step();
  press("g");
  ASSERT_TRUE(until([&] { return app_->lab().branches().all().size() == 2 && app_->lab().settled(); }));
  EXPECT_FALSE(session().in_past());
  EXPECT_EQ(app_->lab().snapshot().position, (Position{0, from, 0, 1}));
  const RunId branch = session().id();
  // The lane of the run that was left: its name stands at its end.
  ASSERT_TRUE(until([&] { return !place("track.lane", 0.5).empty(); }));
  xdotool("mousemove " + place("track.lane", 0.5) + " click 1");
  ASSERT_TRUE(until([&] { return session().id() != branch && app_->lab().settled(); }));
  EXPECT_EQ(hash_state(*app_->lab().snapshot().state), hash);
}

}  // namespace
}  // namespace gan
