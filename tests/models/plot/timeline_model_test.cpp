// The timeline: its segments and its span.
#include "app/panels/frame/timeline_model.h"

#include <gtest/gtest.h>

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
