// Several settings as one change: all of them or none, and one start.
#include <gtest/gtest.h>

#include "core/run/run.h"
#include "core/settings/setting_values.h"
#include "tests/seed.h"

namespace gan {
namespace {

std::unique_ptr<Run> small_run() {
  Settings settings;
  settings.spec.seed = test::seed(1);
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {6};
  settings.hyperparameters.batch_size = 8;
  return std::move(Run::create(settings).value());
}

TEST(SetValues, StartsTrainingOnce) {
  const auto run = small_run();
  ASSERT_TRUE(run->step());
  const auto event = run->apply(SetValues{{{"generator.hidden", std::vector<std::int64_t>{4, 3}},
                                           {"discriminator.hidden", std::vector<std::int64_t>{5}},
                                           {"hyperparameters.k", std::int64_t{3}}}});
  ASSERT_TRUE(event) << event.message();
  EXPECT_TRUE(event.value().begins_segment);
  EXPECT_EQ(run->position(), (Position{1, 0, 0, 0}));
  EXPECT_EQ(run->settings().spec.generator.hidden, (std::vector<std::int64_t>{4, 3}));
  EXPECT_EQ(run->settings().spec.discriminator.hidden, (std::vector<std::int64_t>{5}));
  EXPECT_EQ(run->settings().hyperparameters.k, 3);
  ASSERT_EQ(event.value().changed.size(), 3u);
  EXPECT_EQ(event.value().changed[2].key, "hyperparameters.k");
  EXPECT_EQ(event.value().changed[2].before, Value(std::int64_t{1}));
  EXPECT_EQ(event.value().changed[2].after, Value(std::int64_t{3}));
}

TEST(SetValues, OfWhatActsAtOnceIsAsOneAfterTheOther) {
  const auto together = small_run(), apart = small_run();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(together->step() && apart->step());
  ASSERT_TRUE(together->apply(
      SetValues{{{"hyperparameters.r1_weight", 0.5}, {"hyperparameters.generator.learning_rate", 0.01}}}));
  ASSERT_TRUE(apart->apply(SetValue{"hyperparameters.r1_weight", 0.5}));
  ASSERT_TRUE(apart->apply(SetValue{"hyperparameters.generator.learning_rate", 0.01}));
  EXPECT_EQ(together->position(), (Position{0, 3, 0, 0}));
  EXPECT_EQ(together->commands(), 1);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(together->step() && apart->step());
  EXPECT_EQ(together->hash(), apart->hash());
}

TEST(SetValues, NoneIsSetWhereOneCannotBe) {
  const auto run = small_run();
  ASSERT_TRUE(run->step());
  const Settings before = run->settings();
  const std::uint64_t hash = run->hash();
  for (const SetValues& wrong :
       {SetValues{{{"hyperparameters.k", std::int64_t{2}}, {"hyperparameters.k_", std::int64_t{2}}}},
        SetValues{{{"hyperparameters.k", std::int64_t{2}}, {"hyperparameters.batch_size", std::int64_t{-1}}}},
        SetValues{
            {{"hyperparameters.k", std::int64_t{2}}, {"generator.architecture", std::string("convolutional")}}}}) {
    const auto refused = run->apply(wrong);
    EXPECT_FALSE(refused);
    EXPECT_FALSE(refused.message().empty());
    EXPECT_EQ(run->settings(), before);
    EXPECT_EQ(run->hash(), hash);
    EXPECT_EQ(run->commands(), 0);
  }
}

}  // namespace
}  // namespace gan
