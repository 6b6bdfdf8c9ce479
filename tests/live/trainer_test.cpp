#include "core/live/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <future>
#include <new>
#include <utility>

#include "core/game/losses.h"
#include "tests/live/inline_trainer.h"
#include "tests/live/on_any_executor.h"

namespace gan {
namespace {

using test::InlineTrainer;
using test::set_k;
using test::set_rate;

TEST(Trainer, RunToStopsExactlyThere) {
  InlineTrainer trainer;
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

TEST(Trainer, PausesWhereItWasTold) {
  InlineTrainer trainer;
  trainer->pause_at({70, 25});
  trainer->play();
  const auto rests_at = [&](std::int64_t step) {
    return trainer.wait([&] {
      const auto latest = trainer->snapshots().latest();
      return latest && latest->position.step >= step && trainer->activity() == Activity::paused;
    });
  };
  ASSERT_TRUE(rests_at(25));
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 25);
  trainer->play();
  ASSERT_TRUE(rests_at(70));
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 70);
  // It is no goal of its own, stops nobody who has one, and changes no number.
  ASSERT_TRUE(trainer.settle(trainer->send(SameStart{})));
  ASSERT_TRUE(trainer.settle(trainer->run_to(90)));
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 90);
  TrainerOutput output;
  trainer->take_output(output);
  ASSERT_EQ(output.pauses.size(), 2u);
  EXPECT_EQ(output.pauses[0], (Position{0, 25, 0, 0}));
  EXPECT_EQ(output.pauses[1], (Position{0, 70, 0, 0}));
  auto plain = test::make_run();
  for (int i = 0; i < 70; ++i) plain->step();
  ASSERT_TRUE(plain->apply(SameStart{}));
  for (int i = 0; i < 90; ++i) plain->step();
  EXPECT_EQ(trainer->release()->hash(), plain->hash());
}

// The callback stands for a step that asks for more than there is.
TEST(Trainer, MemoryThatRunsOutPausesAndIsTold) {
  TrainerOptions options;
  bool thrown = false;
  options.after_iteration = [&](const gan::Run& run) {
    if (run.position().step == 10 && !std::exchange(thrown, true)) throw std::bad_alloc();
  };
  InlineTrainer trainer(std::move(options));
  ASSERT_TRUE(trainer.settle(trainer->run_to(50)));
  trainer.collect();
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 10);
  ASSERT_EQ(trainer.output.problems.size(), 1u);
  EXPECT_NE(trainer.output.problems[0].find("Memory ran out"), std::string::npos);
  ASSERT_TRUE(trainer.settle(trainer->run_to(50))) << "and it can go on";
  auto plain = test::make_run();
  for (int i = 0; i < 50; ++i) plain->step();
  EXPECT_EQ(trainer->release()->hash(), plain->hash());
}

// Of a batch of requests what follows the one that memory ran out in is done all the same, and what had acted by then
// is told.
TEST(Trainer, MemoryThatRunsOutForgetsNoRequest) {
  TrainerOptions options;
  options.after_iteration = [](const gan::Run&) { throw std::bad_alloc(); };
  InlineTrainer trainer(std::move(options));
  trainer->send(TakeSteps{Player::discriminator});
  const Ticket step = trainer->send(TakeSteps{Player::generator});
  const Ticket rate = trainer->send(set_rate(0.25));
  std::future<Recording> recording = trainer->finish_recording();
  ASSERT_TRUE(trainer.settle(rate + 1));
  EXPECT_EQ(trainer->acknowledged_ticket(), rate + 1);
  trainer.collect();
  ASSERT_EQ(trainer.output.applied.size(), 3u);
  EXPECT_EQ(trainer.output.applied[1].ticket, step);
  EXPECT_EQ(trainer.output.applied[2].ticket, rate);
  EXPECT_EQ(trainer.output.problems.size(), 1u);
  EXPECT_EQ(trainer.output.records.size(), 1u);
  const auto snapshot = trainer->snapshots().latest();
  EXPECT_EQ(snapshot->settings->hyperparameters.generator.learning_rate, 0.25);
  EXPECT_TRUE(trainer->shown(rate, *snapshot));
  ASSERT_EQ(recording.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  const ReplayResult replayed = replay(recording.get());
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  EXPECT_EQ(replayed.final_hash, trainer->release()->hash());
}

// The same in one batch of settings: the change of one completes an iteration, and the other is not forgotten.
TEST(Trainer, MemoryThatRunsOutForgetsNoSetting) {
  TrainerOptions options;
  options.after_iteration = [](const gan::Run&) { throw std::bad_alloc(); };
  InlineTrainer trainer(std::move(options));
  trainer->send(set_k(2));
  ASSERT_TRUE(trainer.settle(trainer->send(TakeSteps{Player::discriminator})));
  ASSERT_TRUE(trainer.settle(trainer->send(SetValue{"hyperparameters.generator_steps", std::int64_t{0}})));
  trainer->send(set_k(1));  // all its steps are taken
  ASSERT_TRUE(trainer.settle(trainer->send(set_rate(0.25))));
  trainer.collect();
  EXPECT_EQ(trainer.output.records.size(), 1u);
  EXPECT_EQ(trainer.output.problems.size(), 1u);
  EXPECT_EQ(trainer.output.applied.size(), 5u);
  EXPECT_EQ(trainer->snapshots().latest()->settings->hyperparameters.generator.learning_rate, 0.25);
}

TEST(Trainer, AdvancesByIterationsWhichAddUp) {
  InlineTrainer trainer;
  trainer->send(set_k(3));
  trainer->send(TakeSteps{Player::discriminator});
  trainer->advance_iterations(1);
  trainer->advance_iterations(4);
  ASSERT_TRUE(trainer.settle(trainer->advance_iterations(0)));
  trainer.collect();
  EXPECT_EQ(trainer.output.records.size(), 5u);
  EXPECT_EQ(trainer->snapshots().latest()->position, (Position{0, 5, 0, 0}));
}

TEST(Trainer, AStepThatWasAskedForMayCompleteAnIteration) {
  InlineTrainer trainer;  // k = 1
  trainer->send(TakeSteps{Player::discriminator});
  ASSERT_TRUE(trainer.settle(trainer->send(TakeSteps{Player::generator})));
  trainer.collect();
  ASSERT_EQ(trainer.output.records.size(), 1u);
  EXPECT_EQ(trainer->snapshots().latest()->position.step, 1);
}

TEST(Trainer, ACommandShowsAtOnceWhilePaused) {
  InlineTrainer trainer;
  const Ticket ticket = trainer->send(set_rate(0.25));
  ASSERT_TRUE(trainer.settle(ticket));
  const auto snapshot = trainer->snapshots().latest();
  EXPECT_EQ(snapshot->last_sequence, 1);
  EXPECT_EQ(snapshot->settings->hyperparameters.generator.learning_rate, 0.25);
  EXPECT_TRUE(trainer->shown(ticket, *snapshot));
  EXPECT_FALSE(trainer->shown(ticket + 1, *snapshot));
  trainer.collect();
  ASSERT_EQ(trainer.output.applied.size(), 1u);
  EXPECT_EQ(trainer.output.applied[0].ticket, ticket);
  EXPECT_FALSE(trainer.output.applied[0].event.scheduled());
}

TEST(Trainer, RejectedCommandsAreReportedAndChangeNothing) {
  InlineTrainer trainer;
  const Ticket unknown = trainer->send(SetValue{"hyperparameters.kk", std::int64_t{3}});
  const Ticket range = trainer->send(set_k(-4));
  ASSERT_TRUE(trainer.settle(range));
  trainer.collect();
  EXPECT_TRUE(trainer.output.applied.empty());
  ASSERT_EQ(trainer.output.rejected.size(), 2u);
  EXPECT_EQ(trainer.output.rejected[0].ticket, unknown);
  EXPECT_NE(trainer.output.rejected[0].message.find("hyperparameters.kk"), std::string::npos);
  EXPECT_EQ(trainer.output.rejected[1].ticket, range);
  EXPECT_EQ(trainer->snapshots().latest()->last_sequence, 0);
}

// They are one batch: of it the newest value acts that the game accepts.
TEST(Trainer, OfSeveralChangesTheNewestGoodOneCounts) {
  InlineTrainer trainer;
  for (int i = 1; i <= 50; ++i) trainer->send(set_rate(0.001 * i));
  const Ticket bad = trainer->send(set_rate(-1));
  ASSERT_TRUE(trainer.settle(bad));
  trainer.collect();
  ASSERT_EQ(trainer.output.applied.size(), 1u);
  EXPECT_EQ(trainer.output.applied.back().ticket, bad - 1);
  ASSERT_EQ(trainer.output.rejected.size(), 1u);
  EXPECT_EQ(trainer.output.rejected[0].ticket, bad);
  EXPECT_DOUBLE_EQ(trainer->snapshots().latest()->settings->hyperparameters.generator.learning_rate, 0.05);
}

TEST(Trainer, DivergencePausesWithTheLastFiniteState) {
  Settings settings = test::small_game();
  settings.hyperparameters.loss = find_loss("least_squares");  // its gradient grows with the logits
  settings.hyperparameters.discriminator.kind = OptimiserKind::sgd;
  InlineTrainer trainer({}, settings);
  trainer->send(SetValue{"hyperparameters.discriminator.learning_rate", 1.0});
  ASSERT_TRUE(trainer.settle(trainer->play()));
  auto snapshot = trainer->snapshots().latest();
  ASSERT_TRUE(snapshot->status.diverged);
  EXPECT_FALSE(snapshot->status.what.empty());
  for (const float p : snapshot->state->generator.parameters) ASSERT_TRUE(std::isfinite(p));
  for (const float p : snapshot->state->discriminator.parameters) ASSERT_TRUE(std::isfinite(p));
  trainer.collect();
  trainer.expect_gapless();

  // A step on a diverged game is refused; what was recorded so far replays.
  const Ticket step = trainer->send(TakeSteps{Player::discriminator});
  ASSERT_TRUE(trainer.settle(step));
  trainer.collect();
  ASSERT_EQ(trainer.output.rejected.size(), 1u);
  EXPECT_EQ(trainer.output.rejected[0].ticket, step);
  std::future<Recording> recording = trainer->finish_recording();
  trainer.executor().run_until_idle();
  EXPECT_TRUE(replay(recording.get()).agrees);

  // The same start with a tamer setting trains again.
  trainer->send(SetValue{"hyperparameters.discriminator.learning_rate", 1e-4});
  trainer->send(SameStart{});
  ASSERT_TRUE(trainer.settle(trainer->run_to(20)));
  EXPECT_FALSE(trainer->snapshots().latest()->status.diverged);
  EXPECT_EQ(trainer->snapshots().latest()->position, (Position{1, 20, 0, 0}));
}

TEST(Trainer, TwoFrozenPlayersStallUntilOneThaws) {
  InlineTrainer trainer;
  trainer->send(set_k(0));
  trainer->send(SetValue{"hyperparameters.generator_steps", std::int64_t{0}});
  ASSERT_TRUE(trainer.settle(trainer->play()));
  ASSERT_TRUE(trainer.wait([&] { return trainer->activity() == Activity::stalled; }));
  // A goal that can't be reached ends.
  ASSERT_TRUE(trainer.settle(trainer->run_to(10)));
  ASSERT_TRUE(trainer.wait([&] { return trainer->activity() == Activity::paused; }));
  trainer->play();
  trainer->send(set_k(1));
  ASSERT_TRUE(trainer.wait([&] {
    trainer.collect();
    return trainer.output.records.size() > 10;
  }));
  EXPECT_EQ(trainer->activity(), Activity::playing);
}

TEST(Trainer, RecordsCarryTheirSegment) {
  InlineTrainer trainer;
  ASSERT_TRUE(trainer.settle(trainer->run_to(5)));
  trainer->send(SetValue{"noise.dimension", std::int64_t{3}});
  ASSERT_TRUE(trainer.settle(trainer->run_to(7)));
  trainer->send(NewStart{99});
  ASSERT_TRUE(trainer.settle(trainer->run_to(2)));
  trainer.collect();
  trainer.expect_gapless();
  ASSERT_EQ(trainer.output.records.size(), 14u);
  EXPECT_EQ(trainer.output.records[4].segment.number, 0);
  EXPECT_EQ(trainer.output.records[5].segment.number, 1);
  EXPECT_EQ(trainer.output.records[12].segment.number, 2);
  EXPECT_EQ(trainer->snapshots().latest()->settings->spec.noise.dimension, 3);
}

TEST(Trainer, ScheduledChangesAreMarked) {
  Settings settings = test::small_game();
  settings.schedule = {{10, "hyperparameters.k", std::int64_t{2}}};
  InlineTrainer trainer({}, settings);
  ASSERT_TRUE(trainer.settle(trainer->run_to(20)));
  trainer.collect();
  ASSERT_EQ(trainer.output.applied.size(), 1u);
  EXPECT_TRUE(trainer.output.applied[0].event.scheduled());
  EXPECT_EQ(trainer.output.applied[0].event.stamped.position.step, 10);
}

TEST(Trainer, SnapshotsAreMadeForThoseWhoTakeThem) {
  test::snapshots_are_made_for_those_who_take_them<InlineTrainer>();
}

TEST(Trainer, ARecordingThatWasAskedForIsGivenAtTheEndToo) {
  test::a_recording_that_was_asked_for_is_given_at_the_end<InlineTrainer>();
}

}  // namespace
}  // namespace gan
