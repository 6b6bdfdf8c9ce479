// The probe desk in the test's own thread, turn by turn: what is finished, what is cancelled, and what comes next.
#include "core/live/probe_desk.h"

#include <gtest/gtest.h>

#include <set>

#include "core/live/inline_executor.h"
#include "tests/live/desk_requests.h"
#include "tests/live/on_any_executor.h"

namespace gan {
namespace {

using test::small_request;
using test::snapshots_of_a_run;

class DeskTurns : public testing::Test {
 protected:
  void turns(int count) {
    for (int i = 0; i < count; ++i) executor_.turn();
  }
  void rest() { executor_.run_until_idle(); }
  // Of a test's two views: the one that a hand does not touch, and the one that it does.
  static ProbeRequest two_views(int lines) {
    ProbeRequest request;
    request.surface = SurfaceRequest{{-3, -3, 3, 3}, 12, 12};
    request.noise_grid = NoiseGridRequest{lines, 9};
    return request;
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  int notices_ = 0;
  ProbeDesk desk_{executor_, [this] { ++notices_; }};
};

TEST_F(DeskTurns, GiveWhatAPureProbeGives) {
  const auto snapshot = snapshots_of_a_run(1).front();
  desk_.request(snapshot, small_request());
  EXPECT_TRUE(desk_.busy());
  EXPECT_EQ(desk_.results().version(), 0u);
  rest();
  EXPECT_FALSE(desk_.busy());
  ASSERT_EQ(desk_.results().version(), 1u);
  const auto result = desk_.results().latest();
  Evaluators networks;
  const auto expected = run_probe(snapshot, small_request(), networks);
  EXPECT_EQ(result->snapshot, snapshot);
  EXPECT_EQ(result->surface.logits, expected->surface.logits);
  EXPECT_EQ(result->generated, expected->generated);
  EXPECT_EQ(result->arrows, expected->arrows);
  EXPECT_EQ(result->noise_grid.points, expected->noise_grid.points);
}

// A probe a turn, so that the owner's thread is never away for longer than the longest of them takes.
TEST_F(DeskTurns, AreAProbeEach) {
  const auto snapshot = snapshots_of_a_run(1).front();
  desk_.request(snapshot, two_views(5));
  turns(1);
  EXPECT_TRUE(desk_.busy());
  EXPECT_EQ(desk_.results().version(), 0u);
  EXPECT_EQ(notices_, 0);
  turns(1);
  EXPECT_FALSE(desk_.busy());
  EXPECT_EQ(desk_.results().version(), 1u);
  EXPECT_EQ(notices_, 1);
}

TEST_F(DeskTurns, TheNewestRequestWins) {
  const auto snapshots = snapshots_of_a_run(30);
  for (const int between : {0, 1, 2, 3, 5}) {
    SCOPED_TRACE(between);
    const auto before = desk_.results().version();
    std::uint64_t seen = before;
    std::int64_t last = -1;
    for (const auto& snapshot : snapshots) {
      desk_.request(snapshot, small_request());
      for (int i = 0; i < between && executor_.due() > 0; ++i) executor_.turn();
      if (const auto result = desk_.results().take_newer(seen)) {
        EXPECT_GT(result->snapshot->position.step, last);
        last = result->snapshot->position.step;
      }
    }
    rest();
    EXPECT_FALSE(desk_.busy());
    EXPECT_EQ(desk_.results().latest()->snapshot, snapshots.back());
    EXPECT_LE(desk_.results().version() - before, snapshots.size());
    if (between == 0) {
      EXPECT_EQ(desk_.results().version() - before, 1u) << "of those that waited only the newest";
    }
  }
}

// Training is faster than probing: every request comes with a newer snapshot before the last is answered.
TEST_F(DeskTurns, NewerSnapshotsDoNotStarveThePicture) {
  const auto snapshots = snapshots_of_a_run(64);
  std::size_t next = 0;
  while (desk_.results().version() < 5) {
    ASSERT_LT(next, 100u);
    desk_.request(snapshots[next++ % snapshots.size()], small_request());
    turns(1);
  }
}

TEST_F(DeskTurns, AnotherPictureCancelsTheRunningOne) {
  auto run = test::make_run();
  const auto snapshot = run->snapshot();
  desk_.request(snapshot, two_views(7));
  turns(1);
  desk_.request(snapshot, small_request());
  rest();
  EXPECT_EQ(desk_.results().version(), 1u) << "the first was never answered";
  EXPECT_EQ(desk_.results().latest()->request, small_request());

  // Another segment is another game.
  desk_.request(snapshot, two_views(7));
  turns(1);
  ASSERT_TRUE(run->apply(NewStart{5}).ok());
  const auto other = run->snapshot();
  desk_.request(other, two_views(7));
  desk_.request(other, small_request());
  rest();
  EXPECT_EQ(desk_.results().version(), 2u);
  EXPECT_EQ(desk_.results().latest()->snapshot->position.segment, 1);
  EXPECT_EQ(desk_.results().latest()->request, small_request());
}

// Two views of one snapshot: however often a person changes what the one shows, the other's answer comes, and is
// computed once.
TEST_F(DeskTurns, AClickOnOneViewCancelsNothingInAnother) {
  const auto snapshot = snapshots_of_a_run(1).front();
  int clicks = 0;
  while (desk_.results().version() == 0) {
    ASSERT_LT(clicks, 10);
    desk_.request(snapshot, two_views(5 + ++clicks % 3));
    turns(1);
  }
  rest();
  EXPECT_EQ(desk_.results().latest()->request, two_views(5 + clicks % 3));
  EXPECT_EQ(desk_.results().latest()->surface.logits.cols(), 12);
}

// What was interrupted in one snapshot is not lost because there is a newer one.
TEST_F(DeskTurns, ClicksWhileTrainingStarveNothing) {
  const auto snapshots = snapshots_of_a_run(64);
  std::size_t next = 0;
  while (desk_.results().version() < 3) {
    ASSERT_LT(next, 60u);
    desk_.request(snapshots[next % snapshots.size()], two_views(5 + static_cast<int>(next) % 3));
    ++next;
    turns(1);
  }
}

// After an interruption the answer is of the snapshot that was begun, with what is wanted now; then comes the newest.
TEST_F(DeskTurns, WhatWasInterruptedGoesOnWhereItWas) {
  const auto snapshots = snapshots_of_a_run(3);
  desk_.request(snapshots[0], two_views(5));
  turns(1);
  desk_.request(snapshots[1], two_views(6));
  std::uint64_t seen = 0;
  std::shared_ptr<const ProbeResult> first;
  while (!first) {
    turns(1);
    first = desk_.results().take_newer(seen);
  }
  EXPECT_EQ(first->snapshot, snapshots[0]);
  EXPECT_EQ(first->request, two_views(6));
  EXPECT_TRUE(desk_.busy());
  rest();
  EXPECT_EQ(desk_.results().latest()->snapshot, snapshots[1]);
  EXPECT_EQ(desk_.results().version(), 2u);
}

TEST_F(DeskTurns, DoNothingTwice) {
  const auto snapshots = snapshots_of_a_run(2);
  for (int i = 0; i < 3; ++i) {
    desk_.request(snapshots[0], small_request());
    rest();
  }
  EXPECT_EQ(desk_.results().version(), 1u);
  EXPECT_EQ(notices_, 1);
  desk_.request(snapshots[1], small_request());
  rest();
  EXPECT_EQ(desk_.results().version(), 2u);
  // Withdrawn too late: its part was done, and the answer stands.
  desk_.request(snapshots[0], two_views(5));
  turns(1);
  ProbeRequest other = two_views(5);
  other.surface->nx = 20;
  desk_.request(snapshots[0], other);
  desk_.request(snapshots[0], two_views(5));
  rest();
  EXPECT_FALSE(desk_.busy());
  EXPECT_LE(desk_.results().version(), 4u);
  EXPECT_EQ(desk_.results().latest()->request, two_views(5));
}

// A hand that changes what it asked for and changes it back at once: nothing is left to wait for.
TEST_F(DeskTurns, RestAfterARequestThatIsTakenBack) {
  const auto snapshot = snapshots_of_a_run(1).front();
  desk_.request(snapshot, two_views(5));
  rest();
  for (int i = 0; i < 3; ++i) {
    desk_.request(snapshot, two_views(7));
    EXPECT_TRUE(desk_.busy());
    desk_.request(snapshot, two_views(5));
    EXPECT_FALSE(desk_.busy());
    rest();
  }
  EXPECT_EQ(desk_.results().version(), 1u);
  EXPECT_EQ(desk_.results().latest()->request, two_views(5));
}

TEST_F(DeskTurns, WhatFollowsTheHandGoesFirst) {
  const auto snapshot = snapshots_of_a_run(1).front();
  desk_.request(snapshot, small_request());
  desk_.measure(snapshot);
  turns(1);
  desk_.follow(snapshot, two_views(5));
  turns(2);
  EXPECT_EQ(desk_.followed().version(), 1u);
  EXPECT_EQ(desk_.results().version(), 0u);
  EXPECT_EQ(desk_.measurements().version(), 0u);
  rest();
  EXPECT_EQ(desk_.results().version(), 1u);
  EXPECT_EQ(desk_.measurements().version(), 1u);
}

TEST_F(DeskTurns, MeasureBesidesThePicture) {
  const auto snapshots = snapshots_of_a_run(40);
  for (const auto& snapshot : snapshots) {
    desk_.request(snapshot, small_request());
    desk_.measure(snapshot);
    if (executor_.due() > 0) turns(1);
  }
  rest();
  EXPECT_FALSE(desk_.busy());
  test::the_newest_is_measured(desk_, snapshots);
}

// A batch at a place of the line is a turn, between which pictures come; other ends cancel what is under way.
TEST_F(DeskTurns, GoAlongALineInSmallSteps) {
  const auto snapshots = snapshots_of_a_run(6);
  const MomentPathRequest request{.from = snapshots.front(), .places = 5, .examples = 1};
  desk_.find_path(snapshots.back(), request);
  turns(2);
  desk_.request(snapshots.back(), small_request());
  rest();
  ASSERT_EQ(desk_.paths().version(), 1u);
  EXPECT_EQ(desk_.results().version(), 1u);
  EXPECT_EQ(desk_.paths().latest()->snapshot, snapshots.back());
  EXPECT_EQ(desk_.paths().latest()->places.size(), 5u);
  const MomentPathRequest other{.from = snapshots[2], .places = 5, .examples = 1};
  desk_.find_path(snapshots.back(), request);
  EXPECT_FALSE(desk_.busy()) << "it is known";
  desk_.find_path(snapshots[4], request);
  turns(2);
  desk_.find_path(snapshots[4], other);
  rest();
  EXPECT_EQ(desk_.paths().version(), 2u);
  EXPECT_EQ(desk_.paths().latest()->request.from, snapshots[2]);
}

// An answer that there is no memory for is given up, and nothing waits for it.
TEST_F(DeskTurns, GiveUpWhatThereIsNoMemoryFor) {
  const auto snapshot = snapshots_of_a_run(1).front();
  ProbeRequest huge = two_views(5);
  huge.surface->nx = huge.surface->ny = 2000000000;
  desk_.request(snapshot, huge);
  rest();
  EXPECT_FALSE(desk_.busy());
  EXPECT_EQ(desk_.given_up(), 1);
  EXPECT_EQ(desk_.results().version(), 0u);
  desk_.request(snapshot, huge);
  rest();
  EXPECT_EQ(desk_.given_up(), 1) << "nor is it tried again";
  desk_.request(snapshot, two_views(5));
  rest();
  ASSERT_EQ(desk_.results().version(), 1u);
  EXPECT_EQ(desk_.results().latest()->request, two_views(5));
}

TEST(ProbeDesk, EndsInTheMiddleOfAPicture) {
  const auto snapshot = snapshots_of_a_run(1).front();
  InlineExecutor executor;
  {
    ProbeDesk desk(executor);
    desk.request(snapshot, small_request());
    desk.measure(snapshot);
    executor.turn();
  }
  EXPECT_EQ(executor.due(), 0u);
}

}  // namespace
}  // namespace gan
