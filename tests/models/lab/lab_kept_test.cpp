// Kept moments: exact, at once, never thinned away; the best so far; and what looking back has to be right about.
#include <gtest/gtest.h>

#include "core/io/checkpoint.h"
#include "core/probe/quality/measure.h"
#include "tests/models/lab/inline_lab.h"
#include "tests/models/lab/past_steps.h"

namespace gan {
namespace {

class LabKept : public PastLab {
 protected:
  void keep() {
    act(LabRequest::keep_moment);
    until_settled();
  }
  void change_kept(KeptChange change) {
    Actions actions;
    actions.kept.push_back(std::move(change));
    lab_->carry_out(actions);
    until_settled();
  }
  void best_by(const char* id) {
    Actions actions;
    actions.best_metric = id;
    lab_->carry_out(actions);
  }
  std::span<const KeptMoment> kept() const { return lab_->kept().moments().all(); }
  const KeptMoment& only() const { return kept().front(); }
};

TEST_F(LabKept, TheMomentThatIsShownIsKeptWithItsStateAndItsMetrics) {
  train_to(120);
  const std::uint64_t hash = shown_hash();
  keep();
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(only().instant.position, (Position{0, 120, 0, 0}));
  ASSERT_NE(only().keyframe, nullptr);
  EXPECT_EQ(hash_state(*only().keyframe->state), hash);
  ASSERT_TRUE(only().metrics.has_value());
  EXPECT_EQ(only().metrics->step, 120);
  EXPECT_GE(lab_->keyframes().bytes(), only().keyframe->bytes());
  keep();
  EXPECT_EQ(kept().size(), 1U);
  EXPECT_EQ(newest_message(), "This moment is kept already.");
  train_to(300);
  look_at(0, 60);
  keep();
  ASSERT_EQ(kept().size(), 2U);
  EXPECT_EQ(hash_state(*kept()[1].keyframe->state), plain(60)->hash());
  EXPECT_TRUE(lab_->session().in_past()) << "keeping looks nowhere else";
}

// While it trains the state has moved on by the time it is kept: what is kept is what was shown.
TEST_F(LabKept, WhileItTrainsTheShownMomentIsKept) {
  train_to(50);
  act(LabRequest::play);
  until([this] { return shown().step > 150; });
  const Position then = shown();
  act(LabRequest::keep_moment);
  until([&] { return !kept().empty() && only().keyframe != nullptr; });
  EXPECT_EQ(only().instant.position, then);
  act(LabRequest::pause);
  until_settled();
  const auto alone = plain(static_cast<int>(then.step));
  while (alone->position() != then) alone->substep();
  EXPECT_EQ(hash_state(*only().keyframe->state), alone->hash());
}

TEST_F(LabKept, AClickGoesThereAlsoToAnotherBranch) {
  train_to(200);
  look_at(0, 100);
  act(LabRequest::keep_moment);
  set_and_wait("hyperparameters.k", std::int64_t{3});
  const RunId branch = lab_->session().id();
  train_to(150);
  const std::uint64_t branch_hash = shown_hash();
  keep();
  train_to(180);
  ASSERT_EQ(kept().size(), 2U);
  const RunId main = lab_->branches().all().front().run;
  change({main, BranchChange::Kind::play, ""});
  const std::uint64_t in_branch = kept()[1].number, in_both = kept()[0].number;

  change_kept({in_both, KeptChange::Kind::go, ""});
  EXPECT_EQ(lab_->session().id(), main) << "it comes by there itself";
  EXPECT_EQ(shown(), (Position{0, 100, 0, 0}));
  EXPECT_EQ(shown_hash(), plain(100)->hash());

  change_kept({in_branch, KeptChange::Kind::go, ""});
  EXPECT_EQ(lab_->session().id(), branch);
  EXPECT_TRUE(lab_->session().in_past());
  EXPECT_EQ(shown(), (Position{0, 150, 0, 0}));
  EXPECT_EQ(shown_hash(), branch_hash);
  EXPECT_EQ(shown_k(), 3);

  change({main, BranchChange::Kind::play, ""});
  change({branch, BranchChange::Kind::remove, ""});
  ASSERT_EQ(kept().size(), 1U) << "nothing comes by the other one any more";
  EXPECT_EQ(kept()[0].number, in_both);
}

TEST_F(LabKept, AreNamedSavedAndRemoved) {
  train_to(80);
  keep();
  const std::uint64_t number = only().number;
  train_to(160);
  change_kept({number, KeptChange::Kind::rename, "before the hop"});
  EXPECT_EQ(title_of(only()), "before the hop");
  change_kept({number, KeptChange::Kind::save, ""});
  until([this] { return !saved_files().empty(); });
  until_settled();
  const auto saved = load_checkpoint(saved_file(".safetensors"));
  ASSERT_TRUE(saved.ok()) << saved.message();
  EXPECT_EQ(hash_state(saved.value()->state), plain(80)->hash());
  EXPECT_EQ(shown().step, 160) << "saving looks nowhere else";
  change_kept({number, KeptChange::Kind::remove, ""});
  EXPECT_TRUE(kept().empty());
  EXPECT_TRUE(lab_->settled());
}

// However small the memory for the past is, what is kept is there, and a click does not have to train anything again.
TEST_F(LabKept, IsNeverThinnedAway) {
  train_to(700);
  keep();
  Actions actions;
  actions.past_memory = std::size_t{64} << 10;
  lab_->carry_out(actions);
  train_to(4000);
  ASSERT_NE(only().keyframe, nullptr);
  const std::vector<RunStretch> through = lab_->session().through();
  const auto nearest = lab_->keyframes().nearest(through, only().instant);
  ASSERT_NE(nearest, nullptr);
  EXPECT_EQ(nearest->instant, only().instant);
  change_kept({only().number, KeptChange::Kind::go, ""});
  EXPECT_EQ(shown_hash(), plain(700)->hash());
  EXPECT_GE(lab_->keyframes().bytes(), only().keyframe->bytes());
}

TEST_F(LabKept, TheBestSoFarIsReplacedAsABetterOneIsMeasured) {
  best_by("high_quality_fraction");
  double best = -1;
  std::int64_t at = -1;
  for (int step = 0; step <= 1500; step += 100) {
    train_to(step);
    until_settled();
    ASSERT_EQ(kept().size(), 1U);
    ASSERT_NE(only().best, nullptr);
    EXPECT_EQ(std::string(only().best->id), "high_quality_fraction");
    ASSERT_NE(only().keyframe, nullptr);
    // The best of all that was measured, which is more than where it rests.
    const double kept_best = only().metrics->high_quality_fraction;
    if (only().instant.position.step != at) {
      EXPECT_GT(kept_best, best);
    }
    best = kept_best, at = only().instant.position.step;
    EXPECT_GE(best, lab_->session().answers().measurement->metrics.high_quality_fraction);
    EXPECT_EQ(best, measure_snapshot(*plain(static_cast<int>(at))->snapshot()).high_quality_fraction);
  }
  EXPECT_GT(at, 0);
  change_kept({only().number, KeptChange::Kind::go, ""});
  EXPECT_EQ(shown_hash(), plain(static_cast<int>(at))->hash());
  // Another metric begins anew, and none keeps nothing.
  best_by("jsd");
  EXPECT_TRUE(kept().empty());
  act(LabRequest::look_at_front);
  until_settled();
  train_to(1600);
  until_settled();
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(std::string(only().best->id), "jsd");
  best_by("");
  EXPECT_TRUE(kept().empty());
}

// What is typed wrongly while a branch is waited for stands at its field there.
TEST_F(LabKept, WhatIsRefusedWhileABranchIsWaitedForIsShown) {
  train_to(1000);
  Actions look;
  look.look_at = LookAt{lab_->session().id(), 0, 500};
  lab_->carry_out(look);
  ASSERT_FALSE(lab_->session().shows_exactly());
  act(LabRequest::branch_here);
  Actions wrong;
  wrong.refused.push_back({"hyperparameters.k", "many", "'many' is no whole number"});
  lab_->carry_out(wrong);
  until_settled();
  ASSERT_EQ(lab_->branches().all().size(), 2U);
  const Refusal* const refusal = lab_->session().refusals().find("hyperparameters.k");
  ASSERT_NE(refusal, nullptr);
  EXPECT_EQ(refusal->typed, "many");
}

// A checkpoint is of the moment that is looked at, also where its state is still on its way.
TEST_F(LabKept, ACheckpointWaitsForTheExactState) {
  train_to(1000);
  Actions look;
  look.look_at = LookAt{lab_->session().id(), 0, 503};
  lab_->carry_out(look);
  ASSERT_FALSE(lab_->session().shows_exactly());
  act(LabRequest::save_checkpoint);
  act(LabRequest::look_at_front);
  until([this] { return !saved_files().empty(); });
  until_settled();
  const auto saved = load_checkpoint(saved_file(".safetensors"));
  ASSERT_TRUE(saved.ok()) << saved.message();
  EXPECT_EQ(saved.value()->state.step, 503);
  EXPECT_EQ(hash_state(saved.value()->state), plain(503)->hash());
}

// A branch has the other run's past with its blow-ups, and goes to and fro with them.
TEST_F(LabKept, ABranchRemembersWhereItsPastDiverged) {
  train_to(20);
  train_until_diverged();
  const Instant blown = lab_->session().front()->instant();
  const auto look_there = [&] {
    lab_->session().look_at(blown);
    until_settled();
    EXPECT_EQ(lab_->snapshot().instant(), blown);
    return lab_->snapshot().status.diverged;
  };
  set_and_wait("hyperparameters.loss", std::string("non_saturating"));
  act(LabRequest::same_start);
  until_settled();
  act(LabRequest::step_generator);
  until_settled();
  EXPECT_TRUE(look_there());
  look_at(1, 0);
  act(LabRequest::step_discriminator);
  until_settled();
  const RunId main = lab_->branches().all().front().run;
  ASSERT_NE(lab_->session().id(), main);
  EXPECT_TRUE(look_there());
  change({main, BranchChange::Kind::play, ""});
  EXPECT_TRUE(look_there());
}

TEST(KeptMoments, EveryMetricThatIsShownHasADirectionOrNone) {
  EXPECT_GE(metrics_to_choose().size(), 12U);
  for (const ScalarInfo& scalar : scalars()) {
    const bool metric = scalar.source == ScalarSource::points || scalar.source == ScalarSource::images ||
                        scalar.source == ScalarSource::comparison;
    EXPECT_TRUE(metric || scalar.better == ScalarBetter::neither) << scalar.id;
  }
  const ScalarInfo& jsd = scalar_info("jsd");
  EXPECT_TRUE(is_better(jsd, 0.1, 0.2));
  EXPECT_FALSE(is_better(jsd, 0.2, 0.1));
  EXPECT_FALSE(is_better(jsd, std::nan(""), 0.1));
  EXPECT_TRUE(is_better(jsd, 0.3, std::nan("")));
  EXPECT_TRUE(is_better(scalar_info("recall"), 0.3, 0.2));
  EXPECT_FALSE(is_better(scalar_info("d_loss"), 0.3, 0.2));
}

}  // namespace
}  // namespace gan
