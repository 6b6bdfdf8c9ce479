// What the table says of which settings act, against the games themselves.
#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "core/run/run.h"
#include "core/settings/setting_values.h"
#include "tests/settings/example_values.h"
#include "tests/settings/many_games.h"

namespace gan {
namespace {

constexpr int kIterations = 3;

// Of the state after a few iterations; nothing where such a game is refused.
std::optional<std::uint64_t> hash_after(const Settings& settings) {
  const auto run = Run::create(settings);
  if (!run) return std::nullopt;
  for (int i = 0; i < kIterations; ++i) run.value()->step();
  return run.value()->hash();
}

// Some values of the setting that the game does not have.
std::vector<Value> other_values(const Setting& setting, const Settings& settings) {
  std::vector<Value> values = example_values(setting);
  for (Value& value : values) value = normalise_value(setting, value);
  std::erase(values, setting.get(settings));
  if (setting.kind == SettingKind::real && values.size() > 2) values.pop_back();
  return values;
}

TEST(Relevance, WhatIsNotRelevantChangesNoNumber) {
  std::size_t tried = 0;
  for (const NamedGame& game : many_games()) {
    SCOPED_TRACE(game.name);
    const auto before = hash_after(game.settings);
    ASSERT_TRUE(before);
    for (const Setting& setting : setting_table()) {
      if (setting.relevant(game.settings)) continue;
      for (const Value& value : other_values(setting, game.settings)) {
        Settings changed = game.settings;
        setting.set(changed, value);
        const auto after = hash_after(changed);
        if (!after) continue;  // refused: it can't act either
        EXPECT_EQ(*after, *before) << setting.key << " = " << exact(value);
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 2000u);
}

// Nothing is hidden wherever it acts: every setting is relevant in some of these games, and then a change of
// it changes numbers. What a file holds is read before a game begins.
TEST(Relevance, EverySettingIsRelevantInAGameThatItChanges) {
  std::set<std::string> missing;
  for (const Setting& setting : setting_table()) missing.insert(setting.key);
  missing.erase("data.file");
  missing.erase("data.colour");
  for (const NamedGame& game : many_games()) {
    const auto before = hash_after(game.settings);
    for (const Setting& setting : setting_table()) {
      if (missing.count(setting.key) == 0 || !setting.relevant(game.settings)) continue;
      for (const Value& value : other_values(setting, game.settings)) {
        Settings changed = game.settings;
        setting.set(changed, value);
        const auto after = hash_after(changed);
        if (after && after != before) missing.erase(setting.key);
      }
    }
  }
  for (const std::string& key : missing) ADD_FAILURE() << key << " changes no game that it is relevant in";
}

}  // namespace
}  // namespace gan
