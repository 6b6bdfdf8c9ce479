// Looking back while it trains: what is found has the bits that the run had, and the run has those of one that nobody
// looked at.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core/live/seeker.h"
#include "tests/threads/threaded_game.h"

namespace gan {
namespace {

TEST(SeekerThreads, LooksBackWhileTheRunIsTrained) {
  const auto keyframes = std::make_shared<Keyframes>(std::size_t{200} << 10);
  TrainerOptions options;
  options.keyframes = keyframes;
  test::TestTrainer trainer(options);
  test::Bell bell;
  ThreadExecutor threads;
  Seeker seeker(threads, keyframes, {}, bell.ringer());
  std::mt19937_64 random(test::seed(1));
  std::map<Instant, std::uint64_t> found;
  std::vector<Event> events;
  std::uint64_t seen = 0;
  RunId run;
  Instant last;
  trainer->play();
  for (int round = 0; round < 60; ++round) {
    if (round % 10 == 3) trainer->send(test::set_k(1 + round % 3));
    if (round % 20 == 7) trainer->send(SameStart{});
    std::shared_ptr<const Snapshot> now;
    ASSERT_TRUE(trainer.wait([&] {
      now = trainer->snapshots().latest();
      return now && now->position.step > 20 && now->instant() > last;
    }));
    run = now->run;
    last = now->instant();
    TrainerOutput output;
    trainer->take_output(output);
    for (const AppliedEvent& one : output.applied) events.push_back(one.event);
    // Only what is known of the past already can be gone through again.
    Position position = now->position;
    position.step -= static_cast<std::int64_t>(random() % 20);
    position.discriminator_inner = position.generator_inner = 0;
    const auto past = std::make_shared<const Past>(Past{run, test::small_game(), events});
    const Instant instant = first_instant_at(position, events);
    seeker.seek({past, {{run, now->instant()}}, instant, false});
    if (round % 3 == 0) continue;  // and never comes to it
    std::shared_ptr<const Sought> sought;
    ASSERT_TRUE(bell.wait([&] {
      if (auto newer = seeker.found().take_newer(seen)) sought = newer;
      return sought && sought->instant == instant && (sought->keyframe || !sought->problem.empty());
    }));
    ASSERT_TRUE(sought->problem.empty()) << sought->problem;
    found[instant] = hash_state(*sought->snapshot->state);
  }
  auto recording = trainer->finish_recording();
  const ReplayResult whole = replay(recording.get());
  EXPECT_TRUE(whole.agrees) << whole.problem;
  EXPECT_GT(found.size(), 10U);
  ASSERT_TRUE(trainer.settle(trainer->pause()));
  const auto trained = trainer->release();
  EXPECT_LE(keyframes->bytes(), keyframes->budget());
  const auto past = std::make_shared<const Past>(trained->past());
  for (const auto& [instant, hash] : found) {
    const auto again = retrace_to(past, nullptr, instant);
    ASSERT_TRUE(again.ok()) << again.message();
    EXPECT_EQ(again.value()->hash(), hash);
  }
}

}  // namespace
}  // namespace gan
