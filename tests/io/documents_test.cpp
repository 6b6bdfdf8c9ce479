// docs/formats.md says what the tables of the program say: every setting with its range and its value, every kind of
// data, every column of the metrics.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "core/data/distribution.h"
#include "core/insight/conditions.h"
#include "core/io/files/text_file.h"
#include "core/io/metrics/metrics_csv.h"
#include "core/settings/setting_values.h"
#include "tests/paths.h"

namespace gan {
namespace {

class Documents : public testing::Test {
 protected:
  void SetUp() override {
    const Result<std::string> file = read_file(test::source_folder() + "/docs/formats.md");
    ASSERT_TRUE(file) << file.message();
    text_ = file.value();
  }

  // Cells of the table's row that begins with `name`, without blanks and backquotes; empty where there is none.
  std::vector<std::string> row(const std::string& name) const {
    const std::size_t at = text_.find("\n| `" + name + "` |");
    if (at == std::string::npos) return {};
    std::istringstream line(text_.substr(at + 3, text_.find('\n', at + 1) - at - 3));
    std::vector<std::string> cells;
    for (std::string cell; std::getline(line, cell, '|');) {
      std::erase(cell, '`');
      const std::size_t first = cell.find_first_not_of(' ');
      if (first == std::string::npos) continue;
      cells.push_back(cell.substr(first, cell.find_last_not_of(' ') - first + 1));
    }
    return cells;
  }

  // The first cells of the rows between two headings.
  std::set<std::string> names_between(const std::string& from, const std::string& to) const {
    std::set<std::string> names;
    const std::size_t end = text_.find("\n" + to + "\n");
    for (std::size_t at = text_.find("\n" + from + "\n"); (at = text_.find("\n| `", at)) < end; ++at) {
      const std::size_t first = at + 4;
      const std::string name = text_.substr(first, text_.find('`', first) - first);
      if (name != "data.kind" || from == "## Settings") names.insert(name);
    }
    return names;
  }

  std::string text_;
};

TEST_F(Documents, EverySettingStandsWithItsRangeAndValue) {
  const Settings usual;
  for (const Setting& setting : setting_table()) {
    SCOPED_TRACE(setting.key);
    const std::vector<std::string> cells = row(setting.key);
    ASSERT_EQ(cells.size(), 4u);
    const Value value = setting.get(usual);
    if (setting.kind == SettingKind::text) {
      EXPECT_NE(cells[2].find(std::to_string(setting.longest)), std::string::npos);
      continue;
    }
    const Result<Value> written = parse_value(setting, cells[3]);
    ASSERT_TRUE(written) << written.message();
    EXPECT_EQ(exact(written.value()), exact(value));
    if (setting.kind == SettingKind::choice) {
      std::string all;
      for (const Option& option : setting.options()) all += (all.empty() ? "" : ", ") + std::string(option.id);
      EXPECT_EQ(cells[2], all);
    } else if (setting.kind == SettingKind::boolean) {
      EXPECT_EQ(cells[2], "true, false");
    } else if (std::string_view(setting.key) != "seed") {
      double low = -1, high = -1;
      std::string to;
      std::istringstream(cells[2]) >> low >> to >> high;
      EXPECT_EQ(low, setting.minimum);
      EXPECT_EQ(high, setting.maximum);
    }
  }
}

TEST_F(Documents, NothingStandsThatIsNotThere) {
  std::set<std::string> keys, kinds;
  for (const Setting& setting : setting_table()) keys.insert(setting.key);
  for (const Distribution& distribution : distributions()) kinds.insert(distribution.id);
  EXPECT_EQ(names_between("## Settings", "### Kinds of data"), keys);
  EXPECT_EQ(names_between("### Kinds of data", "## Scenario"), kinds);
}

TEST_F(Documents, EveryKindOfDataStandsWithTheSettingsThatItReads) {
  for (const Distribution& distribution : distributions()) {
    SCOPED_TRACE(distribution.id);
    const std::vector<std::string> cells = row(distribution.id);
    ASSERT_EQ(cells.size(), 3u);
    Settings settings;
    settings.spec.data.kind = find_distribution(distribution.id);
    std::string reads;
    for (const Setting& setting : setting_table()) {
      const std::string_view key = setting.key;
      if (!key.starts_with("data.") || key == "data.kind" || !setting.relevant(settings)) continue;
      reads += (reads.empty() ? "" : ", ") + std::string(key.substr(5));
    }
    EXPECT_EQ(cells[2], reads);
  }
}

TEST_F(Documents, EveryConditionOfAWatchListIsExplained) {
  for (const ConditionInfo& info : condition_infos()) EXPECT_EQ(row(info.name).size(), 2u) << info.name;
}

TEST_F(Documents, EveryColumnOfTheMetricsIsExplained) {
  std::string header = metrics_header({Capability::images, Capability::numbers, Capability::plane}, true);
  header.pop_back();
  std::istringstream columns(header);
  const std::size_t section = text_.find("\n## Metrics\n");
  ASSERT_NE(section, std::string::npos);
  int count = 0;
  for (std::string column; std::getline(columns, column, ','); ++count) {
    EXPECT_NE(text_.find("`" + column + "`", section), std::string::npos) << column;
  }
  EXPECT_GT(count, 12);
}

}  // namespace
}  // namespace gan
