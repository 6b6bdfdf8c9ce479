// The table of plots, reference lines, marks for the plots, and the timeline's segments and span.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "app/models/plots_panel_model.h"
#include "app/models/timeline_model.h"

namespace gan {
namespace {

HistoryMark mark(std::int64_t segment, std::int64_t step, std::string label, bool starts = false) {
  HistoryMark m;
  m.segment = segment, m.step = step, m.label = label, m.sentence = label + " changed.",
  m.starts_segment = starts;
  return m;
}

TEST(PlotsPanel, EveryLineOfTheTableIsASeriesOfTheHistory) {
  const RunHistory history;
  std::set<std::string> ids;
  for (const PlotInfo& plot : plot_infos()) {
    EXPECT_TRUE(ids.insert(plot.id).second) << plot.id;
    EXPECT_FALSE(plot.lines.empty()) << plot.id;
    for (const PlotLineInfo& line : plot.lines) EXPECT_NE(history.find(line.series), nullptr) << line.series;
  }
  EXPECT_EQ(default_shown_plots(), ViewSettings{}.shown_plots);
  EXPECT_LT(plot_infos().size(), 31u);
}

TEST(PlotsPanel, ReferencesNameWhatTheoryAndAPerfectGeneratorGive) {
  PerfectMetrics perfect;
  perfect.high_quality_fraction.mean = 0.98889;
  bool value = false, quality = false;
  for (const PlotInfo& plot : plot_infos()) {
    const auto with = plot_references(plot, &perfect, 8), without = plot_references(plot, nullptr, 8);
    if (std::string(plot.id) == "value") {
      ASSERT_EQ(without.size(), 1u);
      EXPECT_NEAR(without[0].value, -1.386294, 1e-6);
      value = true;
    }
    if (std::string(plot.id) == "quality") {
      EXPECT_TRUE(without.empty());
      ASSERT_EQ(with.size(), 1u);
      EXPECT_EQ(with[0].label, "perfect 98.9 %");
      quality = true;
    }
    if (std::string(plot.id) == "modes") {
      EXPECT_EQ(without[0].value, 8);
    }
  }
  EXPECT_TRUE(value && quality);
}

TEST(PlotsPanel, ACriticsOutputIsNotCalledAProbability) {
  for (const PlotInfo& plot : plot_infos()) {
    EXPECT_EQ(plot_title(plot, true), plot.title);
    if (plot.probability) {
      EXPECT_EQ(plot_title(plot, false), "Mean σ(critic)");
    }
  }
}

TEST(PlotsPanel, DataWithoutModesHasFewerPlots) {
  const int all = default_shown_plots(), fewer = visible_plots(all, false);
  EXPECT_EQ(visible_plots(all, true), all);
  for (std::size_t i = 0; i < plot_infos().size(); ++i) {
    EXPECT_EQ((fewer >> i & 1) != 0, plot_infos()[i].shown && !plot_infos()[i].needs_modes)
        << plot_infos()[i].id;
  }
  EXPECT_NE(fewer, all);
}

TEST(PlotsPanel, HeightsFillThePanelUntilTheyWouldBeTooLow) {
  EXPECT_FLOAT_EQ(plot_height(4, 420, 20, 60), 100);
  EXPECT_FLOAT_EQ(plot_height(10, 420, 20, 60), 60);
}

TEST(PlotsPanel, MarksAreInOrderAndLeaveSingleStepsOut) {
  std::vector<HistoryMark> marks{mark(0, 30, "b"), mark(0, 10, "a"), mark(0, 0, "start", true),
                                 mark(0, 20, "D step")};
  marks[3].counts = false;
  std::vector<PlotMark> out;
  collect_plot_marks(marks, out);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].label, "a");
  EXPECT_EQ(out[1].step, 30);
}

TEST(Timeline, SegmentsBeforeTheCurrentOneAreBreaks) {
  RunHistory history;
  history.add_mark(mark(0, 100, "k 1→5"));
  history.begin_segment(1);
  history.add_mark(mark(1, 0, "same start", true));
  HistoryMark scheduled = mark(1, 500, "lr 0.1");
  scheduled.scheduled = true;
  history.add_mark(scheduled);
  TimelineModel model;
  model.update(history);
  ASSERT_EQ(model.earlier.size(), 1u);
  EXPECT_EQ(model.earlier[0].sentences.size(), 1u);
  EXPECT_EQ(model.current.label, "same start");
  ASSERT_EQ(model.marks.size(), 1u);
  EXPECT_EQ(model.marks[0].label, "lr 0.1");
  EXPECT_EQ(model.scheduled[0], 1);
}

TEST(Timeline, SpanIsRoundAndMovesSeldom) {
  Range span = timeline_span(0, 0, {0, 0});
  EXPECT_EQ(span.low, 0);
  EXPECT_GE(span.high, 100);
  int moves = 0;
  for (std::int64_t step = 0; step <= 100000; step += 10) {
    const Range next = timeline_span(0, step, span);
    moves += next == span ? 0 : 1;
    span = next;
    EXPECT_GE(span.high, static_cast<double>(step));
    EXPECT_LE(span.high, 2.5 * std::max<double>(100, static_cast<double>(step)));
  }
  EXPECT_LT(moves, 130);
}

}  // namespace
}  // namespace gan
