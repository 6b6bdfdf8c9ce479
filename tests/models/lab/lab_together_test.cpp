// Several settings as one change, as a click into a phase portrait makes it: one start, one mark, one step of undo.
#include "tests/models/lab/inline_lab.h"
#include "tests/models/phase/phase_game.h"

namespace gan {
namespace {

class LabTogether : public InlineLab {
 protected:
  void SetUp() override {
    Scenario scenario = small_game();
    scenario.settings = test::two_numbers("minimax");
    open(scenario);
    until_settled();
  }
  void start_at(double theta, double psi, bool in_all = true) {
    Actions actions;
    actions.together = {{"generator.start", std::vector<double>{theta}, true, in_all},
                        {"discriminator.start", std::vector<double>{psi}, true, in_all}};
    lab_->carry_out(actions);
    until_settled();
  }
  void train(std::int64_t step) {
    lab_->session().run_to(step);
    until_settled();
  }
  PhasePoint place(const Session& session) const {
    const Snapshot& s = *session.snapshot();
    return {static_cast<double>(s.state->generator.parameters[0]),
            static_cast<double>(s.state->discriminator.parameters[0])};
  }
  PhasePoint place() const { return place(lab_->session()); }
  std::int64_t segment() const { return lab_->snapshot().position.segment; }
};

TEST_F(LabTogether, StartsOnceAndIsTakenBackOnce) {
  train(20);
  start_at(0.5, -0.25);
  EXPECT_EQ(segment(), 1);
  EXPECT_EQ(place(), (PhasePoint{0.5, -0.25}));
  const HistoryMark& mark = lab_->history().marks().back();
  EXPECT_EQ(mark.label, "G start = 0.5, D start = −0.25");
  EXPECT_TRUE(mark.starts_segment);
  train(10);
  act(LabRequest::undo);
  until_settled();
  EXPECT_EQ(segment(), 2) << "one start, not two";
  EXPECT_EQ(place(), (PhasePoint{1, 0}));
  EXPECT_FALSE(lab_->session().can_undo());
  act(LabRequest::redo);
  until_settled();
  EXPECT_EQ(segment(), 3);
  EXPECT_EQ(place(), (PhasePoint{0.5, -0.25}));
}

TEST_F(LabTogether, WhatIsRefusedChangesNothing) {
  train(5);
  start_at(0.5, 1000);
  EXPECT_EQ(segment(), 0);
  EXPECT_FALSE(newest_message().empty());
  EXPECT_FALSE(lab_->session().can_undo());
}

TEST_F(LabTogether, InThePastItBeginsABranch) {
  train(20);
  Actions actions;
  actions.look_at = LookAt{lab_->session().id(), 0, 10};
  lab_->carry_out(actions);
  until_settled();
  ASSERT_TRUE(lab_->session().in_past());
  start_at(-1, 0.5);
  EXPECT_FALSE(lab_->session().in_past());
  EXPECT_EQ(lab_->branches().all().size(), 2u);
  EXPECT_EQ(place(), (PhasePoint{-1, 0.5}));
}

TEST_F(LabTogether, GamesSideBySideBeginAtOnePlace) {
  train(5);
  act(LabRequest::compare_from_start);
  until_settled();
  ASSERT_EQ(lab_->games(), 2u);
  start_at(0.25, 0.75);
  for (std::size_t i = 0; i < lab_->games(); ++i) {
    EXPECT_EQ(place(lab_->game(i)), (PhasePoint{0.25, 0.75}));
    EXPECT_EQ(lab_->game(i).snapshot()->position.step, 0);
  }
}

}  // namespace
}  // namespace gan
