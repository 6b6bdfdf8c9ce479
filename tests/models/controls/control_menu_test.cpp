// What the menu of a control offers, and what can't stand beside a game.
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "app/panels/controls/control_menu_model.h"

namespace gan {
namespace {

const Setting& setting(const char* key) {
  return *find_setting(key);
}

ControlMenuTexts texts_of(const char* key, const Settings& shown, std::size_t games = 1, bool differs = false) {
  return control_menu_texts(setting(key), Settings(), shown, games, 4, differs);
}

TEST(ControlMenu, ANumberGoesBackIsTypedAndIsComparedWithAnother) {
  Settings changed;
  changed.hyperparameters.k = 7;
  const ControlMenuTexts texts = texts_of("hyperparameters.k", changed);
  EXPECT_EQ(texts.back, "Back to 1");
  EXPECT_EQ(texts.exact, "Type a value");
  EXPECT_EQ(texts.here, "Compare with …");
  EXPECT_EQ(texts.from_start, "Compare from the start with …");
  EXPECT_EQ(texts.why_not, "");
  EXPECT_EQ(texts.in_all, "");
  EXPECT_EQ(texts_of("hyperparameters.k", Settings()).back, "") << "it is there";
  EXPECT_EQ(texts_of("hyperparameters.k", changed, 2, true).in_all, "Set in all games");
}

TEST(ControlMenu, WhatActsAtTheStartIsComparedFromThereAlone) {
  const ControlMenuTexts texts = texts_of("generator.hidden", Settings());
  EXPECT_EQ(texts.here, "");
  EXPECT_EQ(texts.from_start, "Compare from the start with …");
  EXPECT_EQ(texts.exact, "") << "a list is typed in its own field";
  for (const Setting& each : setting_table()) {
    const ControlMenuTexts of = control_menu_texts(each, Settings(), Settings(), 1, 4, false);
    EXPECT_EQ(of.here.empty(), each.acts == Acts::at_start) << each.key;
    EXPECT_FALSE(of.from_start.empty()) << each.key;
    EXPECT_EQ(of.back, "") << each.key;
  }
}

TEST(ControlMenu, OnAndOffNeedNoQuestion) {
  bool any = false;
  for (const Setting& each : setting_table()) {
    if (each.kind != SettingKind::boolean) continue;
    any = true;
    Settings shown;
    const bool on = std::get<bool>(each.get(shown));
    const std::vector<OtherValue> others = other_values_of(each, shown);
    ASSERT_EQ(others.size(), 1u) << each.key;
    EXPECT_EQ(std::get<bool>(others.front().value), !on) << each.key;
    EXPECT_EQ(control_menu_texts(each, shown, shown, 1, 4, false).from_start,
              "Compare from the start with " + others.front().title)
        << each.key;
  }
  EXPECT_TRUE(any);
}

TEST(ControlMenu, WhereFourStandSideBySideItSaysWhyThereIsNoFifth) {
  EXPECT_EQ(texts_of("hyperparameters.k", Settings(), 3).why_not, "");
  const std::string why_not = texts_of("hyperparameters.k", Settings(), 4).why_not;
  EXPECT_NE(why_not.find("4 games stand side by side already"), std::string::npos) << why_not;
}

TEST(ControlMenu, TheSeedAndAFileAreNeverCompared) {
  EXPECT_NE(texts_of("seed", Settings()).why_not.find("one seed"), std::string::npos);
  EXPECT_NE(texts_of("data.file", Settings()).why_not.find("file"), std::string::npos);
}

TEST(ControlMenu, AnotherValueHasToBeAnotherAndOneThatThisGameCanHave) {
  Settings shown;
  const Setting& k = setting("hyperparameters.k");
  EXPECT_NE(why_not_beside(k, shown, std::int64_t{1}), "");
  EXPECT_EQ(why_not_beside(k, shown, std::int64_t{5}), "");
  EXPECT_NE(why_not_beside(k, shown, std::int64_t{-3}), "");
  EXPECT_NE(why_not_beside(k, shown, std::string("five")), "");
  // Points have no architecture to choose.
  EXPECT_NE(why_not_beside(setting("generator.architecture"), shown, std::string("dcgan")), "");
  const Setting& clip = setting("hyperparameters.clip");
  if (!clip.relevant(shown)) {
    EXPECT_NE(why_not_beside(clip, shown, 0.01), "");
  }
}

TEST(ControlMenu, TheListOfAChoiceIsAllButThePresentAndSaysWhatCannotBe) {
  const Settings shown;
  const Setting& loss = setting("hyperparameters.loss");
  const std::vector<OtherValue> losses = other_values_of(loss, shown);
  EXPECT_EQ(losses.size() + 1, loss.options().size());
  for (const OtherValue& other : losses) {
    EXPECT_NE(other.value, loss.get(shown));
    EXPECT_EQ(other.why_not, "") << other.title;
  }
  const std::vector<OtherValue> kinds = other_values_of(setting("data.kind"), shown);
  const auto csv = std::find_if(kinds.begin(), kinds.end(),
                                [](const OtherValue& other) { return std::get<std::string>(other.value) == "csv"; });
  ASSERT_NE(csv, kinds.end());
  EXPECT_NE(csv->why_not, "") << "it has to be read";
  EXPECT_TRUE(std::any_of(kinds.begin(), kinds.end(), [](const OtherValue& other) { return other.why_not.empty(); }));
  EXPECT_TRUE(other_values_of(setting("hyperparameters.k"), shown).empty()) << "a number is typed";
}

TEST(ControlMenu, TheQuestionSaysBesideWhatAndFromWhere) {
  const Settings shown;
  EXPECT_EQ(compare_question(setting("hyperparameters.k"), shown, false), "Beside k = 1, from this moment:");
  EXPECT_EQ(compare_question(setting("hyperparameters.k"), shown, true), "Beside k = 1, both from the start:");
}

}  // namespace
}  // namespace gan
