// Games side by side: what acts on one, what on all, and that each is what it would be alone.
#include <gtest/gtest.h>

#include <fstream>
#include <utility>
#include <vector>

#include "core/recording/recording.h"
#include "tests/models/lab/compared_lab.h"
#include "tests/sanitized.h"

namespace gan {
namespace {

constexpr const char* kK = "hyperparameters.k";

// The same game alone, with another k from a step on.
std::uint64_t alone(std::int64_t until, std::int64_t from = -1, std::int64_t k = 1) {
  auto run = Run::create(small_game().settings);
  EXPECT_TRUE(run.ok());
  for (std::int64_t step = 0; step < until; ++step) {
    if (step == from) {
      EXPECT_TRUE(run.value()->apply(SetValue{kK, k}).ok());
    }
    run.value()->step();
  }
  return run.value()->hash();
}

class LabCompare : public ComparedLab {};

TEST_F(LabCompare, ASecondGameBeginsWithTheMomentThatIsShown) {
  train_to(120);
  const RunId first = lab_->session().id();
  act_and_wait(LabRequest::compare_here);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(lab_->focus(), 1u);
  EXPECT_EQ(lab_->game(0).id(), first);
  EXPECT_NE(lab_->game(1).id(), first);
  EXPECT_EQ(step(0), 120);
  EXPECT_EQ(hash(0), hash(1));
  EXPECT_TRUE(differ().empty());
  EXPECT_EQ(lab_->game(1).history().last_step(), 120);
  train_to(240);
  EXPECT_EQ(hash(0), alone(240));
  EXPECT_EQ(hash(1), alone(240));
}

TEST_F(LabCompare, FromAMomentOfThePastBothAreWhatTheyWouldBeAlone) {
  train_to(200);
  look_at(80);
  act_and_wait(LabRequest::compare_here);
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(step(0), 80);
  EXPECT_EQ(step(1), 80);
  EXPECT_EQ(lab_->branches().all().size(), 3u) << "what was trained on from there is a branch that rests";
  set_and_wait(kK, std::int64_t{4});
  EXPECT_EQ(k(0), 1);
  EXPECT_EQ(k(1), 4);
  ASSERT_EQ(differ().size(), 1u);
  EXPECT_EQ(distinction_line(differ(), 2), "A k = 1 · B k = 4");
  EXPECT_EQ(distinction(differ(), 1), "k = 4");
  train_to(160);
  EXPECT_EQ(hash(0), alone(160));
  EXPECT_EQ(hash(1), alone(160, 80, 4));
}

TEST_F(LabCompare, InLockstepEveryFrameShowsOneIteration) {
  act_and_wait(LabRequest::compare_from_start);
  ASSERT_EQ(lab_->games(), 2u);
  set_and_wait(kK, std::int64_t{5});
  act_and_wait(LabRequest::compare_here);
  ASSERT_EQ(lab_->games(), 3u);
  EXPECT_EQ(k(2), 5) << "a copy of the one in focus";
  act(LabRequest::toggle_play);
  std::int64_t newest = 0;
  int changes = 0;
  for (int i = 0; i < (kSanitized ? 600 : 3000); ++i) {
    frame();
    ASSERT_EQ(step(0), step(1));
    ASSERT_EQ(step(0), step(2));
    ASSERT_EQ(lab_->game(0).history().last_step(), step(0));
    changes += step(0) != newest ? 1 : 0;
    ASSERT_GE(step(0), newest);
    newest = step(0);
  }
  EXPECT_GT(changes, 10);
  act_and_wait(LabRequest::toggle_play);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_FALSE(lab_->game(i).training());
    EXPECT_EQ(step(i), step(0));
    EXPECT_TRUE(shown(i).position.is_whole());
  }
  EXPECT_EQ(hash(0), alone(step(0)));
  EXPECT_EQ(hash(1), alone(step(0), 0, 5));
  EXPECT_EQ(hash(2), hash(1));
}

TEST_F(LabCompare, RunningFreeNoneWaitsAndLockstepBringsThemTogetherAgain) {
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{9});
  act(LabRequest::toggle_lockstep);
  EXPECT_FALSE(lab_->in_lockstep());
  act(LabRequest::play);
  until([this] { return step(0) > step(1) + 30; });
  act(LabRequest::pause);
  until_settled();
  EXPECT_GT(step(0), step(1));
  act(LabRequest::toggle_lockstep);
  until_settled();
  EXPECT_EQ(step(0), step(1));
  EXPECT_EQ(hash(1), alone(step(1), 0, 9));
}

TEST_F(LabCompare, ScrubbingAndPlayingFromThereActOnAll) {
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{3});
  train_to(150);
  look_at(60);
  EXPECT_EQ(step(0), 60);
  EXPECT_EQ(step(1), 60);
  EXPECT_EQ(hash(0), alone(60));
  EXPECT_EQ(hash(1), alone(60, 0, 3));
  act_and_wait(LabRequest::look_back);
  EXPECT_EQ(step(0), 59);
  EXPECT_EQ(step(1), 59);
  const RunId before = lab_->game(0).id();
  act_and_wait(LabRequest::step_iteration);
  EXPECT_NE(lab_->game(0).id(), before) << "each is a branch of its own";
  EXPECT_EQ(step(0), 60);
  EXPECT_EQ(step(1), 60);
  EXPECT_EQ(hash(1), alone(60, 0, 3));
  EXPECT_EQ(lab_->branches().all().size(), 4u);
  EXPECT_EQ(lab_->branches().played(), lab_->session().id());
}

TEST_F(LabCompare, WhatIsDroppedStaysAsABranchAndCanStandBesideAgain) {
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{3});
  train_to(90);
  const RunId second = lab_->game(1).id();
  act_and_wait(LabRequest::drop_game);
  ASSERT_EQ(lab_->games(), 1u);
  EXPECT_EQ(k(0), 1);
  train_to(130);
  change({second, BranchChange::Kind::compare, ""});
  ASSERT_EQ(lab_->games(), 2u);
  EXPECT_EQ(lab_->game(1).id(), second);
  EXPECT_EQ(step(0), 90) << "both at the moment to which both have come";
  EXPECT_EQ(step(1), 90);
  EXPECT_EQ(hash(0), alone(90));
  EXPECT_EQ(hash(1), alone(90, 0, 3));
  act_and_wait(LabRequest::step_iteration);
  EXPECT_EQ(step(0), 91);
  EXPECT_EQ(step(1), 91);
  act_and_wait(LabRequest::end_compare);
  EXPECT_EQ(lab_->games(), 1u);
  EXPECT_EQ(lab_->session().id(), second);
}

TEST_F(LabCompare, WhatStartsOneAnewStartsAllAnew) {
  act_and_wait(LabRequest::compare_here);
  train_to(50);
  set_and_wait("generator.hidden", std::vector<std::int64_t>{9, 9});
  EXPECT_EQ(step(0), 0);
  EXPECT_EQ(step(1), 0);
  EXPECT_EQ(differ().size(), 1u);
  train_to(20);
  act_and_wait(LabRequest::undo);
  EXPECT_EQ(step(0), 0);
  EXPECT_TRUE(differ().empty());
  EXPECT_EQ(hash(0), hash(1));
  act_and_wait(LabRequest::new_start);
  EXPECT_EQ(shown(0).settings->spec.seed, shown(1).settings->spec.seed);
  EXPECT_EQ(hash(0), hash(1));
  set_and_wait("seed", std::int64_t{77});
  EXPECT_EQ(shown(0).settings->spec.seed, 77u);
  EXPECT_EQ(hash(0), hash(1));
}

TEST_F(LabCompare, SettingsOfOneOfAllAndMadeEqual) {
  act_and_wait(LabRequest::compare_here);
  act_and_wait(LabRequest::compare_here);
  ASSERT_EQ(lab_->games(), 3u);
  set_and_wait(kK, std::int64_t{2}, true);
  EXPECT_TRUE(differ().empty());
  EXPECT_EQ(k(0), 2);
  set_and_wait(kK, std::int64_t{4});
  act_and_wait(LabRequest::focus_next);
  EXPECT_EQ(lab_->focus(), 0u);
  EXPECT_EQ(differ().size(), 1u);
  const RunId focused = lab_->session().id();
  act_and_wait(LabRequest::swap_games);
  EXPECT_EQ(lab_->focus(), 1u);
  EXPECT_EQ(lab_->session().id(), focused);
  act_and_wait(LabRequest::make_equal);
  EXPECT_TRUE(differ().empty());
  EXPECT_EQ(k(0), 2);
  EXPECT_EQ(k(2), 2);
}

TEST_F(LabCompare, ThereAreFourAtMost) {
  for (int i = 0; i < 3; ++i) act_and_wait(LabRequest::compare_here);
  EXPECT_EQ(lab_->games(), 4u);
  EXPECT_FALSE(lab_->has_room_to_compare());
  act_and_wait(LabRequest::compare_here);
  EXPECT_EQ(lab_->games(), 4u);
  EXPECT_NE(lab_->messages().all().back().text.find("At most 4"), std::string::npos);
}

TEST_F(LabCompare, OneThatDivergesDoesNotHoldTheOther) {
  act_and_wait(LabRequest::compare_here);
  train_to(5);
  set_and_wait("hyperparameters.loss", std::string("wasserstein"));
  for (const std::string player : {"hyperparameters.discriminator.", "hyperparameters.generator."}) {
    set_and_wait((player + "optimiser").c_str(), std::string("sgd"));
    set_and_wait((player + "learning_rate").c_str(), 10.0);
  }
  act(LabRequest::play);
  until([this] { return lab_->game(1).front()->status.diverged; });
  const std::int64_t there = lab_->game(1).front()->position.step;
  until([&] { return step(0) > there + 100; });
  act_and_wait(LabRequest::pause);
  EXPECT_EQ(hash(0), alone(step(0)));
}

TEST_F(LabCompare, ASavedSessionStandsAsItStood) {
  train_to(30);
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{3});
  train_to(70);
  act_and_wait(LabRequest::swap_games);
  act_and_wait(LabRequest::look_back);
  const std::uint64_t first = hash(0), second = hash(1);
  act_and_wait(LabRequest::save_recording);
  const auto names = saved_files();
  ASSERT_EQ(names.size(), 1u);
  act_and_wait(LabRequest::end_compare);
  Actions actions;
  actions.file = (std::filesystem::path(folder_) / *names.begin()).string();
  lab_->carry_out(actions);
  until_settled();
  ASSERT_EQ(lab_->games(), 2u) << lab_->messages().all().back().text;
  EXPECT_EQ(lab_->focus(), 0u);
  EXPECT_EQ(k(0), 3);
  EXPECT_EQ(step(0), 69);
  EXPECT_EQ(step(1), 69);
  EXPECT_EQ(hash(0), first);
  EXPECT_EQ(hash(1), second);
}

// As a clip has it: copies of both games, brought beside them to an earlier step of each.
TEST_F(LabCompare, RunsThatBeganElsewhereStandBesideAndLookBackTogether) {
  train_to(30);
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{3});
  train_to(70);
  const std::uint64_t ends[] = {hash(0), hash(1)};
  LabOptions options;
  prepare(options);
  auto first = begin_beside(lab_->game(0).beside(0, 60)), second = begin_beside(lab_->game(1).beside(0, 60));
  ASSERT_TRUE(first) << first.message();
  ASSERT_TRUE(second) << second.message();
  auto made = Lab::create(small_game(), std::move(options), std::move(first).value());
  ASSERT_TRUE(made) << made.message();
  std::swap(lab_, made.value());
  lab_->stand_beside(std::move(second).value());
  EXPECT_EQ(lab_->focus(), 0U);
  lab_->focus_on(1);
  until_settled();
  ASSERT_EQ(lab_->games(), 2U);
  EXPECT_EQ(lab_->focus(), 1U);
  EXPECT_EQ(hash(0), alone(60));
  EXPECT_EQ(hash(1), alone(60, 30, 3));
  for (const std::int64_t back : {20, 45, 60}) {
    lab_->look_at(0, back);
    until_settled();
    EXPECT_EQ(step(0), back);
    EXPECT_EQ(step(1), back);
    EXPECT_EQ(hash(0), alone(back));
    EXPECT_EQ(hash(1), alone(back, 30, 3));
  }
  lab_->look_at(0, 45);
  lab_->look_at_front();
  until_settled();
  EXPECT_FALSE(lab_->game(0).in_past());
  EXPECT_EQ(step(0), 60);
  // Those that they are copies of are where they were.
  std::swap(lab_, made.value());
  EXPECT_EQ(hash(0), ends[0]);
  EXPECT_EQ(hash(1), ends[1]);
}

TEST_F(LabCompare, ASessionCanBeWrittenBesideAnotherFile) {
  train_to(30);
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{3});
  train_to(50);
  const std::uint64_t first = hash(0), second = hash(1);
  const auto write = lab_->session_writer({});
  until_settled();
  const std::string path = written("clip.toml", "");
  const Outcome done = write(path);
  ASSERT_TRUE(done) << done.message();
  act_and_wait(LabRequest::end_compare);
  open_file(path);
  until_settled();
  ASSERT_EQ(lab_->games(), 2U) << newest_message();
  EXPECT_EQ(hash(0), first);
  EXPECT_EQ(hash(1), second);
}

TEST_F(LabCompare, IsSavedAsATable) {
  act_and_wait(LabRequest::compare_here);
  set_and_wait(kK, std::int64_t{3});
  train_to(40);
  act_and_wait(LabRequest::save_comparison);
  const auto names = saved_files();
  ASSERT_EQ(names.size(), 1u);
  EXPECT_TRUE(names.begin()->ends_with(".md")) << *names.begin();
  std::ifstream file(std::filesystem::path(folder_) / *names.begin());
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text, lab_->comparison());
  EXPECT_NE(text.find("| k | 1 | 3 |"), std::string::npos) << text;
}

TEST_F(LabCompare, AnotherScenarioIsOpenedAlone) {
  act_and_wait(LabRequest::compare_here);
  Actions actions;
  actions.scenario = "ring8";
  lab_->carry_out(actions);
  until_settled();
  EXPECT_EQ(lab_->games(), 1u);
  EXPECT_EQ(lab_->scenario().id, "ring8");
  EXPECT_EQ(lab_->branches().all().size(), 2u);
}

// Rows of metrics are written of each: they belong to a game wherever it stands, and to what goes on in its place.
class LabCompareRows : public LabCompare {
 protected:
  void prepare(LabOptions& options) override {
    LabCompare::prepare(options);
    for (std::size_t game = 0; game < 2; ++game) {
      options.after_iteration.emplace_back([this, game](const gan::Run& run) {
        rows_[game].push_back({run.position().step, run.settings().hyperparameters.k});
      });
    }
  }
  using Row = std::pair<std::int64_t, std::int64_t>;
  std::vector<Row> rows_[2];
};

TEST_F(LabCompareRows, EachGameHasItsOwn) {
  train_to(2);
  lab_->stand_beside({{kK, std::int64_t{5}}});
  until_settled();
  train_to(3);
  EXPECT_EQ(rows_[0], (std::vector<Row>{{1, 1}, {2, 1}, {3, 1}}));
  EXPECT_EQ(rows_[1], (std::vector<Row>{{3, 5}}));

  act_and_wait(LabRequest::swap_games);
  ASSERT_EQ(k(0), 5);
  look_at(1);
  act_and_wait(LabRequest::branch_here);
  rows_[0].clear(), rows_[1].clear();
  train_to(3);
  EXPECT_EQ(rows_[0], (std::vector<Row>{{2, 1}, {3, 1}}));
  EXPECT_EQ(rows_[1], (std::vector<Row>{{2, 1}, {3, 1}})) << "before it became another game";

  // A third has none.
  act_and_wait(LabRequest::compare_here);
  ASSERT_EQ(lab_->games(), 3u);
  rows_[0].clear(), rows_[1].clear();
  train_to(4);
  EXPECT_EQ(rows_[0].size(), 1u);
  EXPECT_EQ(rows_[1].size(), 1u);
  act_and_wait(LabRequest::end_compare);
  train_to(5);
  EXPECT_EQ(rows_[0].size() + rows_[1].size(), 2u) << "the one that was made last stays, and has none";
}

}  // namespace
}  // namespace gan
