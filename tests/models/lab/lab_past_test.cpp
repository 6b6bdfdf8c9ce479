// Looking at the past of a run and branching there: what is shown is what was, looking changes nothing, and what is
// done in the past begins another run that has the first one's past.
#include <gtest/gtest.h>

#include <vector>

#include "app/lab/history/segment_start.h"
#include "core/base/number_text.h"
#include "core/probe/quality/measure.h"
#include "core/recording/recording.h"
#include "tests/models/lab/past_steps.h"

namespace gan {
namespace {

using LabPast = PastLab;

TEST_F(LabPast, ShowsAnyStepOfAnySegmentAndChangesNothing) {
  train_to(150);
  set_and_wait("hyperparameters.k", std::int64_t{3});
  train_to(300);
  act(LabRequest::new_start);
  until_settled();
  train_to(200);
  const std::uint64_t front = shown_hash();
  const std::size_t marks = lab_->history().marks().size();

  look_at(1, 77);
  EXPECT_TRUE(lab_->session().in_past());
  EXPECT_EQ(shown(), (Position{1, 77, 0, 0}));
  EXPECT_EQ(lab_->snapshot().record.step, 77);
  EXPECT_EQ(lab_->history().segment(), 1);

  look_at(0, 120);
  EXPECT_EQ(shown(), (Position{0, 120, 0, 0}));
  EXPECT_EQ(shown_hash(), plain(120)->hash());
  EXPECT_EQ(shown_k(), 1);
  EXPECT_EQ(lab_->history().segment(), 0);
  EXPECT_EQ(lab_->history().last_step(), 300);
  EXPECT_EQ(lab_->session().answers().measurement->metrics.step, 120);
  EXPECT_EQ(lab_->session().judge().sentences().empty(), false);
  look_at(0, 150);
  EXPECT_EQ(shown_k(), 1) << "as the step was completed, before what was changed there";
  look_at(0, 151);
  EXPECT_EQ(shown_k(), 3);

  EXPECT_EQ(lab_->session().front()->position, (Position{1, 200, 0, 0}));
  act(LabRequest::look_at_front);
  until_settled();
  EXPECT_FALSE(lab_->session().in_past());
  EXPECT_EQ(shown_hash(), front);
  EXPECT_EQ(lab_->history().marks().size(), marks);
  EXPECT_EQ(lab_->branches().all().size(), 1U);
}

TEST_F(LabPast, IsWalkedThroughByTheKeys) {
  train_to(120);
  act(LabRequest::same_start);
  until_settled();
  train_to(50);
  const auto go = [&](LabRequest request) {
    act(request);
    until_settled();
    return shown();
  };
  EXPECT_EQ(go(LabRequest::look_back), (Position{1, 49, 0, 0}));
  EXPECT_EQ(go(LabRequest::look_back), (Position{1, 48, 0, 0}));
  EXPECT_EQ(go(LabRequest::go_on), (Position{1, 49, 0, 0}));
  EXPECT_EQ(go(LabRequest::look_far_back), (Position{1, 0, 0, 0}));
  EXPECT_EQ(go(LabRequest::look_far_back), (Position{0, 120, 0, 0}));
  EXPECT_EQ(go(LabRequest::look_far_back), (Position{0, 20, 0, 0}));
  EXPECT_EQ(go(LabRequest::look_far_back), (Position{0, 0, 0, 0}));
  EXPECT_EQ(go(LabRequest::look_back), (Position{0, 0, 0, 0}));
  EXPECT_EQ(go(LabRequest::go_far_on), (Position{0, 100, 0, 0}));
  EXPECT_EQ(go(LabRequest::go_far_on), (Position{0, 120, 0, 0}));
  EXPECT_EQ(go(LabRequest::go_far_on), (Position{1, 0, 0, 0}));
  EXPECT_EQ(go(LabRequest::go_far_on), (Position{1, 50, 0, 0}));
  EXPECT_FALSE(lab_->session().in_past());
  // Halfway through an iteration its beginning is one back.
  act(LabRequest::step_discriminator);
  until_settled();
  EXPECT_EQ(shown(), (Position{1, 50, 1, 0}));
  EXPECT_EQ(go(LabRequest::look_back), (Position{1, 50, 0, 0}));
}

TEST_F(LabPast, TheFrontTrainsOnWhileOneLooksBack) {
  train_to(100);
  act(LabRequest::play);
  until([this] { return lab_->snapshot().position.step > 200; });
  Actions actions;
  actions.look_at = LookAt{lab_->session().id(), 0, 60};
  lab_->carry_out(actions);
  until([this] { return lab_->session().shows_exactly(); });
  EXPECT_EQ(shown_hash(), plain(60)->hash());
  const std::int64_t then = lab_->session().front()->position.step;
  until([&] { return lab_->session().front()->position.step > then + 100; });
  EXPECT_EQ(shown(), (Position{0, 60, 0, 0}));
  act(LabRequest::pause);
  until_settled();
  EXPECT_TRUE(lab_->session().in_past()) << "a pause is no change of the game";
  act(LabRequest::look_at_front);
  until_settled();
  EXPECT_EQ(shown_hash(), plain(static_cast<int>(shown().step))->hash());
}

TEST_F(LabPast, WhatIsDoneThereBeginsABranchAndNothingIsLost) {
  train_to(300);
  const std::uint64_t main_hash = shown_hash();
  const RunId main = lab_->session().id();
  look_at(0, 100);
  set("hyperparameters.k", std::int64_t{2}, false);
  set("hyperparameters.k", std::int64_t{4}, true);
  until_settled();
  EXPECT_FALSE(lab_->session().in_past());
  ASSERT_EQ(lab_->branches().all().size(), 2U);
  const Branch branch = lab_->branches().all().back();
  EXPECT_EQ(branch.run, lab_->session().id());
  EXPECT_EQ(branch.parent, main);
  EXPECT_EQ(branch.origin.position, (Position{0, 100, 0, 0}));
  EXPECT_EQ(title_of(branch), "k 1→4");
  EXPECT_EQ(title_of(lab_->branches().all().front()), "main");
  EXPECT_EQ(shown(), (Position{0, 100, 0, 0}));
  EXPECT_EQ(lab_->history().last_step(), 100);

  train_to(180);
  const auto alone = plain(100);
  ASSERT_TRUE(alone->apply(SetValue{"hyperparameters.k", std::int64_t{4}}).ok());
  for (int i = 0; i < 80; ++i) alone->step();
  EXPECT_EQ(shown_hash(), alone->hash());
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 180U);
  // Its past is the other's up to there.
  look_at(0, 40);
  EXPECT_EQ(shown_hash(), plain(40)->hash());
  act(LabRequest::look_at_front);
  until_settled();

  change({main, BranchChange::Kind::play, ""});
  EXPECT_EQ(shown(), (Position{0, 300, 0, 0}));
  EXPECT_EQ(shown_hash(), main_hash);
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 300U);
  EXPECT_EQ(shown_k(), 1);
  train_to(330);
  EXPECT_EQ(shown_hash(), plain(330)->hash());

  change({branch.run, BranchChange::Kind::play, ""});
  EXPECT_EQ(shown_hash(), alone->hash());
  EXPECT_EQ(title_of(*lab_->branches().find(branch.run)), "k 1→4");
}

TEST_F(LabPast, ABranchIsRecordedWhole) {
  train_to(1200);
  look_at(0, 1100);
  act(LabRequest::step_iteration);
  until_settled();
  EXPECT_EQ(title_of(lab_->branches().all().back()), std::string("from step ") + step_text(1100).c_str());
  auto recording = lab_->session().finish_recording();
  until([&] { return recording.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
  const Recording whole = recording.get();
  ASSERT_EQ(whole.hashes.size(), 2U) << "that of step 1000 is the first run's";
  const ReplayResult replayed = replay(whole);
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  EXPECT_EQ(replayed.final_hash, plain(1101)->hash());
}

TEST_F(LabPast, OfARecordingThatIsOpenedIsAllThere) {
  train_to(150);
  act(LabRequest::new_start);
  until_settled();
  train_to(40);
  save_and_open_recording();
  look_at(0, 90);
  EXPECT_EQ(shown_hash(), plain(90)->hash());
  EXPECT_EQ(lab_->history().last_step(), 150);
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 150U);
  act(LabRequest::look_at_front);
  until_settled();
  EXPECT_EQ(shown(), (Position{1, 40, 0, 0}));
  EXPECT_EQ(lab_->history().last_step(), 40);
}

TEST_F(LabPast, BranchesAreNamedAndRemoved) {
  train_to(60);
  const RunId main = lab_->session().id();
  look_at(0, 30);
  act(LabRequest::step_iteration);
  until_settled();
  const RunId second = lab_->session().id();
  look_at(0, 20);
  act(LabRequest::step_generator);
  until_settled();
  const RunId third = lab_->session().id();
  ASSERT_EQ(lab_->branches().all().size(), 3U);
  // The moment belongs to the first of them.
  EXPECT_EQ(lab_->branches().find(third)->parent, main);
  change({second, BranchChange::Kind::rename, "without D"});
  EXPECT_EQ(title_of(*lab_->branches().find(second)), "without D");
  change({third, BranchChange::Kind::remove, ""});
  EXPECT_EQ(lab_->branches().all().size(), 3U) << "the one that is played stays";
  change({main, BranchChange::Kind::remove, ""});
  EXPECT_EQ(lab_->branches().all().size(), 2U);
  // What it had in common with the others is still theirs.
  look_at(0, 7);
  EXPECT_EQ(shown_hash(), plain(7)->hash());
  act(LabRequest::look_at_front);
  until_settled();
  change({second, BranchChange::Kind::play, ""});
  EXPECT_EQ(shown_hash(), plain(31)->hash());
}

TEST_F(LabPast, AChangeIsTakenBackAsIfItHadNotHappened) {
  train_to(100);
  set("hyperparameters.k", std::int64_t{2}, false);
  set_and_wait("hyperparameters.k", std::int64_t{5});
  train_to(150);
  set_and_wait("hyperparameters.k", std::int64_t{7});
  train_to(200);
  act(LabRequest::undo);  // 7 to 5, from here on: what is next to be taken back is the first change
  until_settled();
  act(LabRequest::undo_as_if);
  until_settled();
  ASSERT_EQ(lab_->branches().all().size(), 2U);
  EXPECT_EQ(shown(), (Position{0, 100, 0, 0}));
  EXPECT_EQ(shown_k(), 1);
  train_to(200);
  EXPECT_EQ(shown_hash(), plain(200)->hash());
  act(LabRequest::undo_as_if);
  until_settled();
  EXPECT_EQ(newest_message(), "There is no change to take back.");
}

TEST_F(LabPast, AnotherScenarioIsOpenedAtTheFront) {
  train_to(60);
  look_at(0, 30);
  Actions actions;
  actions.scenario = "ring8";
  lab_->carry_out(actions);
  until_settled();
  EXPECT_FALSE(lab_->session().in_past());
  EXPECT_EQ(lab_->scenario().id, "ring8");
  EXPECT_EQ(lab_->branches().all().size(), 1U);
  // And the card of the game that is looked at is its own.
  look_at(0, 30);
  EXPECT_EQ(lab_->scenario().id, "small");
}

// Behind the lines of a branch stands what it parted from, as far as that has come.
TEST_F(LabPast, BehindABranchStandsWhatItPartedFrom) {
  train_to(60);
  act(LabRequest::new_start);
  until_settled();
  train_to(200);
  const RunId main = lab_->session().id();
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::run_before);
  look_at(1, 80);
  set_and_wait("hyperparameters.k", std::int64_t{4});
  ASSERT_EQ(lab_->branches().all().size(), 2U);
  const RunId branch = lab_->session().id();
  train_to(120);
  const RunHistory& history = lab_->history();
  ASSERT_EQ(ghost_of(history), Ghost::parent);
  EXPECT_EQ(history.parent_from(), 80);
  const Series& behind = *history.find_in_parent("g_loss");
  EXPECT_EQ(behind.size(), 200U);
  const auto at = [](const Series& series, std::int64_t step) {
    Bucket bucket;
    EXPECT_TRUE(series.at(step, bucket));
    return bucket.mean;
  };
  EXPECT_EQ(at(behind, 80), at(*history.find("g_loss"), 80)) << "where they part";
  EXPECT_NE(at(behind, 120), at(*history.find("g_loss"), 120));

  // It trains on, and is found again as it is then; it has no parent itself.
  change({main, BranchChange::Kind::play, ""});
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::run_before);
  train_to(230);
  change({branch, BranchChange::Kind::play, ""});
  ASSERT_EQ(ghost_of(lab_->history()), Ghost::parent);
  EXPECT_EQ(lab_->history().find_in_parent("g_loss")->size(), 230U);

  // Started anew it is compared with what it was itself; looked back to that still is a branch.
  act(LabRequest::same_start);
  until_settled();
  train_to(20);
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::run_before);
  look_at(1, 100);
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::parent);
  act(LabRequest::look_at_front);
  until_settled();
  change({main, BranchChange::Kind::remove, ""});
  look_at(1, 100);
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::run_before);
}

// A branch from the front has nothing to be compared with.
TEST_F(LabPast, WhereNothingComesAfterThePartingNothingStandsBehind) {
  train_to(50);
  act(LabRequest::compare_here);
  until_settled();
  ASSERT_EQ(lab_->games(), 2U);
  lab_->run_to(70);
  until_settled();
  EXPECT_EQ(ghost_of(lab_->history()), Ghost::none) << "both are seen";
  act(LabRequest::end_compare);
  until_settled();
  ASSERT_EQ(ghost_of(lab_->history()), Ghost::parent);
  EXPECT_EQ(lab_->history().parent_from(), 50);
}

// Of the front as much is measured as if nobody looked back, and what is shown has metrics of its own.
class LabPastMetrics : public LabPast {
 protected:
  const Series& measured() const { return *lab_->session().front_history().find("jsd"); }
  std::int64_t front() const { return lab_->session().front()->position.step; }
  void begin_to_look(std::int64_t segment, std::int64_t step) {
    Actions actions;
    actions.look_at = LookAt{lab_->session().id(), segment, step};
    lab_->carry_out(actions);
  }
};

TEST_F(LabPastMetrics, GoOnAtTheFront) {
  train_to(100);
  act(LabRequest::play);
  until([this] { return front() > 200; });
  begin_to_look(0, 60);
  const std::uint64_t before = measured().size();
  until([&] { return lab_->session().shows_exactly() && measured().size() > before + 5; });
  EXPECT_EQ(shown().step, 60);
  ASSERT_NE(lab_->session().answers().measurement, nullptr);
  EXPECT_EQ(lab_->session().answers().measurement->metrics.step, 60);
  EXPECT_GT(lab_->session().front_measurement()->metrics.step, 200);
  act(LabRequest::pause);
  until_settled();
  EXPECT_EQ(lab_->session().front_measurement()->metrics.step, front());
  EXPECT_EQ(lab_->session().answers().measurement->metrics.step, 60);
  act(LabRequest::look_at_front);
  until_settled();
  EXPECT_EQ(lab_->session().answers().measurement->metrics.step, front());
  const Metrics alone = measure_snapshot(*plain(static_cast<int>(front()))->snapshot());
  EXPECT_EQ(measured().last(), static_cast<float>(alone.jsd));
}

// Also while a hand drags on and on, and where another stretch of the run is looked at.
TEST_F(LabPastMetrics, GoOnWhileOneScrubs) {
  train_to(100);
  act(LabRequest::new_start);
  until_settled();
  train_to(100);
  act(LabRequest::play);
  until([this] { return front() > 150; });
  const std::uint64_t before = measured().size();
  std::int64_t moves = 0, of_past = 0;
  std::uint64_t seen = lab_->session().answers().measurement_version;
  until([&] {
    ++moves;
    begin_to_look(moves / 50 % 2, 1 + moves * 7 % 90);
    const Answers& answers = lab_->session().answers();
    of_past += answers.measurement_version != seen && answers.measurement && answers.measurement->metrics.step <= 91;
    seen = answers.measurement_version;
    return measured().size() > before + 10 && of_past > 5;
  });
  begin_to_look(0, 44);
  act(LabRequest::pause);
  until_settled();
  EXPECT_EQ(shown_hash(), plain(44)->hash());
  EXPECT_EQ(lab_->session().answers().measurement->metrics.step, 44);
  EXPECT_EQ(lab_->session().front_measurement()->metrics.step, front());
}

TEST_F(LabPastMetrics, FindTheBestMomentThereToo) {
  train_to(100);
  act(LabRequest::play);
  until([this] { return front() > 150; });
  begin_to_look(0, 20);
  const std::int64_t then = front();
  until([&] { return lab_->session().front_measurement()->metrics.step > then; });
  Actions actions;
  actions.best_metric = "jsd";
  lab_->carry_out(actions);
  const auto best = [this] { return lab_->kept().moments().best(); };
  until([&] { return best() != nullptr; });
  EXPECT_GT(best()->instant.position.step, then);
  EXPECT_TRUE(lab_->session().in_past());
  EXPECT_EQ(shown().step, 20);
}

}  // namespace
}  // namespace gan
