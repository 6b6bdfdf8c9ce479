// Pacing, publishing, consumers and probe desks change no number; what is logged is what happened.
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

#include "core/live/probe_desk.h"
#include "core/live/trainer.h"
#include "tests/threads/threaded_game.h"

namespace gan {
namespace {

using test::set_k;
using test::set_rate;
using test::TestTrainer;

struct Change {
  std::int64_t step;
  Command command;
};

std::vector<Change> changes() {
  return {{40, set_rate(3e-3)},
          {90, set_k(3)},
          {150, SetValue{"hyperparameters.batch_size", std::int64_t{13}}},
          {150, TakeSteps{Player::discriminator}},
          {210, SetValue{"hyperparameters.generator.optimiser", std::string("rmsprop")}}};
}
constexpr std::int64_t kEnd = 300;

std::uint64_t hash_without_threads() {
  auto run = test::make_run();
  for (const Change& change : changes()) {
    while (run->state().step < change.step) run->step();
    EXPECT_TRUE(run->apply(change.command).ok());
  }
  while (run->state().step < kEnd) run->step();
  return run->hash();
}

struct Conditions {
  double publish_rate = 60;
  int consumers = 0;
  bool desk = false;
  bool pauses = false;
};

std::uint64_t hash_under(const Conditions& conditions) {
  TrainerOptions options;
  options.publish_rate = conditions.publish_rate;
  TestTrainer trainer(options);
  ThreadExecutor threads;
  std::optional<ProbeDesk> desk;
  if (conditions.desk) desk.emplace(threads);
  ProbeRequest request;
  request.surface = SurfaceRequest{};
  request.generated = request.real = 100;
  request.arrows = request.logits = true;
  std::vector<std::jthread> consumers;
  for (int i = 0; i < conditions.consumers; ++i) {
    consumers.emplace_back([&](const std::stop_token& stop) {
      std::uint64_t seen = 0;
      while (!stop.stop_requested()) {
        const auto snapshot = trainer->snapshots().take_newer(seen);
        if (snapshot && desk) desk->request(snapshot, request);
        std::this_thread::yield();
      }
    });
  }
  std::int64_t before = 0;
  for (const Change& change : changes()) {
    if (conditions.pauses && change.step > before) {
      trainer->run_to(change.step - 10);
      trainer->pause();
      trainer->set_speed(5000);
      trainer->advance_iterations(3);
      before = change.step;
    }
    EXPECT_TRUE(trainer.settle(trainer->run_to(change.step)));
    EXPECT_TRUE(trainer.settle(trainer->send(change.command)));
  }
  EXPECT_TRUE(trainer.settle(trainer->run_to(kEnd)));
  consumers.clear();
  trainer.collect();
  trainer.expect_gapless();
  EXPECT_EQ(trainer.output.records.size(), static_cast<std::size_t>(kEnd));
  const Recording recording = trainer->finish_recording().get();
  const std::uint64_t hash = trainer->release()->hash();
  const ReplayResult replayed = replay(recording);
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  EXPECT_EQ(replayed.final_hash, hash);
  return hash;
}

TEST(Determinism, PacingAndPublishingChangeNoNumber) {
  const std::uint64_t expected = hash_without_threads();
  EXPECT_EQ(hash_under({}), expected);
  EXPECT_EQ(hash_under({.publish_rate = 1e6, .consumers = 2}), expected);
  EXPECT_EQ(hash_under({.publish_rate = 1, .consumers = 1}), expected);
  EXPECT_EQ(hash_under({.pauses = true}), expected);
  EXPECT_EQ(hash_under({.publish_rate = 1e6, .consumers = 1, .desk = true, .pauses = true}), expected);
}

// The decision surface of images and its principal components, computed beside the training.
TEST(Determinism, SlicesOfImagesChangeNoNumber) {
  Settings settings = test::small_game();
  settings.spec.data.kind = find_distribution("glyphs");
  settings.spec.data.size = 8;
  constexpr std::int64_t kSteps = 40;
  auto alone = test::make_run(settings);
  while (alone->state().step < kSteps) alone->step();
  TestTrainer trainer({}, settings);
  ThreadExecutor threads;
  ProbeDesk desk(threads);
  ProbeRequest request;
  request.slice = SliceRequest{nullptr, SurfaceRequest{{-4, -4, 4, 4}, 8, 8}, 16, 16};
  for (std::int64_t step = 1; step <= kSteps; step += 3) {
    ASSERT_TRUE(trainer.settle(trainer->run_to(step)));
    desk.request(trainer->snapshots().latest(), request);
  }
  ASSERT_TRUE(trainer.settle(trainer->run_to(kSteps)));
  ASSERT_TRUE(trainer.wait([&] { return !desk.busy(); }));
  ASSERT_GT(desk.results().version(), 0u);
  EXPECT_NE(desk.results().latest()->slice.plane, nullptr);
  EXPECT_EQ(trainer->release()->hash(), alone->hash());
}

// Commands come whenever they come; the recording says where, and replays.
TEST(Determinism, AHundredThousandCommandsWhileTraining) {
  constexpr int kCommands = 100000;
  TrainerOptions options;
  options.start_paused = false;
  options.record_every_hash = 100;
  TestTrainer trainer(options);
  std::atomic<Ticket> last{0};
  std::jthread sender([&] {
    Ticket ticket = 0;
    for (int i = 1; i <= kCommands; ++i) {
      if (i % 1000 == 0) {
        ticket = trainer->send(TakeSteps{Player::generator});
      } else if (i % 3 == 0) {
        ticket = trainer->send(set_k(i % 5));
      } else {
        ticket = trainer->send(set_rate(1e-6 * i));
      }
      if (i % 500 == 0) std::this_thread::yield();
    }
    ticket = trainer->send(set_rate(0.125));
    last.store(ticket);
  });
  ASSERT_TRUE(trainer.wait([&] {
    trainer.collect();
    return last.load() != 0 && trainer->acknowledged_ticket() >= last.load();
  }));
  ASSERT_TRUE(trainer.settle(trainer->pause()));
  trainer.collect();
  trainer.expect_gapless();
  EXPECT_TRUE(trainer.output.rejected.empty());

  // Tickets and sequences only grow, no step that was asked for is lost, and the newest value stands.
  Ticket ticket = 0;
  std::int64_t sequence = 0, steps = 0;
  for (const AppliedEvent& applied : trainer.output.applied) {
    ASSERT_GT(applied.ticket, ticket);
    ASSERT_EQ(applied.event.stamped.sequence, ++sequence);
    ticket = applied.ticket;
    steps += std::holds_alternative<TakeSteps>(applied.event.stamped.command);
  }
  EXPECT_EQ(ticket, last.load());
  EXPECT_EQ(steps, kCommands / 1000);
  const auto snapshot = trainer->snapshots().latest();
  EXPECT_EQ(snapshot->settings->hyperparameters.generator.learning_rate, 0.125);
  EXPECT_EQ(snapshot->last_sequence, sequence);
  EXPECT_EQ(snapshot->position.step, static_cast<std::int64_t>(trainer.output.records.size()));

  const ReplayResult replayed = replay(trainer->finish_recording().get());
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  EXPECT_EQ(replayed.final_hash, trainer->release()->hash());
}

}  // namespace
}  // namespace gan
