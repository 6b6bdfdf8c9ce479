// The timeline: its segments and its span.
#include "app/panels/track/timeline_model.h"

#include <gtest/gtest.h>

#include "app/lab/history/marks.h"
#include "tests/models/lab/history_rows.h"

namespace gan {
namespace {

using test::mark;
using test::train;

TEST(Timeline, SegmentsBeforeTheCurrentOneAreBreaks) {
  RunHistory history;
  history.add_mark(mark(0, 100, "k 1→5"));
  history.begin_segment(1);
  history.add_mark(mark(1, 0, "restart", true));
  HistoryMark scheduled = mark(1, 500, "lr 0.1");
  scheduled.scheduled = true;
  history.add_mark(scheduled);
  TimelineModel model;
  model.update(history);
  ASSERT_EQ(model.earlier.size(), 1u);
  EXPECT_EQ(model.earlier[0].sentences.size(), 1u);
  EXPECT_EQ(model.current.label, "restart");
  ASSERT_EQ(model.marks.size(), 1u);
  EXPECT_EQ(model.marks[0].label, "lr 0.1");
  EXPECT_EQ(model.scheduled[0], 1);
}

HistoryMark k_changed(std::int64_t segment, std::int64_t step, std::int64_t before, std::int64_t after) {
  HistoryMark m;
  m.segment = segment, m.step = step, m.key = "hyperparameters.k", m.before = before, m.after = after;
  describe_change(m);
  return m;
}

// A run that began with other settings says so at its step 0.
TEST(Timeline, ARunThatBeganOtherwiseIsMarked) {
  RunHistory history;
  TimelineModel model;
  train(history, 0, 1, 50);
  history.add_mark(k_changed(0, 20, 1, 10));
  history.add_mark(mark(1, 0, "restart", true));
  model.update(history);
  ASSERT_EQ(model.marks.size(), 1U);
  EXPECT_EQ(model.marks[0].label, "k = 10");
  EXPECT_EQ(model.marks[0].step, 0);
  EXPECT_EQ(model.marks[0].text, "It began with k = 10 (in the run before: 1).");
  EXPECT_EQ(model.scheduled, std::vector<char>{0});
  train(history, 1, 1, 50);
  history.add_mark(mark(2, 0, "restart", true));
  model.update(history);
  EXPECT_TRUE(model.marks.empty()) << "as the run before";
}

TEST(Timeline, BracketIsWhatThePlotsShow) {
  const Scale x({0, 1000}, 100, 600);
  const auto all = track_bracket({0, 400}, x, 100, 600);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->left, 100);
  EXPECT_EQ(all->right, 300);
  EXPECT_TRUE(all->begins && all->ends);
  // Left of this run lie the runs before it, which this axis does not have.
  const auto past = track_bracket({-500, 1200}, x, 100, 600);
  ASSERT_TRUE(past);
  EXPECT_EQ(past->left, 100);
  EXPECT_EQ(past->right, 600);
  EXPECT_FALSE(past->begins || past->ends);
  EXPECT_FALSE(track_bracket({-500, -10}, x, 100, 600));
  EXPECT_FALSE(track_bracket({1000, 1200}, x, 100, 600));
}

// Records come sooner than snapshots: toolbar and timeline write the same step.
TEST(Timeline, ToolbarAndTimelineShareOneStep) {
  RunHistory history;
  const auto at = [](std::int64_t segment, std::int64_t step) { return Position{segment, step, 0, 0}; };
  EXPECT_EQ(newest_step(history, at(0, 0)), 0);
  train(history, 0, 1, 2515);
  EXPECT_EQ(newest_step(history, at(0, 2310)), 2515);
  EXPECT_EQ(newest_step(history, at(0, 2600)), 2600) << "a checkpoint's step, before its first record";
  history.begin_segment(1);
  EXPECT_EQ(newest_step(history, at(0, 2515)), 0) << "the snapshot is of the run before";
  EXPECT_EQ(newest_step(history, at(2, 7)), 7) << "the history is";
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
