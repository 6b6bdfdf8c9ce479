#include <gtest/gtest.h>

#include "app/panels/figure/clip_steps_model.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

using Places = std::vector<RunPlace>;

std::vector<std::int64_t> steps_of(const Places& places) {
  std::vector<std::int64_t> steps;
  for (const RunPlace& place : places) steps.push_back(place.step);
  return steps;
}

TEST(ClipPlaces, OfOneSegmentEndWhereTheyAreToEnd) {
  const std::vector<ClipSegment> one{{0, 0, 12, "", 0}};
  EXPECT_EQ(steps_of(clip_places(one, {0, 0}, {0, 10}, 4)), (std::vector<std::int64_t>{0, 4, 8, 10}));
  EXPECT_EQ(steps_of(clip_places(one, {0, 2}, {0, 10}, 4)), (std::vector<std::int64_t>{2, 6, 10}));
  EXPECT_EQ(steps_of(clip_places(one, {0, 5}, {0, 5}, 1)), (std::vector<std::int64_t>{5}));
  EXPECT_TRUE(clip_places(one, {0, 8}, {0, 5}, 1).empty());
}

TEST(ClipPlaces, OverChangesHaveTheLastStateOfEachSegmentAndTheFirstOfTheNext) {
  // A checkpoint that was loaded at its step 100, with a drag before it that left segments without an iteration.
  const std::vector<ClipSegment> run{{0, 0, 10, "", 0},
                                     {1, 0, 0, "z 2→3", 0},
                                     {2, 0, 0, "z 2→4", 0},
                                     {3, 100, 105, "loaded", 0},
                                     {4, 0, 7, "restart", 0}};
  EXPECT_EQ(clip_places(run, {0, 4}, {4, 3}, 5), (Places{{0, 4}, {0, 9}, {0, 10}, {3, 100}, {3, 105}, {4, 0}, {4, 3}}));
  // Where one of those is an end, it is shown.
  EXPECT_EQ(clip_places(run, {1, 0}, {3, 100}, 5), (Places{{1, 0}, {3, 100}}));
  EXPECT_EQ(clip_length(run, {0, 4}, {4, 3}), 6 + 5 + 3);
  EXPECT_TRUE(clip_places(run, {4, 0}, {0, 5}, 1).empty());
  EXPECT_EQ(clip_length(run, {4, 0}, {0, 5}), 0);
  // Beyond its ends a segment has nothing.
  EXPECT_EQ(clip_places(run, {3, 0}, {3, 999}, 3), (Places{{3, 100}, {3, 103}, {3, 105}}));
}

TEST(ClipPlaces, AreARoundNumberApart) {
  EXPECT_EQ(clip_distance(50, 100), 1);
  EXPECT_EQ(clip_distance(1500, 100), 10);
  EXPECT_EQ(clip_distance(2500, 100), 20);
  EXPECT_EQ(clip_distance(70000, 100), 500);
}

TEST(ClipMoments, NameTheChangeWhereTheClipHasSeveralSegments) {
  const std::vector<ClipSegment> run{{0, 0, 10, "", 0}, {1, 0, 2000, "seed 7", 0}};
  EXPECT_EQ(clip_moment(run, {1, 1500}, false).change, "seed 7");
  EXPECT_EQ(clip_moment(run, {1, 1500}, true).change, "");
  EXPECT_EQ(clip_moment(run, {0, 5}, false).change, "");
  EXPECT_EQ(clip_moment(run, {0, 5}, false).step, "step 5");
}

class ClipOfALab : public LabTest {
 protected:
  void train_to(std::int64_t step) {
    until_settled();
    lab_->session().run_to(step);
    until_settled();
  }
};

TEST_F(ClipOfALab, SegmentsAreThoseOfTheRunWithWhatBeganThem) {
  train_to(20);
  act(LabRequest::new_start);
  train_to(30);
  Actions actions;
  actions.scenario = "grid25";
  lab_->carry_out(actions);
  until([&] { return lab_->settled() && lab_->snapshot().position.segment == 2; });
  const std::vector<ClipSegment> segments = clip_segments(lab_->session());
  ASSERT_EQ(segments.size(), 3U);
  EXPECT_EQ(segments[0], (ClipSegment{0, 0, 20, "", 0}));
  EXPECT_EQ(segments[1].number, 1);
  EXPECT_EQ(segments[1].last, 30);
  EXPECT_TRUE(segments[1].change.starts_with("seed ")) << segments[1].change;
  EXPECT_EQ(segments[2].change, lab_->scenario().title) << "the name of the game that was opened";
  EXPECT_EQ(segments[2].last, 0);
}

TEST_F(ClipOfALab, WhatWentOnIsOneStretch) {
  train_to(20);
  set("discriminator.packing", std::int64_t{2});
  train_to(30);
  act(LabRequest::same_start);
  train_to(10);
  const std::vector<ClipSegment> segments = clip_segments(lab_->session());
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_EQ(segments[0], (ClipSegment{1, 0, 30, "", 1}));
  EXPECT_TRUE(segments[0].holds(0) && segments[0].holds(1));
  EXPECT_EQ(segments[1].number, 2);
}

}  // namespace
}  // namespace gan
