// The compared games as a table in Markdown.
#include "app/lab/compare/comparison_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/game/measure.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

ComparedGame game_of(const Settings& settings, std::int64_t step) {
  ComparedGame game;
  game.settings = &settings;
  game.position.step = step;
  game.record = empty_record(step);
  game.record.loss = settings.hyperparameters.loss;
  return game;
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

class ComparisonTable : public testing::Test {
 protected:
  ComparisonTable() {
    a_.spec.seed = b_.spec.seed = 7;
    EXPECT_TRUE(set_value(b_, "hyperparameters.k", std::int64_t{5}).ok());
    first_.modes_total = second_.modes_total = 8;
    first_.modes_covered = 3, second_.modes_covered = 8;
    first_.high_quality_fraction = 0.9123, second_.high_quality_fraction = 0.9121;
    first_.jsd = 0.31, second_.jsd = 0.02;
  }
  Settings a_, b_;
  Metrics first_, second_;
};

TEST_F(ComparisonTable, SaysWhatDiffersWhereTheyAreAndWhatTheyScore) {
  ComparedGame games[] = {game_of(a_, 1240), game_of(b_, 1240)};
  games[0].metrics = &first_, games[1].metrics = &second_;
  games[0].record.value = -1.386F, games[0].record.d_real = 0.5F;
  const std::vector<std::string> lines = lines_of(comparison_table(games));
  EXPECT_EQ(lines[0], "| | A | B |");
  EXPECT_EQ(lines[1], "|:---|---:|---:|");
  const std::string k = full_title(*find_setting("hyperparameters.k"));
  EXPECT_EQ(lines[2], "| " + k + " | 1 | 5 |");
  EXPECT_EQ(lines[3], "| step | 1240 | 1240 |");
  EXPECT_EQ(lines[4], "| seed | 7 | 7 |");
  EXPECT_EQ(lines[5], "| V(D,G) | " + scalar_text(ScalarForm::number, games[0].record.value) + " | – |");
  EXPECT_TRUE(has(lines, "| modes covered | 3 of 8 | **8 of 8** |"));
  EXPECT_TRUE(has(lines, "| high-quality samples | 91.2% | 91.2% |")) << "nobody can read which is better";
  EXPECT_TRUE(has(lines, "| JSD(p_data, p_g), nats | 0.310 | **0.020** |")) << comparison_table(games);
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 4) << line;
    EXPECT_EQ(line.find("D(G(z))"), std::string::npos) << "of none of them it is known";
  }
}

TEST_F(ComparisonTable, WithoutMetricsOrDifferencesItSaysLess) {
  const ComparedGame games[] = {game_of(a_, 10), game_of(a_, 20), game_of(a_, 30)};
  EXPECT_EQ(comparison_table(games),
            "| | A | B | C |\n|:---|---:|---:|---:|\n| step | 10 | 20 | 30 |\n| seed | 7 | 7 | 7 |\n");
}

TEST_F(ComparisonTable, GamesOfDifferentLossesHaveNoCommonNameOfTheValue) {
  EXPECT_TRUE(set_value(b_, "hyperparameters.loss", std::string("wasserstein")).ok());
  ComparedGame games[] = {game_of(a_, 1), game_of(b_, 1)};
  games[0].record.value = -1, games[1].record.value = 2;
  const std::string table = comparison_table(games);
  EXPECT_NE(table.find(std::string("| ") + scalar_info("value").title + " |"), std::string::npos) << table;
}

TEST_F(ComparisonTable, ABarInAValueDoesNotEndItsCell) {
  a_.spec.data.file = "a|b.csv";
  for (Settings* settings : {&a_, &b_}) settings->spec.data.kind = 0;
  std::vector<const Setting*> texts;
  for (const Setting& setting : setting_table()) {
    if (setting.kind == SettingKind::text) texts.push_back(&setting);
  }
  ASSERT_FALSE(texts.empty());
  for (const Option& option : find_setting("data.kind")->options()) {
    Settings a = a_, b = b_;
    EXPECT_TRUE(set_value(a, "data.kind", std::string(option.id)).ok());
    EXPECT_TRUE(set_value(b, "data.kind", std::string(option.id)).ok());
    if (!texts.front()->relevant(a)) continue;
    const ComparedGame games[] = {game_of(a, 1), game_of(b, 1)};
    const std::string table = comparison_table(games);
    EXPECT_NE(table.find("a\\|b.csv"), std::string::npos) << table;
    return;
  }
  FAIL() << "no kind of data reads a file";
}

TEST(BestOf, ByTheDirectionOfTheTableAndOnlyWhereItCanBeRead) {
  const ScalarInfo &quality = scalar_info("high_quality_fraction"), &jsd = scalar_info("jsd");
  const double values[] = {0.5, 0.7, 0.6};
  EXPECT_EQ(best_of(quality, values), 1u);
  EXPECT_EQ(best_of(jsd, values), 0u);
  EXPECT_EQ(best_of(scalar_info("d_loss"), values), std::nullopt);
  const double one[] = {NAN, 0.7, NAN};
  EXPECT_EQ(best_of(quality, one), std::nullopt) << "there is nothing to be better than";
  const double same[] = {0.9123, 0.9121};
  EXPECT_EQ(best_of(quality, same), std::nullopt);
}

}  // namespace
}  // namespace gan
