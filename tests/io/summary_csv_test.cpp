// A run in one row: texts survive, and every column has its cell.
#include "core/io/metrics/summary_csv.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/record/scalars.h"

namespace gan {
namespace {

// The cells of one line as RFC 4180 reads them.
std::vector<std::string> read_cells(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  return cells;
}

std::map<std::string, std::string> read_summary(const std::string& text) {
  const std::size_t end = text.find('\n');
  EXPECT_EQ(text.back(), '\n');
  const auto names = read_cells(text.substr(0, end));
  const auto values = read_cells(text.substr(end + 1, text.size() - end - 2));
  EXPECT_EQ(names.size(), values.size());
  std::map<std::string, std::string> cells;
  for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i) {
    EXPECT_TRUE(cells.emplace(names[i], values[i]).second) << names[i] << " stands there twice";
  }
  return cells;
}

TEST(SummaryCsv, OneRowWithTheVerdictAndThePerfectScores) {
  Measurement measured;
  measured.metrics.modes_covered = 7;
  measured.metrics.modes_total = 8;
  measured.metrics.jsd = 0.25;
  auto perfect = std::make_shared<PerfectMetrics>();
  perfect->jsd = {0.0625, 0.001};
  measured.perfect = perfect;
  StepRecord record;
  record.step = 4000;
  record.d_loss = 1.5F;
  const RunSummary summary{"My \"ring\", late", 7, 4000, "finished", "collapsed", "Collapsed to 2 modes: a, b"};
  const auto cells = read_summary(summary_csv(summary, record, measured, {}));
  EXPECT_EQ(cells.at("game"), summary.game);
  EXPECT_EQ(cells.at("seed"), "7");
  EXPECT_EQ(cells.at("iterations"), "4000");
  EXPECT_EQ(cells.at("status"), "finished");
  EXPECT_EQ(cells.at("verdict"), "collapsed");
  EXPECT_EQ(cells.at("evidence"), summary.evidence);
  EXPECT_EQ(cells.at("step"), "4000");
  EXPECT_EQ(cells.at("d_loss"), "1.5");
  EXPECT_EQ(cells.at("modes_covered"), "7");
  EXPECT_EQ(cells.at("jsd"), "0.25");
  EXPECT_EQ(cells.at("jsd_perfect"), "0.0625");
  EXPECT_EQ(cells.at("reverse_kl_perfect"), "nan") << "it is not known";
  EXPECT_EQ(cells.count("frechet_distance"), 0u) << "points have none";
}

TEST(SummaryCsv, ImagesHaveTheirColumns) {
  Measurement measured;
  measured.perfect = std::make_shared<PerfectMetrics>();
  const auto cells = read_summary(summary_csv({}, {}, measured, {Capability::images}));
  EXPECT_EQ(cells.count("frechet_distance_perfect"), 1u);
  EXPECT_EQ(cells.at("features"), "none");
}

}  // namespace
}  // namespace gan
