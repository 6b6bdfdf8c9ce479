// Steps of one player that a command takes, one or several.
#include <gtest/gtest.h>

#include "core/run/run.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings hand_settings() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {12, 9};
  s.hyperparameters.batch_size = 24;
  return s;
}

void set_by_hand(Run& run, const std::string& key, Value value) {
  const auto done = run.apply(SetValue{key, std::move(value)});
  ASSERT_TRUE(done.ok()) << done.message();
}

TEST(StepsByHand, SingleStepsCountTowardsTheIteration) {
  const auto run = test::new_run(hand_settings()), whole = test::new_run(hand_settings());
  ASSERT_TRUE(run->apply(TakeSteps{Player::discriminator}).ok());
  EXPECT_EQ(run->position().discriminator_inner, 1);
  ASSERT_TRUE(run->apply(TakeSteps{Player::generator}).ok());
  EXPECT_EQ(run->position().step, 1);
  ASSERT_TRUE(whole->step());
  EXPECT_EQ(run->hash(), whole->hash());
}

TEST(StepsByHand, SeveralStepsAtOnceAreThoseOneByOne) {
  const auto at_once = test::new_run(hand_settings()), one_by_one = test::new_run(hand_settings());
  for (const Player player : kPlayers) {
    ASSERT_TRUE(at_once->apply(TakeSteps{player, 5}).ok());
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(one_by_one->apply(TakeSteps{player}).ok());
    EXPECT_EQ(at_once->hash(), one_by_one->hash());
    EXPECT_EQ(at_once->position(), one_by_one->position());
  }
  EXPECT_EQ(at_once->events().size(), 2U);
  EXPECT_EQ(one_by_one->events().size(), 10U);
}

TEST(StepsByHand, SoManyStepsAtOnceThatNothingElseCouldActAreRefused) {
  const auto run = test::new_run(hand_settings());
  const std::uint64_t before = run->hash();
  for (const std::int64_t count : {std::int64_t{-1}, std::int64_t{0}, kMostSteps + 1, std::int64_t{1} << 60}) {
    const auto refused = run->apply(TakeSteps{Player::discriminator, count});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.message(), "a command takes 1 to 1000 steps of a player, found " + std::to_string(count));
  }
  EXPECT_EQ(run->hash(), before);
  EXPECT_TRUE(run->events().empty());
}

TEST(StepsByHand, StepsAtOnceEndWhereTheyAreNotFinite) {
  const auto run = test::new_run(hand_settings());
  set_by_hand(*run, "hyperparameters.loss", std::string("wasserstein"));
  set_by_hand(*run, "hyperparameters.discriminator.optimiser", std::string("sgd"));
  set_by_hand(*run, "hyperparameters.discriminator.learning_rate", 10.0);
  ASSERT_TRUE(run->apply(TakeSteps{Player::discriminator, kMostSteps}).ok());
  EXPECT_TRUE(run->status().diverged);
  EXPECT_LT(run->position().discriminator_inner, kMostSteps);
  EXPECT_FALSE(run->apply(TakeSteps{Player::discriminator}).ok());
}

}  // namespace
}  // namespace gan
