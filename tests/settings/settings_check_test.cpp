#include "core/settings/settings_check.h"

#include <gtest/gtest.h>

#include "core/settings/setting_values.h"

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

// The sentence that refuses the default game with these changes; "" where it is not refused.
std::string refusal(std::initializer_list<std::pair<const char*, Value>> changes) {
  Settings settings;
  for (const auto& [key, value] : changes) {
    if (const Outcome set = set_value(settings, key, value); !set) return set.message();
  }
  const Outcome checked = check_settings(settings);
  return checked ? "" : checked.message();
}

Value whole(std::int64_t n) {
  return n;
}

TEST(SettingsCheck, PacksAndGroupsFillTheBatch) {
  EXPECT_EQ(refusal({{"discriminator.packing", whole(2)}, {"hyperparameters.batch_size", whole(1)}}),
            "hyperparameters.batch_size is 1 with discriminator.packing 2: expected a multiple of 2");
  EXPECT_EQ(refusal({{"discriminator.packing", whole(3)}}),
            "hyperparameters.batch_size is 256 with discriminator.packing 3: expected a multiple of 3");
  EXPECT_EQ(refusal({{"discriminator.deviation_group", whole(4)}, {"hyperparameters.batch_size", whole(1)}}),
            "hyperparameters.batch_size is 1 with discriminator.deviation_group 4: expected a multiple of 4");
  EXPECT_EQ(
      refusal({{"discriminator.deviation_group", whole(4)},
               {"discriminator.packing", whole(2)},
               {"hyperparameters.batch_size", whole(12)}}),
      "hyperparameters.batch_size is 12 with discriminator.packing 2 and discriminator.deviation_group 4: expected "
      "a multiple of 8");
  EXPECT_EQ(refusal({{"discriminator.deviation_group", whole(1)}}),
            "discriminator.deviation_group is 1, and one sample has no spread: expected 0, or 2 and more");
  EXPECT_EQ(refusal({{"discriminator.deviation_group", whole(4)}, {"discriminator.packing", whole(4)}}), "");
}

TEST(SettingsCheck, WhatDSeesBesidesIsOfNetworksAndWavesOfPoints) {
  EXPECT_EQ(refusal({{"discriminator.fourier_octaves", whole(2)}, {"data.kind", std::string("glyphs")}}),
            "discriminator.fourier_octaves is 2, which is for points, and the data are images: expected 0");
  for (const char* key : {"discriminator.packing", "discriminator.deviation_group"}) {
    for (const char* architecture : {"mlp", "convolutional", "residual"}) {
      SCOPED_TRACE(std::string(key) + ", " + architecture);
      const auto with_batch = [&](std::int64_t batch) {
        return refusal({{key, whole(2)},
                        {"data.kind", std::string("glyphs")},
                        {"discriminator.architecture", std::string(architecture)},
                        {"hyperparameters.batch_size", whole(batch)}});
      };
      EXPECT_EQ(with_batch(6), "");
      EXPECT_EQ(with_batch(7),
                "hyperparameters.batch_size is 7 with " + std::string(key) + " 2: expected a multiple of 2");
    }
  }
  for (const char* key : {"discriminator.fourier_octaves", "discriminator.packing", "discriminator.deviation_group"}) {
    SCOPED_TRACE(key);
    const std::string slope = refusal(
        {{key, whole(2)}, {"data.kind", std::string("dirac")}, {"discriminator.architecture", std::string("linear")}});
    EXPECT_NE(slope.find(std::string(key) + " is 2 with a discriminator that is no multilayer perceptron: expected "),
              std::string::npos)
        << slope;
    EXPECT_EQ(refusal({{key, whole(2)}}), "");
  }
}

TEST(SettingsCheck, RulesThatContradictTheSettings) {
  EXPECT_EQ(
      refusal({{"hyperparameters.rule", std::string("unrolled")}, {"hyperparameters.unroll_steps", whole(1'000'000)}}),
      "hyperparameters.unroll_steps is 1000000: expected a whole number from 0 to 100");
  EXPECT_EQ(refusal({{"hyperparameters.rule", std::string("consensus")}, {"hyperparameters.clip", 0.01}}),
            "hyperparameters.clip is 0.01 with the consensus rule, which differentiates D's gradient and not its "
            "clipping: expected 0, or another hyperparameters.rule");
}

TEST(SettingsCheck, NotAllModesAreHidden) {
  const auto numbers = [](std::int64_t last) {
    std::vector<std::int64_t> all;
    for (std::int64_t k = 1; k <= last; ++k) all.push_back(k);
    return Value(all);
  };
  EXPECT_EQ(refusal({{"hyperparameters.hidden_modes", numbers(8)}}),
            "hyperparameters.hidden_modes has all 8 modes of the data: expected at least one that is left");
  EXPECT_EQ(refusal({{"hyperparameters.hidden_modes", numbers(7)}}), "");
  EXPECT_NE(refusal({{"hyperparameters.hidden_modes", numbers(2)}, {"data.kind", std::string("two")}}), "");
  // Modes without weight are not there to be left.
  EXPECT_NE(refusal({{"hyperparameters.hidden_modes", numbers(7)},
                     {"data.weights", std::vector<double>{1, 1, 0, 1, 1, 1, 1, 1}}}),
            "");
  EXPECT_EQ(refusal({{"hyperparameters.hidden_modes", numbers(8)}, {"data.kind", std::string("moons")}}), "");
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
  EXPECT_TRUE(with({{5, "hyperparameters.hidden_modes", std::vector<std::int64_t>{1, 2}}}));
  EXPECT_FALSE(with({{5, "hyperparameters.hidden_modes", std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8}}}));
}

}  // namespace
}  // namespace gan
