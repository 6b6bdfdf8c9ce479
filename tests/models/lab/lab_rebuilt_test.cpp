// What rebuilds a player while it trains is one course in the window: plots, timeline and past go on over it.
#include <gtest/gtest.h>

#include "app/lab/history/segment_start.h"
#include "tests/models/lab/past_steps.h"

namespace gan {
namespace {

constexpr const char* kPacking = "discriminator.packing";

class LabRebuilt : public PastLab {
 protected:
  // Packs of two from step 60 on, of four from step 90 on, and 120 steps in all.
  void train_with_packs() {
    train_to(60);
    set_and_wait(kPacking, std::int64_t{2});
    train_to(90);
    set_and_wait(kPacking, std::int64_t{4});
    train_to(120);
  }
  std::int64_t packing() const { return lab_->snapshot().settings->spec.discriminator.packing; }
};

TEST_F(LabRebuilt, IsOneCourse) {
  train_with_packs();
  const RunHistory& history = lab_->history();
  EXPECT_EQ(history.segment(), 2);
  EXPECT_EQ(history.first_step(), 1);
  EXPECT_EQ(history.last_step(), 120);
  EXPECT_EQ(history.find("g_loss")->size(), 120U);
  EXPECT_TRUE(history.past().empty());
  EXPECT_EQ(ghost_of(history), Ghost::none);
  ASSERT_EQ(history.segment_marks().size(), 2U);
  EXPECT_EQ(history.segment_marks()[0].label, "D packing m 1→2");
  EXPECT_EQ(history.segment_marks()[0].sentence,
            "D packing m was changed from 1 to 2 after step 60: D was rebuilt around what it had learned.");
  EXPECT_EQ(history.last_change(), (LastChange{90, 1}));

  // A start is another course, which began with what was set.
  act(LabRequest::same_start);
  until_settled();
  train_to(10);
  ASSERT_EQ(lab_->history().past().size(), 1U);
  EXPECT_EQ(lab_->history().past()[0].last_step, 120);
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::run_before);
  EXPECT_EQ(begun_with(lab_->history(), 3).label, "D packing m = 4");
  look_at(1, 70);
  EXPECT_EQ(packing(), 2);
  EXPECT_EQ(lab_->history().first_step(), 1);
  EXPECT_EQ(lab_->history().last_step(), 90) << "where that segment ended";
}

TEST_F(LabRebuilt, IsLookedBackToAsOne) {
  train_with_packs();
  const std::uint64_t front = shown_hash();
  look_at(2, 40);
  EXPECT_EQ(shown(), (Position{0, 40, 0, 0}));
  EXPECT_EQ(packing(), 1);
  EXPECT_EQ(shown_hash(), plain(40)->hash());
  EXPECT_EQ(lab_->history().last_step(), 120) << "what is shown does not end there";
  look_at(2, 75);
  EXPECT_EQ(shown(), (Position{1, 75, 0, 0}));
  look_at(2, 90);
  EXPECT_EQ(packing(), 2) << "as the step was completed, before what was changed there";
  look_at(2, 91);
  EXPECT_EQ(shown(), (Position{2, 91, 0, 0}));
  look_at(2, 120);
  EXPECT_FALSE(lab_->session().in_past());
  EXPECT_EQ(shown_hash(), front);
}

// From there on another run: it has the rest of the first one beside it.
TEST_F(LabRebuilt, ABranchBeforeItHasItBehind) {
  train_with_packs();
  look_at(2, 70);
  set_and_wait(kPacking, std::int64_t{1});
  EXPECT_EQ(shown(), (Position{2, 70, 0, 0}));
  train_to(80);
  EXPECT_EQ(lab_->history().first_step(), 1);
  EXPECT_EQ(lab_->history().last_step(), 80);
  ASSERT_TRUE(lab_->history().has_parent());
  EXPECT_EQ(lab_->history().parent_from(), 70);
  EXPECT_EQ(lab_->history().find_in_parent("g_loss")->last_step(), 120);
  EXPECT_EQ(title_of(lab_->branches().all().back()), "D packing m 2→1");
}

TEST_F(LabRebuilt, OfARecordingThatIsOpenedIsAllThere) {
  train_with_packs();
  const std::uint64_t front = shown_hash();
  save_and_open_recording();
  EXPECT_EQ(shown_hash(), front);
  EXPECT_EQ(lab_->history().first_step(), 1);
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 120U);
  EXPECT_EQ(lab_->history().segment_marks().size(), 2U);
  look_at(2, 70);
  EXPECT_EQ(packing(), 2);
}

TEST_F(LabRebuilt, IsTakenBack) {
  train_to(60);
  set_and_wait(kPacking, std::int64_t{2});
  train_to(70);
  act(LabRequest::undo);
  until_settled();
  EXPECT_EQ(shown(), (Position{2, 70, 0, 0}));
  EXPECT_EQ(packing(), 1);
}

// A slider that is dragged rebuilds nothing until it is let go.
TEST_F(LabRebuilt, WaitsForTheEndOfADrag) {
  train_to(60);
  set(kPacking, std::int64_t{2}, false);
  set(kPacking, std::int64_t{4}, false);
  set(kPacking, std::int64_t{4}, true);
  until_settled();
  EXPECT_EQ(shown(), (Position{1, 60, 0, 0}));
  EXPECT_EQ(packing(), 4);
}

}  // namespace
}  // namespace gan
