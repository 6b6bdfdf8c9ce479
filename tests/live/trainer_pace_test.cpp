// When a trainer steps and shows what it did, on a clock that stands still between turns.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "tests/live/inline_trainer.h"

namespace gan {
namespace {

using std::chrono::milliseconds;
using test::InlineTrainer;
using test::set_rate;

TEST(Pacing, TheSpeedDialLimitsSubSteps) {
  InlineTrainer trainer;
  trainer->set_speed(200);
  trainer->play();
  trainer.pass(0);
  EXPECT_EQ(trainer->snapshots().latest()->position, (Position{0, 0, 0, 0})) << "the first at once, not shown yet";
  ASSERT_TRUE(trainer.wait([&] {
    trainer.collect();
    return trainer.output.records.size() >= 15;
  }));
  // 30 sub-steps, the first at once; what is done is handed over sixty times a second.
  EXPECT_GE(trainer.seconds(), 29.0 / 200 - 1e-6);
  EXPECT_LE(trainer.seconds(), 29.0 / 200 + 2.0 / 60);
}

TEST(Pacing, EverySpeedIsKept) {
  for (const double speed : {kSlowestSpeed, 3.0, 60.0, 1000.0, 25000.0}) {
    SCOPED_TRACE(speed);
    InlineTrainer trainer;
    trainer->set_speed(speed);
    trainer->play();
    const double seconds = 40 / speed;
    trainer.pass(seconds - 0.5 / speed);
    EXPECT_EQ(trainer->release()->state().step, 20) << "sub-steps at 0, 1 ... 39 parts";
  }
}

// Nothing below the slowest speed, and whatever is not a number is the slowest.
TEST(Pacing, NoSpeedIsSlowerThanTheSlowest) {
  for (const double speed : {0.0, -3.0, 1e-9, std::nan("")}) {
    SCOPED_TRACE(speed);
    InlineTrainer trainer;
    trainer->set_speed(speed);
    trainer->play();
    trainer.pass(6.5 / kSlowestSpeed);
    EXPECT_EQ(trainer->release()->position(), (Position{0, 3, 1, 0}));
  }
}

// Another speed acts at once: nobody waits for a sub-step that was due two seconds later.
TEST(Pacing, AFasterSpeedDoesNotWaitForTheSlowOne) {
  InlineTrainer trainer;
  trainer->set_speed(kSlowestSpeed);
  trainer->play();
  trainer.pass(0.1);
  EXPECT_GT(trainer.executor().next_turn() - trainer.clock().now(), milliseconds(1000));
  trainer->set_speed(1000);
  trainer.pass(0.0995);
  EXPECT_EQ(trainer->release()->position(), (Position{0, 50, 0, 0}));
}

// Of a delay a tenth of a second is caught up with, and the rest is forgotten.
TEST(Pacing, ALongDelayIsForgotten) {
  InlineTrainer trainer;
  trainer->set_speed(200);
  trainer->play();
  trainer.pass(0);
  trainer.clock().advance(std::chrono::seconds(30));
  trainer.pass(0);
  const auto before = trainer->snapshots().latest()->position;
  ASSERT_TRUE(trainer.settle(trainer->pause()));
  const auto now = trainer->snapshots().latest()->position;
  EXPECT_LE(before.step, now.step);
  EXPECT_EQ(2 * now.step + now.discriminator_inner + now.generator_inner, 1 + 21);
}

TEST(Pacing, APauseIsNotCaughtUpWith) {
  InlineTrainer trainer;
  trainer->set_speed(1000);
  trainer->play();
  trainer.pass(0.0095);
  ASSERT_TRUE(trainer.settle(trainer->pause()));
  trainer.pass(10);
  EXPECT_EQ(trainer->snapshots().latest()->position, (Position{0, 5, 0, 0}));
  trainer->play();
  trainer.pass(0.0095);
  EXPECT_EQ(trainer->release()->position(), (Position{0, 10, 0, 0}));
}

TEST(Pacing, GoalsAreReachedAtFullSpeed) {
  InlineTrainer trainer;
  trainer->set_speed(kSlowestSpeed);
  trainer->run_to(100);
  trainer.pass(0);
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 100);
  EXPECT_EQ(trainer->activity(), Activity::paused);
}

// Whatever the speed, what is shown is at most so old, and no more snapshots are made than were asked for.
TEST(Pacing, SnapshotsAndNoticesKeepThePublishRate) {
  for (const double rate : {5.0, 60.0}) {
    for (const double speed : {25.0, 3000.0, kUnlimitedSpeed}) {
      SCOPED_TRACE(std::to_string(rate) + " a second at speed " + std::to_string(speed));
      TrainerOptions options;
      options.publish_rate = rate;
      InlineTrainer trainer(options);
      trainer->set_speed(speed);
      trainer->play();
      for (int i = 0; i < 3; ++i) trainer.go_on();
      const auto before = trainer->snapshots().version();
      const int notices = trainer.notices();
      const double begin = trainer.seconds();
      std::uint64_t seen = 0;
      while (trainer.seconds() < begin + 4) {
        trainer.go_on(milliseconds(1));
        trainer->snapshots().take_newer(seen);
      }
      const double passed = trainer.seconds() - begin;
      const double most = std::min(rate, speed) * passed;
      EXPECT_LE(trainer->snapshots().version() - before, most + 1);
      EXPECT_GE(trainer->snapshots().version() - before, 0.8 * most - 1);
      EXPECT_LE(trainer.notices() - notices, 2 * rate * passed + 1);
      EXPECT_GE(trainer.notices() - notices, 0.8 * most - 1);
    }
  }
}

TEST(Pacing, TheRateIsThatOfTheLastSecond) {
  InlineTrainer trainer;
  trainer->set_speed(200);
  trainer->play();
  trainer.pass(3);
  EXPECT_NEAR(trainer->iterations_per_second(), 100, 1);
  trainer->set_speed(20);
  trainer.pass(3);
  EXPECT_NEAR(trainer->iterations_per_second(), 10, 0.5);
  ASSERT_TRUE(trainer.settle(trainer->pause()));
  EXPECT_EQ(trainer->iterations_per_second(), 0);
}

// A request finds a trainer that waits for its next sub-step awake, and is done before that.
TEST(Pacing, ARequestDoesNotWaitForTheNextSubStep) {
  InlineTrainer trainer;
  trainer->set_speed(kSlowestSpeed);
  trainer->play();
  trainer.pass(0.5);
  const Ticket ticket = trainer->send(set_rate(0.25));
  trainer.pass(0);
  EXPECT_EQ(trainer->acknowledged_ticket(), ticket);
  trainer.pass(0.1);
  EXPECT_TRUE(trainer->shown(ticket, *trainer->snapshots().latest())) << "and is shown long before";
  EXPECT_EQ(trainer->release()->position(), (Position{0, 0, 1, 0}));
}

// A window that sleeps until there is a notice finds, at the last one, everything that the request changed.
TEST(Pacing, ANoticeComesWhenEverythingCanBeSeen) {
  Trainer* watched = nullptr;
  Ticket acknowledged = 0;
  double shown = 0;
  std::size_t applied = 0;
  TrainerOptions options;
  options.notify = [&] {
    if (watched == nullptr) return;
    acknowledged = watched->acknowledged_ticket();
    shown = watched->snapshots().latest()->settings->hyperparameters.generator.learning_rate;
    TrainerOutput output;
    watched->take_output(output);
    applied += output.applied.size();
  };
  InlineTrainer trainer(std::move(options));
  trainer.pass(0);
  watched = trainer.operator->();
  const Ticket ticket = trainer->send(set_rate(0.25));
  trainer.pass(0);
  EXPECT_EQ(acknowledged, ticket);
  EXPECT_EQ(shown, 0.25);
  EXPECT_EQ(applied, 1u);
}

// A step by hand may complete the iteration after which playing was to pause.
TEST(Pacing, AStepByHandDoesNotGoPastAPause) {
  InlineTrainer trainer;
  trainer->pause_at({3});
  trainer->set_speed(10);
  trainer->play();
  trainer.pass(0.45);  // five sub-steps
  trainer->send(TakeSteps{Player::generator});
  trainer.pass(2);
  trainer.collect();
  EXPECT_EQ(trainer->activity(), Activity::paused);
  EXPECT_EQ(trainer->snapshots().latest()->position, (Position{0, 3, 0, 0}));
  ASSERT_EQ(trainer.output.pauses.size(), 1u);
  EXPECT_EQ(trainer.output.pauses[0], (Position{0, 3, 0, 0}));
  // Who plays on at once was not stopped there, and is not told so.
  trainer->pause_at({5});
  trainer->play();
  trainer.pass(0.25);  // three sub-steps
  trainer->send(TakeSteps{Player::generator});
  trainer->play();
  trainer.pass(1);
  trainer.collect();
  EXPECT_EQ(trainer->activity(), Activity::playing);
  EXPECT_EQ(trainer.output.pauses.size(), 1u);
}

TEST(Pacing, ATurnIsShortHoweverLongThereIsToTrain) {
  InlineTrainer trainer;
  trainer->play();
  std::int64_t before = 0;
  for (int i = 0; i < 200; ++i) {
    trainer.executor().turn();
    trainer.collect();
    trainer.clock().advance(milliseconds(20));
    trainer->snapshots().latest();
    const auto now = static_cast<std::int64_t>(trainer.output.records.size());
    EXPECT_LE(now - before, 64) << "a look at the clock after 64 sub-steps at the latest";
    before = now;
  }
  EXPECT_GT(before, 90) << "and each turn does something";
}

}  // namespace
}  // namespace gan
