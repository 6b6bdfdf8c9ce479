#include "core/settings/settings_check.h"

#include <gtest/gtest.h>

#include "core/settings/setting.h"

namespace gan {
namespace {

TEST(SettingsCheck, CrossRules) {
  Settings settings;
  EXPECT_TRUE(check_settings(settings)) << check_settings(settings).message();
  settings.hyperparameters.k = settings.hyperparameters.generator_steps = 0;
  EXPECT_TRUE(check_settings(settings)) << "both players frozen is a state to look at";

  Settings tanh_logit;
  tanh_logit.spec.discriminator.output = OutputActivation::tanh;
  EXPECT_FALSE(check_settings(tanh_logit));
  Settings one_sample;
  one_sample.spec.generator.normalisation = Normalisation::batch;
  one_sample.hyperparameters.batch_size = 1;
  EXPECT_FALSE(check_settings(one_sample));
  Settings outside;
  outside.hyperparameters.batch_size = 0;
  EXPECT_FALSE(check_settings(outside));
  outside = Settings();
  outside.hyperparameters.loss = 99;
  EXPECT_FALSE(check_settings(outside));
}

TEST(SettingsCheck, Schedule) {
  const auto with = [](std::vector<ScheduledChange> schedule) {
    Settings settings;
    settings.schedule = std::move(schedule);
    return check_settings(settings);
  };
  EXPECT_TRUE(with({{0, "hyperparameters.k", std::int64_t{2}}, {500, "hyperparameters.k", std::int64_t{5}}}));
  EXPECT_FALSE(with({{500, "hyperparameters.k", std::int64_t{2}}, {0, "hyperparameters.k", std::int64_t{5}}}));
  EXPECT_FALSE(with({{-1, "hyperparameters.k", std::int64_t{2}}}));
  EXPECT_FALSE(with({{5, "data.modes", std::int64_t{2}}}));
  EXPECT_FALSE(with({{5, "hyperparameters.kk", std::int64_t{2}}}));
  EXPECT_FALSE(with({{5, "hyperparameters.k", std::int64_t{101}}}));
}

}  // namespace
}  // namespace gan
