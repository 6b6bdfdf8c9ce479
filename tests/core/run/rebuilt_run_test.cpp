// What D sees, and spectral norm, while a game trains: the players are rebuilt around what they have learned.
#include <gtest/gtest.h>

#include "core/past/retrace.h"
#include "core/settings/setting_values.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

using test::new_run;

Settings rebuilt_settings() {
  Settings settings;
  settings.spec.seed = test::seed(1);
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {6};
  settings.hyperparameters.batch_size = 8;
  settings.hyperparameters.average_decay = 0.9;
  return settings;
}

const SetValue kChanges[] = {{"discriminator.packing", std::int64_t{2}},
                             {"discriminator.deviation_group", std::int64_t{4}},
                             {"discriminator.fourier_octaves", std::int64_t{3}},
                             {"discriminator.fourier_frequency", 0.4},
                             {"discriminator.spectral_norm", true},
                             {"generator.spectral_norm", true},
                             {"discriminator.packing", std::int64_t{1}},
                             {"generator.spectral_norm", false}};

TEST(RebuiltRun, GoesOnFromWhereItIs) {
  const auto run = new_run(rebuilt_settings());
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(run->step());
  for (const SetValue& change : kChanges) {
    SCOPED_TRACE(change.key);
    const Position before = run->position();
    const GameState<float> state = run->state();
    const Result<Event> event = run->apply(change);
    ASSERT_TRUE(event) << event.message();
    EXPECT_TRUE(event.value().begins_segment && event.value().goes_on);
    EXPECT_EQ(run->position(), (Position{before.segment + 1, before.step, 0, 0}));
    EXPECT_EQ(find_setting(change.key)->get(run->settings()), change.value);
    EXPECT_EQ(run->settings(), run->base_settings());
    // The other player has not noticed.
    const bool of_d = change.key.starts_with("discriminator");
    const Player other = of_d ? Player::generator : Player::discriminator;
    EXPECT_EQ(run->state()[other], state[other]);
    EXPECT_EQ(run->state()[of_d ? Player::discriminator : Player::generator].updates, 0);
    EXPECT_FALSE(run->state().generator.average.empty());
    ASSERT_TRUE(run->step());
    EXPECT_EQ(run->position().step, before.step + 1);
  }
}

TEST(RebuiltRun, BeforeTheFirstStepItStartsAsOneThatWasBuiltSo) {
  for (const SetValue& change : kChanges) {
    SCOPED_TRACE(change.key);
    const auto run = new_run(rebuilt_settings());
    if (find_setting(change.key)->get(run->settings()) == change.value) continue;
    ASSERT_TRUE(run->apply(change));
    Settings settings = rebuilt_settings();
    ASSERT_TRUE(set_value(settings, change.key, change.value));
    const auto built = new_run(settings);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(run->step() && built->step());
    EXPECT_EQ(run->hash(), built->hash());
  }
}

// What starts training anew does so, whatever is set with it.
TEST(RebuiltRun, WithASettingOfTheStartItStarts) {
  const auto run = new_run(rebuilt_settings());
  ASSERT_TRUE(run->step());
  const auto event = run->apply(SetValues{{{"discriminator.packing", std::int64_t{4}}, {"seed", std::int64_t{3}}}});
  ASSERT_TRUE(event) << event.message();
  EXPECT_FALSE(event.value().goes_on);
  EXPECT_EQ(run->position(), (Position{1, 0, 0, 0}));
}

// In the middle of an iteration, with what the schedule has changed and will change.
TEST(RebuiltRun, KeepsTheIterationAndTheSchedule) {
  Settings settings = rebuilt_settings();
  settings.hyperparameters.k = 3;
  settings.schedule = {{1, "hyperparameters.r1_weight", 0.5}, {4, "hyperparameters.k", std::int64_t{2}}};
  const auto run = new_run(settings);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(run->step());
  ASSERT_EQ(run->substep(), Advance::substep);
  const auto event = run->apply(SetValues{
      {{"discriminator.packing", std::int64_t{4}}, {"hyperparameters.generator.optimiser", std::string("sgd")}}});
  ASSERT_TRUE(event) << event.message();
  EXPECT_TRUE(event.value().goes_on);
  EXPECT_EQ(run->position(), (Position{1, 2, 1, 0}));
  EXPECT_EQ(run->settings().hyperparameters.r1_weight, 0.5);
  EXPECT_EQ(run->base_settings().hyperparameters.r1_weight, 0);
  EXPECT_EQ(run->state().generator.updates, 0);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(run->step());
  EXPECT_EQ(run->settings().hyperparameters.k, 2);
  // The next start has it, but not what the schedule does.
  ASSERT_TRUE(run->apply(SameStart{}));
  EXPECT_EQ(run->settings().spec.discriminator.packing, 4);
  EXPECT_EQ(run->settings().hyperparameters.r1_weight, 0);
}

TEST(RebuiltRun, AnyMomentOfItIsFoundAgain) {
  const auto run = new_run(rebuilt_settings());
  const auto start = run->keyframe();
  std::vector<std::uint64_t> hashes;
  std::vector<Instant> instants;
  std::vector<std::shared_ptr<const Keyframe>> keyframes{start};
  for (const SetValue& change : kChanges) {
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(run->step());
    ASSERT_TRUE(run->apply(change));
    keyframes.push_back(run->keyframe());
    hashes.push_back(run->hash());
    instants.push_back(run->instant());
  }
  const auto past = std::make_shared<const Past>(run->past());
  for (const auto& keyframe : keyframes) {
    for (std::size_t i = 0; i < instants.size(); ++i) {
      if (instants[i] < keyframe->instant) continue;
      const auto again = retrace_to(past, keyframe.get(), instants[i]);
      ASSERT_TRUE(again) << again.message();
      EXPECT_EQ(again.value()->hash(), hashes[i]) << i;
    }
  }
}

TEST(RebuiltRun, WhatContradictsTheSettingsChangesNothing) {
  Settings settings = rebuilt_settings();
  settings.hyperparameters.batch_size = 10;
  const auto run = new_run(settings);
  ASSERT_TRUE(run->step());
  const std::uint64_t hash = run->hash();
  const auto refused = run->apply(SetValue{"discriminator.packing", std::int64_t{4}});
  EXPECT_FALSE(refused);
  EXPECT_EQ(refused.message(),
            "hyperparameters.batch_size is 10 with discriminator.packing 4: expected a multiple of 4");
  EXPECT_EQ(run->hash(), hash);
  EXPECT_EQ(run->position(), (Position{0, 1, 0, 0}));
}

}  // namespace
}  // namespace gan
