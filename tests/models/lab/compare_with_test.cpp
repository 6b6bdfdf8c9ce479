// Comparing by one change: another game beside the one in focus that differs in it alone.
#include <gtest/gtest.h>

#include "tests/models/lab/compared_lab.h"

namespace gan {
namespace {

constexpr const char *kSteps = "hyperparameters.k", *kHidden = "generator.hidden";

class CompareWithChange : public ComparedLab {
 protected:
  void compare(const char* key, Value value, bool from_start) {
    Actions actions;
    actions.compare_with = CompareWith{{key, std::move(value)}, from_start};
    carry_out_and_wait(actions);
  }
  std::string says() const { return distinction_line(differ(), lab_->games()); }
};

TEST_F(CompareWithChange, TheOtherDiffersInThatAloneFromThisMomentOn) {
  train_to(60);
  const std::uint64_t before = hash(0);
  compare(kSteps, std::int64_t{4}, false);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(lab_->focus(), 1u);
  EXPECT_EQ(step(0), 60);
  EXPECT_EQ(step(1), 60);
  EXPECT_EQ(hash(0), before);
  EXPECT_EQ(hash(1), before);
  EXPECT_EQ(says(), "A k = 1 · B k = 4");
  EXPECT_TRUE(lab_->session().can_undo());
  EXPECT_FALSE(lab_->game(0).can_undo());
  train_to(80);
  EXPECT_NE(hash(0), hash(1));
}

TEST_F(CompareWithChange, InThePastBothGoOnFromWhatIsLookedAt) {
  train_to(90);
  look_at(40);
  const std::uint64_t there = hash(0);
  compare(kSteps, std::int64_t{3}, false);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_FALSE(lab_->session().in_past());
  EXPECT_EQ(step(0), 40);
  EXPECT_EQ(step(1), 40);
  EXPECT_EQ(hash(0), there);
  EXPECT_EQ(says(), "A k = 1 · B k = 3");
  EXPECT_EQ(lab_->branches().all().size(), 3u) << "what was trained on from there rests";
}

TEST_F(CompareWithChange, FromTheStartBothBeginAtStepZeroOfThisRun) {
  const std::uint64_t start = hash(0);
  train_to(50);
  compare(kSteps, std::int64_t{5}, true);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(step(0), 0);
  EXPECT_EQ(step(1), 0);
  EXPECT_EQ(hash(0), start);
  EXPECT_EQ(hash(1), start);
  EXPECT_EQ(says(), "A k = 1 · B k = 5");
  // What was set before the first step stays, wherever one asks for one more.
  train_to(30);
  compare(kSteps, std::int64_t{2}, true);
  ASSERT_EQ(lab_->games(), 3u);
  EXPECT_EQ(says(), "A k = 1 · B k = 5 · C k = 2");
}

TEST_F(CompareWithChange, WhatRestartsTrainingRestartsAllOfThem) {
  train_to(30);
  compare(kHidden, std::vector<std::int64_t>{12}, false);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(step(0), 0);
  EXPECT_EQ(step(1), 0);
  EXPECT_EQ(shown(0).settings->spec.generator.hidden, std::vector<Index>{8});
  EXPECT_EQ(shown(1).settings->spec.generator.hidden, std::vector<Index>{12});
}

TEST_F(CompareWithChange, WhatRebuildsAPlayerGoesOnBesideTheOther) {
  train_to(60);
  const std::uint64_t before = hash(0);
  compare("discriminator.packing", std::int64_t{4}, false);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(step(0), 60);
  EXPECT_EQ(step(1), 60);
  EXPECT_EQ(hash(0), before) << "the other was not started anew";
  EXPECT_EQ(says(), "A D packing m = 1 · B D packing m = 4");
  train_to(80);
  EXPECT_EQ(lab_->game(1).history().first_step(), 1);
  EXPECT_EQ(lab_->game(1).history().last_step(), 80);
  // Both are looked back to at one step, whichever segment that is of each.
  InlineLab::look_at(lab_->snapshot().position.segment, 70);
  EXPECT_EQ(step(0), 70);
  EXPECT_EQ(step(1), 70);
  InlineLab::look_at(lab_->snapshot().position.segment, 50);
  EXPECT_EQ(step(0), 50);
  EXPECT_EQ(step(1), 50);
  EXPECT_EQ(hash(0), hash(1));
}

TEST_F(CompareWithChange, AFifthGameIsDeclinedAndNothingIsChanged) {
  for (const std::int64_t k : {2, 3, 4}) compare(kSteps, k, false);
  ASSERT_EQ(lab_->games(), 4u);
  const std::string before = says();
  train_to(10);
  for (const bool from_start : {false, true}) {
    compare(kSteps, std::int64_t{7}, from_start);
    EXPECT_EQ(lab_->games(), 4u);
    EXPECT_EQ(says(), before);
    EXPECT_EQ(step(0), 10);
    EXPECT_NE(newest_message().find("At most 4 games"), std::string::npos) << newest_message();
  }
}

}  // namespace
}  // namespace gan
