// Keyframes: within the budget always, evenly spread over what is recent, and never far from any instant.
#include "core/past/keyframes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings tiny_settings() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {2};
  s.hyperparameters.batch_size = 1;
  return s;
}

std::size_t bytes_of_one() {
  const auto run = test::new_run(tiny_settings());
  run->step();
  return run->keyframe()->bytes();
}

void train(Run& run, Keyframes& keyframes, int iterations) {
  for (int i = 0; i < iterations; ++i) {
    ASSERT_TRUE(run.step());
    keyframes.see(run);
    ASSERT_LE(keyframes.bytes(), keyframes.budget());
  }
}

// How far an instant is from where stepping towards it begins.
std::int64_t distance(const Keyframes& keyframes, const Run& run, std::int64_t step) {
  const std::vector<RunStretch> through{{run.id(), run.instant()}};
  const auto nearest = keyframes.nearest(through, {{run.position().segment, step, 0, 0}, run.commands()});
  EXPECT_NE(nearest, nullptr);
  return nearest ? step - nearest->instant.position.step : -1;
}

std::int64_t farthest(const Keyframes& keyframes, const Run& run, std::int64_t from, std::int64_t to) {
  std::int64_t most = 0;
  for (std::int64_t step = from; step <= to; ++step) most = std::max(most, distance(keyframes, run, step));
  return most;
}

TEST(Keyframes, OfALongRunKeepToTheBudgetAndToWhatTheyPromise) {
  const auto run = test::new_run(tiny_settings());
  constexpr int kFit = 300;
  Keyframes keyframes(kFit * bytes_of_one());
  keyframes.see(*run);
  for (const std::int64_t until : {500, 5000, 20000, 60000}) {
    train(*run, keyframes, static_cast<int>(until - run->position().step));
    for (std::int64_t step = 0; step <= until; step += 7) {
      const std::int64_t gap = distance(keyframes, *run, step);
      ASSERT_LE(static_cast<double>(gap), keyframes.spacing_at(static_cast<double>(until - step + gap))) << step;
    }
    // What would be possible if all were even, within the two that thinning by halves costs, and what the fine ones
    // take.
    const double even = static_cast<double>(until) / kFit;
    EXPECT_LE(static_cast<double>(farthest(keyframes, *run, 0, until)), std::max(31.0, 2.5 * even)) << until;
    if (until > 32 * kFit) {
      EXPECT_GE(keyframes.bytes() * 10, keyframes.budget() * 9);
    }
  }
}

// The bar of a long run: the last hundred thousand iterations in the budget, each as near as if they were even.
TEST(Keyframes, TheLastHundredThousandIterationsAreEven) {
  const auto run = test::new_run(tiny_settings());
  constexpr int kFit = 400;
  Keyframes keyframes(kFit * bytes_of_one());
  keyframes.see(*run);
  train(*run, keyframes, 160000);
  const std::int64_t now = run->position().step;
  EXPECT_LE(static_cast<double>(farthest(keyframes, *run, now - 100000, now)), 1.4 * 1e5 / kFit);
  // The last thousand are nearer, and what lies before is not lost.
  EXPECT_LE(farthest(keyframes, *run, now - 200, now), 64);
  EXPECT_LE(farthest(keyframes, *run, 0, now - 100000), 10000);
}

// Who looks back holds states, too, and afterwards no instant is farther away than some were before.
TEST(Keyframes, WhatIsSpareCostsNoDistance) {
  const auto run = test::new_run(tiny_settings());
  const std::size_t one = bytes_of_one();
  Keyframes keyframes(80 * one);
  keyframes.see(*run);
  std::size_t most = 0;
  for (int until = 500; until <= 8000; until += 250) {
    train(*run, keyframes, 250);
    const std::int64_t before = farthest(keyframes, *run, 0, run->position().step);
    const std::size_t spare = keyframes.spare() / one;
    const auto same = keyframes.same_again();
    same->set_nearby(spare * one);
    EXPECT_LE(same->bytes(), same->budget());
    EXPECT_LE(farthest(*same, *run, 0, run->position().step), before) << until << ": " << spare;
    EXPECT_GE(same->spare() / one, spare) << "what is held counts";
    most = std::max(most, std::min<std::size_t>(spare, keyframes.count()));
  }
  EXPECT_GE(most, 10U);
}

TEST(Keyframes, EverySegmentBeginsForNothing) {
  const auto run = test::new_run(tiny_settings());
  Keyframes keyframes(0);
  keyframes.see(*run);
  for (int i = 0; i < 50; ++i) {
    for (int step = 0; step < 20; ++step) {
      run->step();
      keyframes.see(*run);
    }
    ASSERT_TRUE(run->apply(SameStart{}).ok());
    keyframes.see(*run);
  }
  EXPECT_EQ(keyframes.bytes(), 0U);
  EXPECT_EQ(keyframes.count(), 51U);
  EXPECT_FALSE(keyframes.has_room());
  EXPECT_EQ(distance(keyframes, *run, 0), 0);
}

TEST(Keyframes, ALowerBudgetActsAtOnce) {
  const auto run = test::new_run(tiny_settings());
  const std::size_t one = bytes_of_one();
  Keyframes keyframes(100 * one);
  keyframes.see(*run);
  train(*run, keyframes, 4000);
  EXPECT_GT(keyframes.count(), 90U);
  keyframes.set_pinned(50 * one);
  EXPECT_LE(keyframes.bytes(), 100 * one);
  EXPECT_LE(keyframes.count(), 51U);
  keyframes.set_budget(60 * one);
  EXPECT_LE(keyframes.bytes(), 60 * one);
  EXPECT_EQ(keyframes.count(), 11U);
  keyframes.set_nearby(3 * one);
  EXPECT_LE(keyframes.bytes(), 60 * one);
  EXPECT_EQ(keyframes.count(), 8U);
  keyframes.forget(run->id());
  EXPECT_EQ(keyframes.bytes(), 53 * one);
  EXPECT_EQ(keyframes.count(), 0U);
}

}  // namespace
}  // namespace gan
