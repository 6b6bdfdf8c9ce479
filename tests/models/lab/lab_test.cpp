// The lab: what a person does reaches the game, is undone, marked, saved and opened again.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "app/panels/view_settings_model.h"
#include "core/base/number_text.h"
#include "core/game/losses.h"
#include "core/insight/advice.h"
#include "core/io/recording_file.h"
#include "core/settings/setting.h"
#include "tests/models/lab/lab_fixture.h"

namespace gan {
namespace {

TEST_F(LabTest, TrainsToAGoalAndRemembersEveryStep) {
  lab_->session().run_to(700);
  until_settled();
  EXPECT_EQ(lab_->snapshot().position.step, 700);
  EXPECT_EQ(lab_->history().first_step(), 1);
  EXPECT_EQ(lab_->history().last_step(), 700);
  EXPECT_EQ(lab_->history().find("d_loss")->size(), 700u);
  EXPECT_EQ(lab_->history().find("no such"), nullptr);
  EXPECT_FALSE(lab_->history().find("modes_covered")->empty());
}

TEST_F(LabTest, AChangeIsPendingThenAppliedAndMarked) {
  lab_->session().play();
  until([this] { return lab_->snapshot().position.step > 50; });
  set("hyperparameters.k", std::int64_t{5});
  EXPECT_EQ(lab_->session().shown_settings().hyperparameters.k, 5);
  until([this] { return !lab_->session().is_pending("hyperparameters.k"); });
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, 5);
  EXPECT_TRUE(lab_->session().differs_from_scenario(*find_setting("hyperparameters.k")));
  ASSERT_EQ(lab_->history().marks().size(), 1u);
  const HistoryMark& mark = lab_->history().marks()[0];
  EXPECT_EQ(mark.label, "k 1→5");
  EXPECT_NE(mark.sentence.find("from 1 to 5"), std::string::npos);
  EXPECT_GE(mark.step, 50);
}

TEST_F(LabTest, ADragIsOneMarkAndOneUndo) {
  lab_->session().play();
  for (const double rate : {1e-3, 2e-3, 3e-3, 5e-3, 7e-3}) {
    set("hyperparameters.generator.learning_rate", rate, false);
    lab_->update(++frames_ * 0.016);
  }
  set("hyperparameters.generator.learning_rate", 7e-3, true);
  until([this] { return !lab_->session().is_pending("hyperparameters.generator.learning_rate"); });
  ASSERT_EQ(lab_->history().marks().size(), 1u);
  EXPECT_EQ(lab_->history().marks()[0].label, "G learning rate 0.001→0.007");
  act(LabRequest::undo);
  until([this] { return !lab_->session().is_pending("hyperparameters.generator.learning_rate"); });
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.generator.learning_rate, 1e-3);
  EXPECT_FALSE(lab_->session().can_undo());
  EXPECT_TRUE(lab_->session().can_redo());
  act(LabRequest::redo);
  until([this] { return !lab_->session().is_pending("hyperparameters.generator.learning_rate"); });
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.generator.learning_rate, 7e-3);
}

TEST_F(LabTest, AnotherArchitectureStartsASegment) {
  lab_->session().run_to(100);
  until_settled();
  set("hyperparameters.k", std::int64_t{3});
  set("generator.hidden", std::vector<std::int64_t>{16, 16});
  until_settled();
  EXPECT_EQ(lab_->snapshot().position.segment, 1);
  EXPECT_EQ(lab_->snapshot().position.step, 0);
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, 3);
  EXPECT_GT(lab_->history().first_step(), lab_->history().last_step());
  ASSERT_EQ(lab_->history().segment_marks().size(), 1u);
  EXPECT_TRUE(lab_->history().segment_marks()[0].starts_segment);
  EXPECT_EQ(lab_->history().marks().size(), 2u);
}

TEST_F(LabTest, StartsAnewWithTheSameOrTheNextSeed) {
  set("hyperparameters.k", std::int64_t{4});
  lab_->session().run_to(20);
  until_settled();
  const auto first = hash_state(*lab_->snapshot().state);
  act(LabRequest::same_start);
  lab_->session().run_to(20);
  until_settled();
  EXPECT_EQ(hash_state(*lab_->snapshot().state), first);
  act(LabRequest::new_start);
  lab_->session().run_to(20);
  until_settled();
  EXPECT_NE(hash_state(*lab_->snapshot().state), first);
  EXPECT_EQ(lab_->snapshot().settings->spec.seed, test::seed(2));
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, 4);
}

TEST_F(LabTest, ARefusedChangeIsASentenceAndNoUndo) {
  // Three weights for eight modes contradict each other; each by itself is fine.
  set("data.kind", std::string("unequal"));
  until_settled();
  set("data.weights", std::vector<double>{1, 2, 3});
  until_settled();
  EXPECT_NE(newest_message(), "");
  EXPECT_TRUE(lab_->snapshot().settings->spec.data.weights.empty());
  act(LabRequest::undo);
  until_settled();
  EXPECT_EQ(lab_->snapshot().settings->spec.data.kind, small_game().settings.spec.data.kind);
}

TEST_F(LabTest, ValuesOutOfRangeNeverLeaveTheLab) {
  set("hyperparameters.k", std::int64_t{100000});
  until_settled();
  EXPECT_NE(newest_message().find("hyperparameters.k"), std::string::npos);
  EXPECT_EQ(lab_->snapshot().last_sequence, 0);
}

TEST_F(LabTest, TheNamedChangeIsOneGesture) {
  act(LabRequest::apply_remedy);
  until_settled();
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.discriminator.learning_rate, 1e-4);
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, 2);
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.batch_size, 16) << "that is the next step";
  act(LabRequest::undo);
  until_settled();
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters, small_game().settings.hyperparameters);
}

// The next step of the remedy is the first that is not in force, whoever brought the others about.
TEST_F(LabTest, RemediesAreAppliedOneAfterTheOther) {
  EXPECT_EQ(lab_->session().remedies_applied(), 0u);
  act(LabRequest::apply_remedy);
  EXPECT_EQ(lab_->session().remedies_applied(), 1u);
  EXPECT_EQ(newest_message(), "Applied: Slow down. It takes longer.");
  act(LabRequest::apply_remedy);
  EXPECT_EQ(lab_->session().remedies_applied(), 2u);
  EXPECT_EQ(newest_message(), "Applied: Larger batches.");
  until_settled();
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.batch_size, 32);
  const auto sequence = lab_->snapshot().last_sequence;
  act(LabRequest::apply_remedy);
  until_settled();
  EXPECT_EQ(lab_->snapshot().last_sequence, sequence) << "there is no third";
  act(LabRequest::undo);
  until_settled();
  EXPECT_EQ(lab_->session().remedies_applied(), 1u);
  set("hyperparameters.k", std::int64_t{1});
  until_settled();
  EXPECT_EQ(lab_->session().remedies_applied(), 0u) << "the first is no longer in force";
}

// The scenario stops the window once in a segment, and says why; who plays on goes on.
TEST_F(LabTest, AScenarioPausesWhereItWants) {
  Scenario scenario = small_game();
  scenario.pauses = {{40, "Look at this."}, {90, "And at that."}};
  open(scenario);
  act(LabRequest::play);
  until([&] { return lab_->snapshot().position.step == 40 && lab_->settled(); });
  EXPECT_EQ(newest_message(), "Paused at step 40: Look at this.");
  const auto reason = [&] {
    const PausePoint* const here = lab_->session().pause_point();
    return here == nullptr ? "" : here->reason;
  };
  EXPECT_EQ(reason(), "Look at this.");
  act(LabRequest::play);
  until([&] { return lab_->snapshot().position.step == 90 && lab_->settled(); });
  EXPECT_EQ(newest_message(), "Paused at step 90: And at that.");
  EXPECT_EQ(reason(), "And at that.");
  act(LabRequest::play);
  until([&] { return lab_->snapshot().position.step > 120; });
  EXPECT_EQ(reason(), "");
  act(LabRequest::same_start);
  until([&] {
    return lab_->snapshot().position.segment == 1 && lab_->snapshot().position.step == 40 && lab_->settled();
  });
  EXPECT_EQ(newest_message(), "Paused at step 40: Look at this.");
  // A goal that was set passes it.
  lab_->session().run_to(60);
  until_settled();
  EXPECT_EQ(lab_->snapshot().position.step, 60);
  EXPECT_EQ(reason(), "") << "it stands elsewhere";
  // Pauses belong to the scenario: another one has its own.
  open_file(written("other.toml",
                    "title = \"other\"\n[generator]\nhidden = [8]\n[discriminator]\nhidden = [8]\n"
                    "[hyperparameters]\nbatch_size = 16\n[[pause]]\nstep = 70\nreason = \"Here.\"\n"));
  until([&] { return lab_->scenario().title == "other"; });
  act(LabRequest::play);
  until([&] { return lab_->snapshot().position.step == 70 && lab_->settled(); });
  EXPECT_EQ(newest_message(), "Paused at step 70: Here.");
}

// What acted last, drags and steps by hand included.
TEST_F(LabTest, TheHistoryKnowsTheLastChange) {
  EXPECT_EQ(lab_->history().last_change(), LastChange{});
  lab_->session().run_to(20);
  until_settled();
  set("hyperparameters.r1_weight", 0.5, false);
  lab_->session().run_to(30);
  until_settled();
  set("hyperparameters.r1_weight", 0.6, false);
  until_settled();
  EXPECT_EQ(lab_->history().last_change().step, 30) << "the drag goes on";
  const auto count = lab_->history().last_change().count;
  set("hyperparameters.r1_weight", 0.6, true);
  until_settled();
  act(LabRequest::step_discriminator);
  until_settled();
  EXPECT_GT(lab_->history().last_change().count, count);
  EXPECT_TRUE(lab_->history().shows_last_change(lab_->snapshot()));
  act(LabRequest::same_start);
  until_settled();
  EXPECT_EQ(lab_->history().last_change(), LastChange{});
  EXPECT_TRUE(lab_->history().shows_last_change(lab_->snapshot()));
}

TEST_F(LabTest, ACheckpointGoesOnBitForBit) {
  lab_->session().run_to(60);
  until_settled();
  act(LabRequest::save_checkpoint);
  until_settled();
  const std::string path = saved_file(".safetensors");
  ASSERT_NE(path, "") << newest_message();
  lab_->session().run_to(120);
  until_settled();
  const auto end = hash_state(*lab_->snapshot().state);

  open(small_game());
  open_file(path);
  until([this] { return lab_->snapshot().position.step == 60; });
  lab_->session().run_to(120);
  until_settled();
  EXPECT_EQ(hash_state(*lab_->snapshot().state), end);
  EXPECT_EQ(lab_->history().first_step(), 61);
}

TEST_F(LabTest, WhatIsSavedKeepsItsStepWhateverIsOpen) {
  open_file(written("run.v1.5.csv", "1,2\n3,4\n5,6\n"));
  until([this] { return lab_->scenario().id == "run.v1.5.csv"; });
  lab_->session().run_to(7);
  until_settled();
  act(LabRequest::save_checkpoint);
  act(LabRequest::save_recording);
  until([this] { return !saved_file(".safetensors").empty() && !saved_file(".toml").empty(); });
  EXPECT_EQ(std::filesystem::path(saved_file(".safetensors")).filename(), "run.v1.5-7.safetensors");
  EXPECT_EQ(std::filesystem::path(saved_file(".toml")).filename(), "run.v1.5.toml");
}

TEST_F(LabTest, PointsBecomeTheData) {
  set("hyperparameters.k", std::int64_t{3});
  open_file(written("points.csv", "x,y\n0,0\n1,0.5\n-1,2\n"));
  until([this] { return lab_->snapshot().settings->spec.data.points != nullptr; });
  EXPECT_EQ(lab_->snapshot().settings->spec.data.points->count(), 3);
  EXPECT_EQ(lab_->snapshot().settings->hyperparameters.k, 3);
}

// Reading from a pipe goes on until somebody has written into it: work under way for as long as the test likes.
TEST_F(LabTest, ARefusalIsSaidWhileWorkIsUnderWay) {
  const std::string pipe = written("keep", "") + ".csv";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  open_file(pipe);
  lab_->update(1);
  ASSERT_NE(lab_->status_line().job.title, nullptr);
  EXPECT_EQ(lab_->status_line().message, nullptr);
  open_file(written("sound.ogg", "?"));
  lab_->update(2);
  EXPECT_NE(lab_->status_line().job.title, nullptr) << "the pipe is still read";
  ASSERT_NE(lab_->status_line().message, nullptr);
  EXPECT_NE(lab_->status_line().message->text.find("sound.ogg"), std::string::npos);
  std::ofstream(pipe) << "1,2\n3,4\n";
  until([this] { return lab_->snapshot().settings->spec.data.points != nullptr; });
}

TEST_F(LabTest, WhatWasReadIsSaidAndTheGameIsCalledAfterIt) {
  open_file(written("far.csv", "x,y\n1,2\n3,4\n2,2\n1,4\n2,3\n3,3\n1e30,0\n"));
  until([this] { return lab_->scenario().id == "far.csv"; });
  EXPECT_EQ(lab_->scenario().title, "far.csv: 6 points");
  EXPECT_EQ(newest_message().substr(0, 71), "far.csv: 6 rows read; a header passed over; line 8 (1e30, 0) lies 1e30 ");
  EXPECT_EQ(lab_->messages().newest()->kind, MessageKind::note);
}

TEST_F(LabTest, BadFilesAreSentencesAndChangeNothing) {
  lab_->session().run_to(30);
  until_settled();
  const auto before = hash_state(*lab_->snapshot().state);
  std::size_t messages = lab_->messages().count();
  for (const std::string& path :
       {written("a.csv", "1,2\nNaN,4\n"), written("b.toml", "title = \n"), written("c.safetensors", "short"),
        written("d.toml", "[recording]\nformat = 99\n"), written("e.png", "?"), std::string("/nowhere/f.toml")}) {
    open_file(path);
    until_settled();
    EXPECT_EQ(lab_->messages().count(), messages + 1) << path << ": " << newest_message();
    EXPECT_EQ(lab_->messages().newest()->kind, MessageKind::problem);
    messages = lab_->messages().count();
  }
  EXPECT_EQ(hash_state(*lab_->snapshot().state), before);
  EXPECT_EQ(lab_->snapshot().last_sequence, 0);
}

TEST_F(LabTest, ABlowUpNamesTheQuantityTheStepAndARemedy) {
  Scenario wild = small_game();
  wild.settings.hyperparameters.loss = find_loss("wasserstein");
  wild.settings.hyperparameters.discriminator.kind = OptimiserKind::sgd;
  wild.settings.hyperparameters.discriminator.learning_rate = 10;
  wild.settings.hyperparameters.generator.learning_rate = 10;
  open(wild);
  lab_->session().play();
  until([this] { return lab_->snapshot().status.diverged; });
  const std::string sentence = divergence_sentence(lab_->snapshot());
  EXPECT_EQ(newest_message(), sentence);
  EXPECT_NE(sentence.find(lab_->snapshot().status.what), std::string::npos);
  EXPECT_NE(sentence.find(whole_text(lab_->snapshot().status.step)), std::string::npos);
  EXPECT_NE(sentence.find("clipping"), std::string::npos);
  until([this] { return lab_->session().activity() == Activity::paused; });
}

TEST_F(LabTest, BuiltInScenariosCanBeOpened) {
  ASSERT_FALSE(lab_->scenarios().empty());
  set("hyperparameters.k", std::int64_t{3});
  Actions actions;
  actions.scenario = lab_->scenarios()[0].id;
  lab_->carry_out(actions);
  until([this] { return lab_->scenario().id == lab_->scenarios()[0].id; });
  EXPECT_FALSE(lab_->session().can_undo());
  until_settled();
  EXPECT_EQ(*lab_->snapshot().settings, lab_->scenarios()[0].settings);
}

TEST_F(LabTest, ImagesFollowTheWish) {
  Actions actions;
  actions.probe = ProbeRequest{};
  actions.probe->generated = 32;
  lab_->carry_out(actions);
  lab_->session().run_to(40);
  until_settled();
  ViewSettings settings;
  Actions none;
  const ViewContext context = lab_->context(settings, none, 0);
  ASSERT_NE(context.probe, nullptr);
  EXPECT_EQ(context.probe->generated.cols(), 32);
  EXPECT_EQ(context.probe->snapshot->position.step, 40);
  ASSERT_NE(context.measurement, nullptr);
  EXPECT_EQ(context.measurement->snapshot->position.step, 40);
  EXPECT_NE(context.perfect, nullptr);
}

}  // namespace
}  // namespace gan
