#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/panels/controls/controls_compare_model.h"
#include "app/panels/controls/controls_model.h"
#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/game/penalties.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

bool shows(const Settings& settings, std::string_view key) {
  for (const SettingGroupInfo& info : setting_groups()) {
    for (const ControlItem& item : control_items(info.group, settings)) {
      if (key == item.setting->key) return true;
    }
  }
  return false;
}

TEST(Controls, EverySettingHasOnePlaceWhenItMatters) {
  // Over all optimisers, rules and kinds of data each setting is shown by some game.
  std::set<std::string> seen;
  const std::size_t optimisers = find_setting("hyperparameters.generator.optimiser")->options().size();
  for (std::size_t data = 0; data < distributions().size(); ++data) {
    for (std::size_t optimiser = 0; optimiser < optimisers; ++optimiser) {
      const auto kind = static_cast<OptimiserKind>(optimiser);
      Settings s;
      s.spec.data.kind = static_cast<int>(data);
      s.hyperparameters.discriminator.kind = s.hyperparameters.generator.kind = kind;
      for (const Penalty& penalty : penalties()) s.hyperparameters.*penalty.weight = 1;
      for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator})
        one->schedule.kind = RateScheduleKind::cosine;
      s.hyperparameters.instance_noise = 1;
      s.spec.discriminator.fourier_octaves = 2;
      s.hyperparameters.rule = static_cast<int>((data * optimisers + optimiser) % rule_infos().size());
      const bool images = sample_shape(s.spec.data).pixels() > 1;
      s.spec.generator.architecture = s.spec.discriminator.architecture = !images ? Architecture::mlp
                                                                          : kind == OptimiserKind::rmsprop
                                                                              ? Architecture::residual
                                                                              : Architecture::convolutional;
      for (const SettingGroupInfo& info : setting_groups()) {
        std::set<std::string> here;
        for (const ControlItem& item : control_items(info.group, s)) {
          EXPECT_TRUE(here.insert(item.setting->key).second) << item.setting->key;
          EXPECT_FALSE(item.label.empty());
          seen.insert(item.setting->key);
        }
      }
    }
  }
  Settings numbers;
  numbers.spec.generator.architecture = Architecture::point;
  numbers.spec.discriminator.architecture = Architecture::linear;
  for (const ControlItem& item : control_items(SettingGroup::networks, numbers)) seen.insert(item.setting->key);
  for (const Setting& setting : setting_table()) EXPECT_TRUE(seen.count(setting.key)) << setting.key;
}

TEST(Controls, ConstantsThatDoNothingAreHidden) {
  Settings s;
  s.hyperparameters.discriminator.kind = OptimiserKind::adam;
  s.hyperparameters.generator.kind = OptimiserKind::momentum;
  EXPECT_TRUE(shows(s, "hyperparameters.discriminator.beta1"));
  EXPECT_FALSE(shows(s, "hyperparameters.discriminator.momentum"));
  EXPECT_TRUE(shows(s, "hyperparameters.generator.momentum"));
  EXPECT_FALSE(shows(s, "hyperparameters.generator.beta1"));
  EXPECT_FALSE(shows(s, "hyperparameters.generator.epsilon"));
  EXPECT_FALSE(shows(s, "hyperparameters.r1_every"));
  s.hyperparameters.r1_weight = 0.1;
  EXPECT_TRUE(shows(s, "hyperparameters.r1_every"));
  EXPECT_TRUE(shows(s, "hyperparameters.real_label"));
  s.hyperparameters.loss = find_loss("wasserstein");
  EXPECT_FALSE(shows(s, "hyperparameters.real_label"));
  s.spec.data.kind = find_distribution("ring");
  EXPECT_TRUE(shows(s, "data.radius"));
  EXPECT_FALSE(shows(s, "data.spacing"));
}

TEST(Controls, NetworksShowWhatTheyAreMadeOf) {
  Settings s;
  for (const char* hidden : {"generator.start", "generator.channels", "generator.upsampling"}) {
    EXPECT_FALSE(shows(s, hidden)) << hidden;
  }
  EXPECT_TRUE(shows(s, "generator.architecture")) << "a network, or a point";
  s.spec.data.kind = find_distribution("glyphs");
  EXPECT_TRUE(shows(s, "generator.architecture"));
  EXPECT_TRUE(shows(s, "generator.hidden"));
  EXPECT_FALSE(shows(s, "generator.channels"));
  s.spec.generator.architecture = Architecture::convolutional;
  EXPECT_FALSE(shows(s, "generator.hidden"));
  for (const char* shown : {"generator.channels", "generator.upsampling", "generator.normalisation",
                            "generator.spectral_norm", "discriminator.hidden", "hyperparameters.average_decay"}) {
    EXPECT_TRUE(shows(s, shown)) << shown;
  }
  // An MLP's hidden layers may be none; a convolutional network still has an activation.
  s.spec.generator.hidden.clear();
  EXPECT_TRUE(shows(s, "generator.activation"));
  s.spec.generator.architecture = Architecture::residual;
  EXPECT_TRUE(shows(s, "generator.channels"));
  EXPECT_FALSE(shows(s, "generator.upsampling"));
  EXPECT_FALSE(shows(s, "generator.normalisation"));
}

TEST(Controls, SlidersReachBothEndsAndZero) {
  for (const Setting& setting : setting_table()) {
    if (setting.kind != SettingKind::integer && setting.kind != SettingKind::real) continue;
    EXPECT_NEAR(slider_value(setting, 0), setting.minimum, 1e-12) << setting.key;
    EXPECT_NEAR(slider_value(setting, 1), setting.maximum, 1e-9 * setting.maximum) << setting.key;
    EXPECT_NEAR(slider_position(setting, setting.minimum), 0, 1e-12) << setting.key;
    EXPECT_NEAR(slider_position(setting, setting.maximum), 1, 1e-12) << setting.key;
    double last = setting.minimum;
    for (int i = 0; i <= 200; ++i) {
      const double value = slider_value(setting, i / 200.0);
      EXPECT_GE(value, last) << setting.key;
      EXPECT_TRUE(check_value(setting, value_of_number(setting, value)).ok()) << setting.key << " " << value;
      last = value;
    }
  }
}

TEST(Controls, SliderValuesAreRoundAndComeBack) {
  const Setting& rate = *find_setting("hyperparameters.discriminator.learning_rate");
  for (const double v : {1e-5, 3.4e-4, 1e-3, 0.02, 0.5, 7.0}) {
    EXPECT_EQ(slider_value(rate, slider_position(rate, v)), v);
  }
  const Setting& beta = *find_setting("hyperparameters.generator.beta2");
  for (const double v : {0.0, 0.5, 0.9, 0.99, 0.999}) {
    EXPECT_NEAR(slider_value(beta, slider_position(beta, v)), v, 1e-12);
  }
  const Setting& k = *find_setting("hyperparameters.k");
  for (const double v : {0.0, 1.0, 2.0, 5.0, 20.0, 100.0}) {
    EXPECT_EQ(slider_value(k, slider_position(k, v)), v);
  }
}

TEST(Controls, KeysStepToANeighbouringValue) {
  for (const Setting& setting : setting_table()) {
    if (setting.kind != SettingKind::integer && setting.kind != SettingKind::real) continue;
    if (setting.kind == SettingKind::integer && setting.maximum - setting.minimum < 2) continue;  // nothing is between
    const double middle = slider_value(setting, 0.5);
    EXPECT_GT(slider_step(setting, middle, 1), middle) << setting.key;
    EXPECT_LT(slider_step(setting, middle, -1), middle) << setting.key;
    EXPECT_EQ(slider_step(setting, setting.maximum, 1), setting.maximum) << setting.key;
  }
}

TEST(Controls, TooltipsSayWhatAChangeDoes) {
  const Settings scenario;
  const Tooltip modes = control_tooltip(*find_setting("data.modes"), scenario, scenario);
  EXPECT_NE(modes.note.find("restarts training"), std::string::npos);
  const Tooltip k = control_tooltip(*find_setting("hyperparameters.k"), scenario, scenario);
  EXPECT_EQ(k.note.find("restarts"), std::string::npos);
  EXPECT_NE(k.note.find("starts with 1"), std::string::npos);
  for (const Setting& setting : setting_table())
    EXPECT_FALSE(control_tooltip(setting, scenario, scenario).meaning.empty());
}

TEST(Controls, SayWhatTheGamesBesideHaveInstead) {
  Settings a, b, c;
  EXPECT_TRUE(set_value(a, "hyperparameters.k", std::int64_t{1}).ok());
  EXPECT_TRUE(set_value(b, "hyperparameters.k", std::int64_t{5}).ok());
  EXPECT_TRUE(set_value(c, "hyperparameters.k", std::int64_t{5}).ok());
  EXPECT_TRUE(set_value(c, "hyperparameters.batch_size", std::int64_t{32}).ok());
  const Settings* const two[] = {&a, &b};
  const Settings* const three[] = {&a, &b, &c};
  EXPECT_EQ(settings_heading(differences(two), 1, 2), "Settings of B · A differs in 1");
  EXPECT_EQ(settings_heading(differences(three), 1, 3), "Settings of B · A differs in 1, C in 1");
  EXPECT_EQ(settings_heading(differences(three), 0, 3), "Settings of A · B differs in 1, C in 2");
  EXPECT_EQ(settings_heading({}, 1, 2), "Settings of B · A has the same");
  EXPECT_EQ(settings_heading({}, 1, 3), "Settings of B · the others have the same");
  for (const Difference& difference : differences(three)) {
    const bool k = std::string_view(difference.setting->key) == "hyperparameters.k";
    EXPECT_EQ(other_values(difference, 1), k ? "A 1" : "C 32") << "only where it is another value";
    if (k) {
      EXPECT_EQ(other_values(difference, 0), "B 5 · C 5");
    }
  }
  const auto of_the_game = [](const Setting& setting) { return setting.group == SettingGroup::game; };
  EXPECT_EQ(differ_text(count_differences(differences(three), of_the_game)), "2 differ");
  EXPECT_EQ(differ_text(count_differences(differences(two), of_the_game)), "1 differs");
  EXPECT_EQ(differ_text(0), "");
}

TEST(Controls, TheSeedIsThatOfAllGames) {
  const Settings settings;
  const Setting& seed = *find_setting("seed");
  EXPECT_EQ(control_tooltip(seed, settings, settings).note.find("all games"), std::string::npos);
  EXPECT_NE(control_tooltip(seed, settings, settings, true).note.find("acts on all games"), std::string::npos);
  EXPECT_EQ(control_tooltip(*find_setting("hyperparameters.k"), settings, settings, true).note.find("all games"),
            std::string::npos);
}

}  // namespace
}  // namespace gan
