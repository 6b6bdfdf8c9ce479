// The seeker: the nearest state at once, the exact one with its bits, newest wins, and what can't be had is said.
#include "core/live/seeker.h"

#include <gtest/gtest.h>

#include <random>

#include "core/live/inline_executor.h"
#include "tests/live/recorded_run.h"

namespace gan {
namespace {

// Three segments, with changes in between.
void drive(test::RecordedRun& recorded) {
  recorded.train(700);
  recorded.apply(test::set_k(3));
  recorded.train(300);
  recorded.apply(TakeSteps{Player::discriminator});
  recorded.apply(SameStart{});
  recorded.train(500);
  recorded.apply(SetValue{"data.modes", std::int64_t{5}});
  recorded.train(400);
}

Instant at(std::int64_t segment, std::int64_t step, const test::RecordedRun& recorded) {
  return first_instant_at({segment, step, 0, 0}, recorded.request({}).past->events);
}

TEST(Seeker, FindsAnyStateWithItsBitsInAnyOrder) {
  test::RecordedRun recorded(std::size_t{40} << 10);
  drive(recorded);
  ManualClock clock;
  InlineExecutor executor(clock);
  Seeker seeker(executor, recorded.keyframes());
  std::vector<Instant> instants;
  for (const auto& [instant, hash] : recorded.hashes()) instants.push_back(instant);
  std::mt19937_64 random(test::seed(1));
  for (int i = 0; i < 200; ++i) {
    const Instant instant = instants[random() % instants.size()];
    seeker.seek(recorded.request(instant));
    EXPECT_TRUE(seeker.busy());
    executor.run_until_idle();
    EXPECT_FALSE(seeker.busy());
    const auto sought = seeker.found().latest();
    ASSERT_NE(sought->keyframe, nullptr) << sought->problem;
    EXPECT_EQ(sought->instant, instant);
    EXPECT_EQ(sought->snapshot->instant(), instant);
    EXPECT_EQ(sought->snapshot->run, recorded.run().id());
    EXPECT_EQ(hash_state(*sought->snapshot->state), recorded.hashes().at(instant));
    EXPECT_EQ(sought->keyframe->instant, instant);
    ASSERT_LE(recorded.keyframes()->bytes(), recorded.keyframes()->budget());
  }
}

TEST(Seeker, ShowsTheNearestStateFirst) {
  test::RecordedRun recorded(std::size_t{40} << 10);
  drive(recorded);
  ManualClock clock;
  InlineExecutor executor(clock);
  Seeker seeker(executor, recorded.keyframes());
  Instant far;  // as far from a keyframe as any
  std::int64_t most = 0;
  for (const auto& [instant, hash] : recorded.hashes()) {
    const auto nearest = recorded.keyframes()->nearest(recorded.request({}).through, instant);
    if (nearest->instant.position.segment != instant.position.segment) continue;
    const std::int64_t distance = instant.position.step - nearest->instant.position.step;
    if (distance > most && instant.position.is_whole()) {
      most = distance;
      far = instant;
    }
  }
  ASSERT_GT(most, 5);
  std::vector<std::shared_ptr<const Sought>> all;
  std::uint64_t seen = 0;
  seeker.seek(recorded.request(far));
  while (executor.due() > 0) {
    executor.turn();
    if (auto newer = seeker.found().take_newer(seen)) all.push_back(newer);
  }
  ASSERT_GE(all.size(), 1U);
  EXPECT_NE(all.back()->keyframe, nullptr);
  // In one turn both can have been there: the first may have been replaced before it was looked at.
  if (all.size() == 2) {
    EXPECT_EQ(all.front()->keyframe, nullptr);
    EXPECT_LT(all.front()->snapshot->instant(), far);
  }
}

// Who goes back step by step does not begin at the keyframe each time.
TEST(Seeker, GoesBackStepByStepInShortStretches) {
  test::RecordedRun recorded(std::size_t{24} << 10);
  recorded.train(4000);
  recorded.keyframes()->set_budget(std::size_t{1} << 20);  // of which what lies on the way takes a part
  ManualClock clock;
  InlineExecutor executor(clock);
  Seeker seeker(executor, recorded.keyframes());
  const auto begins = [&](std::int64_t step) {
    return step -
           recorded.keyframes()->nearest(recorded.request({}).through, at(0, step, recorded))->instant.position.step;
  };
  std::int64_t step = 1500;
  while (begins(step + 1) > begins(step)) ++step;  // the end of a gap
  const std::int64_t gap = begins(step);
  ASSERT_GT(gap, 60);
  for (int back = 0; back < 40; ++back) {
    seeker.seek(recorded.request(at(0, step - back, recorded)));
    executor.run_until_idle();
    ASSERT_NE(seeker.found().latest()->keyframe, nullptr);
    EXPECT_EQ(hash_state(*seeker.found().latest()->snapshot->state),
              recorded.hashes().at(at(0, step - back, recorded)));
  }
  // Two sub-steps an iteration: all of the gap at first, then a sixteenth of it each time.
  EXPECT_LT(seeker.work_done(), 2 * (gap + 40 * (gap / 16 + 2)));
}

// And whoever goes to and fro does not gather more and more of them.
TEST(Seeker, RemembersOnItsWayWithinItsShare) {
  test::RecordedRun recorded(0);
  recorded.train(1500);
  recorded.keyframes()->set_budget(std::size_t{1} << 20);
  const std::size_t one = state_bytes(recorded.run().state());
  ManualClock clock;
  InlineExecutor executor(clock);
  Seeker seeker(executor, recorded.keyframes());
  for (const std::int64_t step : {100, 50, 1000, 900, 1400}) {
    seeker.seek(recorded.request(at(0, step, recorded)));
    executor.run_until_idle();
    ASSERT_LE(recorded.keyframes()->bytes(), 20 * one) << step;
  }
}

TEST(Seeker, TheNewestRequestWins) {
  test::RecordedRun recorded(std::size_t{24} << 10);
  recorded.train(3000);
  ManualClock clock;
  InlineExecutor executor(clock);
  Seeker seeker(executor, recorded.keyframes());
  seeker.seek(recorded.request(at(0, 1499, recorded)));
  seeker.seek(recorded.request(at(0, 2211, recorded)));
  executor.run_until_idle();
  EXPECT_EQ(seeker.found().version(), 2U);  // the nearest to the second, and the second
  EXPECT_EQ(seeker.found().latest()->instant, at(0, 2211, recorded));
  seeker.seek(recorded.request(at(0, 1499, recorded)));
  seeker.stop();
  executor.run_until_idle();
  EXPECT_FALSE(seeker.busy());
  EXPECT_EQ(seeker.found().version(), 2U);
}

TEST(Seeker, ComesToADivergenceWithItsStatus) {
  test::RecordedRun recorded;
  recorded.train(10);
  recorded.apply(SetValue{"hyperparameters.loss", std::string("wasserstein")});
  for (const std::string player : {"hyperparameters.discriminator.", "hyperparameters.generator."}) {
    recorded.apply(SetValue{player + "optimiser", std::string("sgd")});
    recorded.apply(SetValue{player + "learning_rate", 10.0});
  }
  recorded.train(10000);
  ASSERT_TRUE(recorded.run().status().diverged);
  InlineExecutor executor;
  Seeker seeker(executor, recorded.keyframes());
  SeekRequest request = recorded.request(recorded.run().instant());
  request.diverged = true;
  seeker.seek(request);
  executor.run_until_idle();
  const auto sought = seeker.found().latest();
  EXPECT_TRUE(sought->snapshot->status.diverged);
  EXPECT_EQ(sought->snapshot->status.step, recorded.run().status().step);
  EXPECT_EQ(sought->snapshot->status.what, recorded.run().status().what);
  EXPECT_EQ(hash_state(*sought->snapshot->state), recorded.run().hash());
}

TEST(Seeker, SaysWhatCannotBeHad) {
  test::RecordedRun recorded;
  recorded.train(10);
  InlineExecutor executor;
  Seeker seeker(executor, recorded.keyframes());
  seeker.seek(recorded.request({{0, 12, 1, 1}, 2}));
  executor.run_until_idle();
  const auto sought = seeker.found().latest();
  EXPECT_EQ(sought->snapshot, nullptr);
  EXPECT_EQ(sought->problem, "This moment can't be shown: the run does not come by step 12 again.");
  EXPECT_FALSE(seeker.busy());
  // And goes on.
  seeker.seek(recorded.request(at(0, 7, recorded)));
  executor.run_until_idle();
  EXPECT_NE(seeker.found().latest()->keyframe, nullptr);
}

}  // namespace
}  // namespace gan
