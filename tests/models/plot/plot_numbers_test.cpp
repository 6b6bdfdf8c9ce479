#include <gtest/gtest.h>

#include <sstream>

#include "app/panels/plots/plot_numbers_model.h"
#include "core/game/measure.h"

namespace gan {
namespace {

std::vector<const PlotInfo*> plots_named(std::initializer_list<const char*> ids) {
  std::vector<const PlotInfo*> plots;
  for (const char* id : ids) {
    for (const PlotInfo& plot : plot_infos()) {
      if (std::string(plot.id) == id) plots.push_back(&plot);
    }
  }
  return plots;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

RunHistory history_of(std::int64_t steps) {
  const RunId run = RunId::next();
  RunHistory history(run);
  for (std::int64_t step = 1; step <= steps; ++step) {
    StepRecord record = empty_record(step);
    record.d_loss = 0.5F * static_cast<float>(step % 1000);
    record.g_loss = 0.25F;
    history.append(SegmentRecord{{run, 0}, record});
  }
  return history;
}

TEST(PlotNumbers, AreTheSeriesThatThePlotsShow) {
  const auto lines = lines_of(plot_numbers(history_of(3), plots_named({"losses", "jsd"})));
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0], "first_step,step,d_loss,g_loss,jsd");
  EXPECT_EQ(lines[1], "1,1,0.5,0.25,nan");
  EXPECT_EQ(lines[3], "3,3,1.5,0.25,nan");
}

TEST(PlotNumbers, OfOldStepsAreMeansThatCoverAllOfThem) {
  const auto lines = lines_of(plot_numbers(history_of(300'000), plots_named({"losses"})));
  EXPECT_GT(lines.size(), 10'000U);
  EXPECT_LT(lines.size(), 120'000U);
  std::int64_t expected = 1;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::int64_t first = 0, last = 0;
    ASSERT_EQ(std::sscanf(lines[i].c_str(), "%ld,%ld", &first, &last), 2) << lines[i];
    ASSERT_EQ(first, expected) << lines[i];
    ASSERT_GE(last, first);
    expected = last + 1;
  }
  EXPECT_EQ(expected, 300'001);
}

TEST(PlotNumbers, ChosenPlotsAreThoseThatHaveSomethingToShow) {
  DataKind points;
  points.can = {Capability::plane, Capability::extent};
  for (const PlotInfo* plot : chosen_plots(~0, points)) EXPECT_TRUE(plot_fits(*plot, points));
  EXPECT_TRUE(chosen_plots(0, points).empty());
  EXPECT_EQ(chosen_plots(1, points).size(), 1U);
}

}  // namespace
}  // namespace gan
