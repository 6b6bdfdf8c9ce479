// Which run stands behind the present one, and what it began with that the other had not.
#include "app/lab/history/segment_start.h"

#include <gtest/gtest.h>

#include "app/lab/history/marks.h"
#include "tests/models/lab/history_rows.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

using test::mark;
using test::train;

HistoryMark changed(std::int64_t segment, std::int64_t step, const char* key, Value before, Value after) {
  HistoryMark m;
  m.segment = segment, m.step = step, m.key = key, m.before = std::move(before), m.after = std::move(after);
  describe_change(m);
  return m;
}
HistoryMark k_changed(std::int64_t segment, std::int64_t step, std::int64_t before, std::int64_t after) {
  return changed(segment, step, "hyperparameters.k", before, after);
}

TEST(SegmentStart, TheRunBeforeIsTheLastWithSteps) {
  RunHistory history;
  EXPECT_FALSE(run_before(history));
  train(history, 0, 1, 5);
  EXPECT_FALSE(run_before(history));
  history.add_mark(mark(1, 0, "restart", true));
  EXPECT_EQ(run_before(history), 0U);
  history.add_mark(mark(2, 0, "restart", true));
  EXPECT_EQ(run_before(history), 0U) << "the one between had no steps";
  train(history, 2, 1, 5);
  history.add_mark(mark(3, 0, "restart", true));
  EXPECT_EQ(run_before(history), 1U);
}

TEST(SegmentStart, AnotherGameIsNotCompared) {
  RunHistory history;
  train(history, 0, 1, 5);
  HistoryMark opened = mark(1, 0, "opened", true);
  opened.other_game = opened.other_settings = true;
  history.add_mark(opened);
  EXPECT_FALSE(run_before(history));
  history.add_mark(mark(2, 0, "restart", true));
  EXPECT_FALSE(run_before(history)) << "it was opened in between";
  train(history, 2, 1, 5);
  history.add_mark(mark(3, 0, "restart", true));
  EXPECT_EQ(run_before(history), 1U);
}

TEST(SegmentStart, SaysWhatWasChangedSinceTheRunBeforeBegan) {
  RunHistory history;
  history.add_mark(k_changed(0, 0, 1, 2));  // before its first step: it began so
  train(history, 0, 1, 50);
  history.add_mark(k_changed(0, 20, 2, 5));
  history.add_mark(k_changed(0, 30, 5, 10));
  history.add_mark(mark(1, 0, "restart", true));
  EXPECT_EQ(begun_with(history, 1).label, "k = 10");
  EXPECT_EQ(begun_with(history, 1).sentence, "It began with k = 10 (in the run before: 2).");
  EXPECT_EQ(begun_with(history, 0).label, "");
  // Changed back before the next run.
  train(history, 1, 1, 50);
  history.add_mark(k_changed(1, 7, 10, 3));
  history.add_mark(k_changed(1, 8, 3, 10));
  history.add_mark(mark(2, 0, "restart", true));
  EXPECT_EQ(begun_with(history, 2).label, "");
}

TEST(SegmentStart, WhatTheScenarioChangesIsNoDifference) {
  RunHistory history;
  train(history, 0, 1, 50);
  HistoryMark scheduled = k_changed(0, 20, 1, 5);
  scheduled.scheduled = true;
  history.add_mark(scheduled);
  history.add_mark(mark(1, 0, "restart", true));
  EXPECT_EQ(begun_with(history, 1).label, "");
}

TEST(SegmentStart, NamesTwoAndCountsTheOthers) {
  RunHistory history;
  train(history, 0, 1, 50);
  history.add_mark(k_changed(0, 20, 1, 5));
  history.add_mark(changed(0, 20, "hyperparameters.batch_size", std::int64_t{64}, std::int64_t{128}));
  history.add_mark(changed(0, 20, "hyperparameters.r1_weight", 0.0, 0.5));
  HistoryMark restart = changed(1, 0, "noise.dimension", std::int64_t{2}, std::int64_t{8});
  restart.starts_segment = true;
  history.add_mark(restart);
  const BegunWith begun = begun_with(history, 1);
  EXPECT_TRUE(begun.label.starts_with("k = 5, ")) << begun.label;
  EXPECT_TRUE(begun.label.ends_with(" +2")) << begun.label;
  EXPECT_NE(begun.sentence.find("8 (in the run before: 2)"), std::string::npos) << begun.sentence;
}

TEST(SegmentStart, OfACheckpointNothingIsKnown) {
  RunHistory history;
  train(history, 0, 1, 50);
  history.add_mark(k_changed(0, 20, 1, 5));
  HistoryMark loaded = mark(1, 500, "loaded", true);
  loaded.other_settings = true;
  history.add_mark(loaded);
  EXPECT_EQ(begun_with(history, 1).label, "");
  EXPECT_EQ(run_before(history), 0U) << "its curves stand behind all the same";
}

// The whole way: commands of a person, through the run, to the marks.
class SegmentStartInALab : public LabTest {};

TEST_F(SegmentStartInALab, AHandOnASliderMarksTheNextRun) {
  open(small_game());
  lab_->session().play();
  until([&] { return lab_->session().history().last_step() >= 20; });
  lab_->session().pause();
  until_settled();
  set("hyperparameters.k", std::int64_t{7});
  until_settled();
  act(LabRequest::same_start);
  until_settled();
  EXPECT_EQ(begun_with(lab_->session().history(), lab_->session().history().segment()).label, "k = 7");
  EXPECT_EQ(run_before(lab_->session().history()), 0U);
}

TEST_F(SegmentStartInALab, ARemedyMarksTheNextRun) {
  lab_->session().play();
  until([&] { return lab_->session().history().last_step() >= 20; });
  lab_->session().pause();
  until_settled();
  act(LabRequest::apply_remedy);
  until_settled();
  act(LabRequest::same_start);
  until_settled();
  const BegunWith begun = begun_with(lab_->session().history(), lab_->session().history().segment());
  EXPECT_NE(begun.label.find("k = 2"), std::string::npos) << begun.label;
  EXPECT_NE(begun.label.find("D learning rate = "), std::string::npos) << begun.label;
}

TEST_F(SegmentStartInALab, AnotherGameBeginsWithoutAGhost) {
  lab_->session().play();
  until([&] { return lab_->session().history().last_step() >= 20; });
  lab_->session().pause();
  until_settled();
  Actions actions;
  actions.scenario = "ring8";
  lab_->carry_out(actions);
  until([&] { return lab_->session().history().segment() > 0; });
  until_settled();
  EXPECT_FALSE(run_before(lab_->session().history()));
}

}  // namespace
}  // namespace gan
