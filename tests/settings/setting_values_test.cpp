#include "core/settings/setting_values.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "core/game/losses.h"
#include "tests/settings/example_values.h"

namespace gan {
namespace {

TEST(SettingValues, EveryValueSetsAndReadsBack) {
  for (const Setting& setting : setting_table()) {
    std::set<std::string> seen;
    for (const Value& value : example_values(setting)) {
      Settings settings;
      ASSERT_TRUE(set_value(settings, setting.key, value)) << setting.key << " " << exact(value);
      EXPECT_EQ(setting.get(settings), normalise_value(setting, value)) << setting.key;
      const Result<Value> reread = parse_value(setting, exact(setting.get(settings)));
      ASSERT_TRUE(reread) << reread.message();
      EXPECT_EQ(reread.value(), setting.get(settings)) << setting.key << " " << exact(value);
      seen.insert(exact(value));
    }
    EXPECT_GE(seen.size(), 2u) << setting.key;
  }
}

TEST(SettingValues, RefusalNamesKeyValueAndRange) {
  for (const Setting& setting : setting_table()) {
    if (setting.kind != SettingKind::integer && setting.kind != SettingKind::real) continue;
    const bool whole = setting.kind == SettingKind::integer;
    for (const double wrong : {setting.minimum - 1, setting.maximum + 1, setting.maximum * 2 + 1}) {
      Settings settings;
      const Value value = whole ? Value(static_cast<std::int64_t>(wrong)) : Value(wrong);
      const Outcome outcome = set_value(settings, setting.key, value);
      ASSERT_FALSE(outcome) << setting.key;
      EXPECT_NE(outcome.message().find(std::string(setting.key) + " is " + exact(value)), std::string::npos)
          << outcome.message();
      EXPECT_NE(outcome.message().find(" to "), std::string::npos) << outcome.message();
      EXPECT_EQ(settings, Settings());
    }
    Settings settings;
    EXPECT_FALSE(set_value(settings, setting.key, std::string("five"))) << setting.key;
    EXPECT_FALSE(set_value(settings, setting.key, std::nan(""))) << setting.key;
    EXPECT_EQ(settings, Settings());
  }
  EXPECT_EQ(set_value(*std::make_unique<Settings>(), "hyperparameters.k", std::int64_t{200}).message(),
            "hyperparameters.k is 200: expected a whole number from 0 to 100");
}

TEST(SettingValues, KindsAreNotMixed) {
  Settings settings;
  EXPECT_TRUE(set_value(settings, "hyperparameters.clip", std::int64_t{1}));
  EXPECT_EQ(settings.hyperparameters.clip, 1.0);
  EXPECT_FALSE(set_value(settings, "hyperparameters.k", 5.0));
  EXPECT_FALSE(set_value(settings, "hyperparameters.k", true));
  EXPECT_FALSE(set_value(settings, "generator.hidden", std::vector<double>{64}));
  EXPECT_FALSE(set_value(settings, "generator.hidden", std::vector<std::int64_t>(9, 64)));
  EXPECT_FALSE(set_value(settings, "generator.hidden", std::vector<std::int64_t>{64, 0}));
  EXPECT_TRUE(set_value(settings, "data.weights", std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(settings.spec.data.weights, (std::vector<double>{1, 2, 3}));
}

TEST(SettingValues, TextsOfValues) {
  const Setting& rate = *find_setting("hyperparameters.generator.learning_rate");
  const Setting& hidden = *find_setting("generator.hidden");
  const Setting& loss = *find_setting("hyperparameters.loss");
  EXPECT_EQ(std::get<double>(parse_value(rate, " 1e-3 ").value()), 1e-3);
  EXPECT_EQ(format_value(rate, 1e-3), "0.001");
  EXPECT_EQ(format_value(rate, 2.5e-7), "2.5e−7");
  EXPECT_EQ(format_value(rate, 1e-4), "1e−4");
  // What stands on the screen can be typed, and what is typed is exact.
  EXPECT_EQ(std::get<double>(parse_value(rate, format_value(rate, 2.5e-7)).value()), 2.5e-7);
  for (const double v : {1e-4, 2.5e-7, 0.1, 3.0, 1.0 / 3}) {
    const std::string typed = typed_value(v);
    EXPECT_EQ(std::get<double>(parse_value(rate, typed).value()), v) << typed;
    EXPECT_TRUE(std::all_of(typed.begin(), typed.end(), [](char c) { return (c & 0x80) == 0; })) << typed;
  }
  EXPECT_EQ(typed_value(1e-4), "1e-4");
  EXPECT_EQ(typed_value(3.0), "3");
  EXPECT_EQ(format_value(rate, 3.0), "3");
  EXPECT_EQ(exact(0.1), "0.1");
  EXPECT_EQ(exact(3.0), "3.0");
  EXPECT_EQ(parse_value(hidden, "64,64").value(), parse_value(hidden, "[64, 64]").value());
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(parse_value(hidden, "").value()).size(), 0u);
  EXPECT_EQ(format_value(hidden, std::vector<std::int64_t>{64, 32}), "64, 32");
  EXPECT_EQ(format_value(hidden, std::vector<std::int64_t>{1024, 32}), "1\u2009024, 32");
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(parse_value(hidden, "1\u2009024, 32").value()),
            (std::vector<std::int64_t>{1024, 32}));
  EXPECT_EQ(format_value(loss, std::string("hinge")), loss_infos()[4].title);
  for (const char* wrong : {"", "0.1x", "1,2", "nan", "inf", "--1"}) EXPECT_FALSE(parse_value(rate, wrong)) << wrong;
  for (const char* wrong : {"[64", "64,", "64;64", "64, a", "1.5"}) EXPECT_FALSE(parse_value(hidden, wrong)) << wrong;
  EXPECT_NE(parse_value(loss, "hings").message().find("expected one of minimax, non_saturating"), std::string::npos);
}

TEST(SettingValues, ChoicesFollowTheirEnumerations) {
  Settings settings;
  ASSERT_TRUE(set_value(settings, "generator.activation", std::string("softplus")));
  EXPECT_EQ(settings.spec.generator.activation, Activation::softplus);
  ASSERT_TRUE(set_value(settings, "discriminator.normalisation", std::string("batch")));
  EXPECT_EQ(settings.spec.discriminator.normalisation, Normalisation::batch);
  ASSERT_TRUE(set_value(settings, "hyperparameters.discriminator.optimiser", std::string("rmsprop")));
  EXPECT_EQ(settings.hyperparameters.discriminator.kind, OptimiserKind::rmsprop);
  ASSERT_TRUE(set_value(settings, "hyperparameters.loss", std::string("non_saturating")));
  EXPECT_EQ(settings.hyperparameters.loss, Hyperparameters().loss);
}

}  // namespace
}  // namespace gan
