// A trainer on a thread of its own: what only real threads can show.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>

#include "core/live/trainer.h"
#include "tests/live/on_any_executor.h"
#include "tests/threads/threaded_game.h"

namespace gan {
namespace {

using test::set_rate;
using test::TestTrainer;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Trainer, RunToStopsExactlyThere) {
  TestTrainer trainer;
  ASSERT_TRUE(trainer.settle(trainer->run_to(137)));
  trainer.collect();
  ASSERT_EQ(trainer.output.records.size(), 137u);
  trainer.expect_gapless();
  const auto snapshot = trainer->snapshots().latest();
  EXPECT_EQ(snapshot->position, (Position{0, 137, 0, 0}));
  EXPECT_EQ(snapshot->record.step, 137);
  EXPECT_EQ(trainer->iterations_per_second(), 0);

  // A step that is past already: it pauses at once.
  ASSERT_TRUE(trainer.settle(trainer->run_to(100)));
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 137);

  auto plain = test::make_run();
  for (int i = 0; i < 137; ++i) plain->step();
  EXPECT_EQ(trainer->release()->hash(), plain->hash());
}

TEST(Trainer, WhoSeesItAtRestSeesTheLastSnapshot) {
  TestTrainer trainer;
  for (std::int64_t step = 1; step <= 300; ++step) {
    const Ticket ticket = trainer->run_to(step);
    while (trainer->acknowledged_ticket() < ticket) {
    }
    while (trainer->activity() != Activity::paused) {
    }
    ASSERT_EQ(trainer->snapshots().latest()->position.step, step);
  }
}

// Who sleeps until there is a notice misses nothing: the last one comes when everything can be seen.
TEST(Trainer, WhoWaitsForNoticesAloneSeesEverything) {
  TestTrainer trainer;
  for (int i = 1; i <= 300; ++i) {
    const Ticket ticket = trainer->send(set_rate(0.001 * i));
    ASSERT_TRUE(trainer.bell().wait_for_rings([&] { return trainer->acknowledged_ticket() >= ticket; }));
    ASSERT_EQ(trainer->snapshots().latest()->settings->hyperparameters.generator.learning_rate, 0.001 * i);
  }
}

TEST(Trainer, SnapshotsAreMadeForThoseWhoTakeThem) {
  test::snapshots_are_made_for_those_who_take_them<TestTrainer>();
}

TEST(Trainer, TheSpeedDialLimitsSubSteps) {
  TestTrainer trainer;
  trainer->set_speed(200);
  const auto start = std::chrono::steady_clock::now();
  trainer->play();
  ASSERT_TRUE(trainer.wait([&] {
    trainer.collect();
    return trainer.output.records.size() >= 15;
  }));
  EXPECT_GT(seconds_since(start), 0.9 * 29 / 200);  // 30 sub-steps, the first at once
}

// A stop does not wait for the sub-step that is due next, after two seconds. A busy machine makes any stop longer and
// none shorter, so one quick stop of many proves it.
TEST(Trainer, StopsBeforeTheNextSubStepIsDue) {
  double quickest = 1e9;
  for (int i = 0; i < 50 && quickest > 1; ++i) {
    TestTrainer trainer;
    trainer->set_speed(kSlowestSpeed);
    ASSERT_TRUE(trainer.acknowledged(trainer->play()));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_NE(trainer->release(), nullptr);
    quickest = std::min(quickest, seconds_since(start));
  }
  EXPECT_LE(quickest, 1);
  TestTrainer fast;
  fast->set_speed(kUnlimitedSpeed);
  ASSERT_TRUE(fast.acknowledged(fast->play()));
  EXPECT_NE(fast->release(), nullptr);
}

TEST(Trainer, ARecordingThatWasAskedForIsGivenAtTheEndToo) {
  test::a_recording_that_was_asked_for_is_given_at_the_end<TestTrainer>();
}

}  // namespace
}  // namespace gan
