#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/settings/setting.h"
#include "core/settings/setting_values.h"
#include "tests/settings/example_values.h"

namespace gan {
namespace {

TEST(SettingTable, KeysAndTextsAreComplete) {
  std::set<std::string> keys;
  for (const Setting& setting : setting_table()) {
    EXPECT_TRUE(keys.insert(setting.key).second) << setting.key;
    EXPECT_EQ(find_setting(setting.key), &setting);
    EXPECT_GT(std::string(setting.title).size(), 0u) << setting.key;
    const std::string meaning = setting.meaning;
    ASSERT_GT(meaning.size(), 20u) << setting.key;
    EXPECT_EQ(meaning.back(), '.') << setting.key;
    EXPECT_EQ(setting.options != nullptr, setting.kind == SettingKind::choice) << setting.key;
  }
}

TEST(SettingTable, EveryRowStandsInAGroupOfItsKind) {
  ASSERT_EQ(setting_groups().size(), 7u);
  std::set<SettingGroup> seen;
  std::set<std::string> ids;
  for (const SettingGroupInfo& info : setting_groups()) {
    EXPECT_EQ(&setting_group_info(info.group), &info);
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    EXPECT_GT(std::string(info.title).size(), 0u) << info.id;
  }
  for (const Setting& setting : setting_table()) {
    SCOPED_TRACE(setting.key);
    const SettingGroupInfo& info = setting_group_info(setting.group);
    seen.insert(setting.group);
    // No heading promises a restart that a setting below it does not bring, nor hides one.
    EXPECT_EQ(restarts_training(setting.group), setting.acts == Acts::at_start);
    if (info.player) {
      EXPECT_EQ(setting.player, info.player);
    }
  }
  EXPECT_EQ(seen.size(), setting_groups().size());
}

// The key says whose setting it is and when it acts, as docs/formats.md promises those who write files.
TEST(SettingTable, KeysSayWhatTheRowsSay) {
  for (const Setting& setting : setting_table()) {
    SCOPED_TRACE(setting.key);
    const std::string key = setting.key;
    const bool hyperparameter = key.starts_with("hyperparameters.");
    const bool rebuilt = !hyperparameter && setting.group == SettingGroup::regularisation;
    EXPECT_EQ(setting.acts, hyperparameter ? Acts::at_once : rebuilt ? Acts::by_rebuilding : Acts::at_start);
    // Only a network is rebuilt.
    EXPECT_TRUE(!rebuilt || setting.player);
    const std::string rest = hyperparameter ? key.substr(16) : key;
    const std::optional<Player> player = rest.starts_with("discriminator.") ? std::optional(Player::discriminator)
                                         : rest.starts_with("generator.")   ? std::optional(Player::generator)
                                                                            : std::nullopt;
    EXPECT_EQ(setting.player, player);
  }
}

TEST(SettingTable, TitlesSayWhoseSettingItIs) {
  const auto full = [](const char* key) { return full_title(*find_setting(key)); };
  const auto brief = [](const char* key) { return short_title(*find_setting(key)); };
  const auto under = [](const char* key) { return title_in_group(*find_setting(key)); };
  const char* rate = "hyperparameters.discriminator.learning_rate";
  EXPECT_EQ(full(rate), "D learning rate η");
  EXPECT_EQ(brief(rate), "D learning rate");
  EXPECT_EQ(under(rate), "learning rate η");
  EXPECT_EQ(full("generator.hidden"), "G hidden layers");
  EXPECT_EQ(brief("generator.hidden"), "G hidden layers");
  EXPECT_EQ(under("generator.hidden"), "G hidden layers");
  EXPECT_EQ(brief("hyperparameters.generator.beta1"), "G β₁");
  EXPECT_EQ(under("hyperparameters.generator.epsilon"), "ε");
  EXPECT_EQ(full("hyperparameters.k"), "k");
  EXPECT_EQ(brief("hyperparameters.r1_weight"), "R1 weight");
  EXPECT_EQ(brief("hyperparameters.batch_size"), "batch size m");
  EXPECT_EQ(under("hyperparameters.r1_weight"), "R1 weight γ");
}

TEST(SettingTable, WhatOneKindOfDataReadsIsRelevantWithIt) {
  for (const Distribution& distribution : distributions()) {
    Settings settings;
    settings.spec.data.kind = find_distribution(distribution.id);
    std::size_t relevant = 0;
    for (const Setting& setting : setting_table()) {
      // The kind itself and the two of the noise are always read.
      relevant += setting.group == SettingGroup::data && setting.relevant(settings) ? 1u : 0u;
    }
    EXPECT_EQ(relevant, distribution.parameters.size() + 3) << distribution.id;
  }
}

// A setting that set another's member would pass the test of values.
TEST(SettingTable, EachSettingIsAMemberOfItsOwn) {
  for (const Setting& setting : setting_table()) {
    Settings settings;
    const Value before = setting.get(settings);
    for (const Value& value : example_values(setting)) {
      if (normalise_value(setting, value) != before) setting.set(settings, normalise_value(setting, value));
    }
    for (const Setting& other : setting_table()) {
      EXPECT_EQ(other.get(settings) != other.get(Settings()), &other == &setting)
          << setting.key << " and " << other.key;
    }
  }
}

// The formula beside a control is that of the optimiser and of the loss that are in use.
TEST(SettingTable, FormulasFollowTheSettingsTheyDependOn) {
  Settings s;
  const auto formula = [&](const char* key) { return std::string(formula_of(*find_setting(key), s)); };
  std::set<std::string> seen;
  const std::size_t optimisers = find_setting("hyperparameters.discriminator.optimiser")->options().size();
  for (std::size_t i = 0; i < optimisers; ++i) {
    s.hyperparameters.discriminator.kind = static_cast<OptimiserKind>(i);
    seen.insert(formula("hyperparameters.discriminator.learning_rate"));
  }
  EXPECT_EQ(seen.size(), optimisers);
  s.hyperparameters.discriminator.kind = OptimiserKind::adam;
  EXPECT_EQ(formula("hyperparameters.discriminator.learning_rate"), "w ← w − η·m̂/(√v̂ + ε)");
  s.hyperparameters.generator.kind = OptimiserKind::nesterov;
  EXPECT_EQ(formula("hyperparameters.generator.momentum"), "b ← μb + g, w ← w − η·(g + μb)");
  s.hyperparameters.generator.kind = OptimiserKind::rmsprop;
  EXPECT_EQ(formula("hyperparameters.generator.epsilon").find("m̂"), std::string::npos);
  EXPECT_EQ(formula("hyperparameters.real_label"), "BCE(D(x), α)");
  s.hyperparameters.loss = find_loss("least_squares");
  EXPECT_EQ(formula("hyperparameters.real_label"), "½E(f(x) − α)²");
}

TEST(SettingTable, UnknownKeyNamesTheNearest) {
  EXPECT_EQ(unknown_key_message("hyperparameters.kk"),
            "unknown key 'hyperparameters.kk': did you mean 'hyperparameters.k'?");
  EXPECT_EQ(unknown_key_message("batch_siz"), "unknown key 'batch_siz': did you mean 'hyperparameters.batch_size'?");
  EXPECT_EQ(unknown_key_message("zzzzzzzzzzzzzz").find("did you mean"), std::string::npos);
}

}  // namespace
}  // namespace gan
