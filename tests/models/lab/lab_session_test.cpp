// Sessions as files, in the lab: all branches, kept moments and what was looked at are there again, bit for bit; and
// what is wrong with a file is said while the game that is there goes on.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/lab/opened_session.h"
#include "core/io/recording_file.h"
#include "core/recording/session_replay.h"
#include "tests/models/lab/past_steps.h"

namespace gan {
namespace {

class LabSession : public PastLab {
 protected:
  // A trunk of two segments, a branch of its first, one of that; kept moments in both; a past moment is looked at.
  void drive() {
    train_to(1100);
    act(LabRequest::keep_moment);
    until_settled();
    act(LabRequest::new_start);
    until_settled();
    train_to(50);
    look_at(0, 400);
    set_and_wait("hyperparameters.k", std::int64_t{3});
    train_to(600);
    act(LabRequest::keep_moment);
    until_settled();
    train_to(700);
    look_at(0, 500);
    act(LabRequest::step_generator);
    until_settled();
    train_to(520);
    name(lab_->branches().all()[1].run, "three steps of D");
    Actions actions;
    actions.kept.push_back({lab_->kept().moments().all()[1].number, KeptChange::Kind::rename, "sharp"});
    lab_->carry_out(actions);
    look_at(0, 470);
  }
  void name(RunId run, const char* to) { change({run, BranchChange::Kind::rename, to}); }
  std::string save(std::optional<std::string> view = {}) {
    const auto before = saved_files();
    Actions actions;
    actions.save_session = SessionSave{std::move(view)};
    lab_->carry_out(actions);
    until([&] { return saved_files().size() > before.size(); });
    until_settled();
    for (const std::string& file : saved_files()) {
      if (!before.contains(file)) return (folder_ / file).string();
    }
    return "";
  }
  void open_and_wait(const std::string& path) {
    const RunId before = lab_->session().id();
    open_file(path);
    until([&] { return lab_->session().id() != before; });
    until_settled();
  }
  static std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

TEST_F(LabSession, OpensWithEverythingAtTheSameMoment) {
  drive();
  const std::uint64_t looked_at = shown_hash();
  const std::uint64_t front = hash_state(*lab_->session().front()->state);
  const std::string path = save("panels.lens_tab = 2\n");
  const auto file = read_recording(path);
  ASSERT_TRUE(file) << file.message();
  EXPECT_EQ(file.value().session.branches.size(), 3U);
  const SessionReplay replayed = replay_session(file.value().session);
  EXPECT_TRUE(replayed.agrees()) << replayed.branches[replayed.first_difference()].problem;

  open(small_game());
  open_and_wait(path);
  EXPECT_NE(newest_message().find("hashes agree, of 3 branches"), std::string::npos) << newest_message();
  EXPECT_EQ(lab_->take_opened_view(), "panels.lens_tab = 2\n");
  EXPECT_EQ(lab_->take_opened_view(), std::nullopt) << "once";
  ASSERT_TRUE(lab_->session().in_past());
  EXPECT_EQ(shown(), (Position{0, 470, 0, 0}));
  EXPECT_EQ(shown_hash(), looked_at);
  EXPECT_EQ(shown_k(), 3);
  EXPECT_EQ(hash_state(*lab_->session().front()->state), front);
  const auto branches = lab_->branches().all();
  ASSERT_EQ(branches.size(), 3U);
  EXPECT_EQ(title_of(branches[0]), "main");
  EXPECT_EQ(title_of(branches[1]), "three steps of D");
  EXPECT_EQ(branches[1].change, "k 1→3");
  EXPECT_EQ(branches[1].parent, branches[0].run);
  EXPECT_EQ(branches[2].parent, branches[1].run);
  EXPECT_EQ(lab_->branches().played(), branches[2].run);
  EXPECT_EQ(branches[0].front.position, (Position{1, 50, 0, 0}));

  const auto kept = lab_->kept().moments().all();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[1].name, "sharp");
  ASSERT_NE(kept[0].keyframe, nullptr);
  EXPECT_EQ(hash_state(*kept[0].keyframe->state), plain(1100)->hash());
  EXPECT_TRUE(kept[0].metrics.has_value());

  // Every branch is reached, and goes on as if it had never been away.
  change({branches[0].run, BranchChange::Kind::play, ""});
  EXPECT_EQ(shown(), (Position{1, 50, 0, 0}));
  EXPECT_EQ(lab_->history().find("g_loss")->size(), 50U);
  look_at(0, 1100);
  EXPECT_EQ(shown_hash(), plain(1100)->hash());
  EXPECT_EQ(lab_->history().last_step(), 1100);
  change({branches[1].run, BranchChange::Kind::play, ""});
  EXPECT_EQ(shown(), (Position{0, 700, 0, 0}));
  train_to(1500);
  const auto alone = plain(400);
  ASSERT_TRUE(alone->apply(SetValue{"hyperparameters.k", std::int64_t{3}}).ok());
  while (alone->position().step < 1500) alone->step();
  EXPECT_EQ(shown_hash(), alone->hash());
}

// What is saved of what was opened is what was opened.
TEST_F(LabSession, SavedAgainItIsTheSame) {
  drive();
  const std::string first = save("panels.lens_tab = 2\n");
  open_and_wait(first);
  const std::string second = save("panels.lens_tab = 2\n");
  auto a = read_recording(first), b = read_recording(second);
  ASSERT_TRUE(a && b);
  for (RecordedBranch& branch : a.value().session.branches) branch.scenarios.clear();
  for (RecordedBranch& branch : b.value().session.branches) branch.scenarios.clear();
  EXPECT_EQ(write_session(b.value().session, first), write_session(a.value().session, first));
}

// A change that acted where the session ended, and play after that: the hash of the end is no hash on the way.
TEST_F(LabSession, WhatGoesOnAfterAChangeAtTheEndReplays) {
  train_to(130);
  set_and_wait("hyperparameters.generator.optimiser", std::string("sgd"));
  open_and_wait(save());
  set_and_wait("hyperparameters.generator.optimiser", std::string("adam"));
  train_to(1200);
  const auto file = read_recording(save());
  ASSERT_TRUE(file) << file.message();
  EXPECT_TRUE(replay_session(file.value().session).agrees());
}

TEST_F(LabSession, ARemovedTrunkLeavesBranchesThatBeginAsItDid) {
  train_to(60);
  const RunId main = lab_->session().id();
  look_at(0, 30);
  act(LabRequest::step_iteration);
  until_settled();
  look_at(0, 20);
  act(LabRequest::step_generator);
  until_settled();
  change({main, BranchChange::Kind::remove, ""});
  const std::string path = save();
  const auto file = read_recording(path);
  ASSERT_TRUE(file) << file.message();
  ASSERT_EQ(file.value().session.branches.size(), 2U);
  EXPECT_FALSE(file.value().session.branches[1].parent.has_value());
  EXPECT_TRUE(replay_session(file.value().session).agrees());
  open_and_wait(path);
  ASSERT_EQ(lab_->branches().all().size(), 2U);
  change({lab_->branches().all()[0].run, BranchChange::Kind::play, ""});
  EXPECT_EQ(shown_hash(), plain(31)->hash());
}

// What of the watch list had happened is not forgotten.
TEST_F(LabSession, WhatHasHappenedIsKnownAgain) {
  for (int step = 100; step <= 3000 && lab_->session().happened().empty(); step += 100) train_to(step);
  const GameJudge::Happened happened = lab_->session().happened();
  ASSERT_FALSE(happened.empty()) << "this game does nothing that is watched for";
  open_and_wait(save());
  for (const RecordedHappening& one : recorded_happenings(happened)) {
    const auto again = recorded_happenings(lab_->session().happened());
    EXPECT_NE(std::find(again.begin(), again.end(), one), again.end()) << one.id;
  }
}

TEST_F(LabSession, ADivergenceIsThereAgain) {
  train_to(20);
  train_until_diverged();
  const std::uint64_t hash = shown_hash();
  const std::string path = save();
  open_and_wait(path);
  EXPECT_TRUE(lab_->snapshot().status.diverged);
  EXPECT_EQ(shown_hash(), hash);
}

// Each is one sentence, and the game that is there goes on.
TEST_F(LabSession, WhatIsWrongIsSaidAndNothingIsLost) {
  drive();
  const std::string good = text_of(save());
  act(LabRequest::look_at_front);
  until_settled();
  const RunId run = lab_->session().id();
  const std::uint64_t hash = shown_hash();
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, to == "<cut>" ? std::string::npos : from.size(), to == "<cut>" ? "" : to);
    lab_->messages().clear();
    open_file(written("bad.toml", text));
    until([&] { return !newest_message().empty(); });
    until_settled();
    EXPECT_EQ(lab_->session().id(), run);
    EXPECT_EQ(shown_hash(), hash);
    EXPECT_EQ(lab_->branches().all().size(), 3U);
    return newest_message();
  };
  EXPECT_NE(refused("format = 2", "format = 3").find("a newer version of Ganscope has written it"), std::string::npos);
  EXPECT_NE(refused("parent = 2", "parent = 7").find("parent is branch 7, which is not there"), std::string::npos);
  EXPECT_NE(refused("[[branch.hash]]", "<cut>").find("found no"), std::string::npos);
  EXPECT_NE(refused("\n[end]", "<cut>").find("the file is cut off"), std::string::npos);
  train_to(540);
  EXPECT_EQ(shown().step, 540);
}

// A branch that differs is named, with its step; all of it is opened all the same.
TEST_F(LabSession, ABranchThatDiffersIsNamed) {
  drive();
  std::string text = text_of(save());
  const std::size_t second = text.find("[[branch]]"), hash = text.find("hash = \"", second) + 8;
  text[hash] = text[hash] == '0' ? '1' : '0';
  const std::string path = written("differs.toml", text);
  open_and_wait(path);
  EXPECT_NE(newest_message().find("but branch 2, 'three steps of D' first differs at step"), std::string::npos)
      << newest_message();
  EXPECT_EQ(lab_->branches().all().size(), 3U);
}

// A branch that can't be done again is left out, with a sentence; the others are there.
TEST_F(LabSession, ABranchThatPartsNowhereIsLeftOut) {
  drive();
  std::string text = text_of(save());
  const std::string last = "[[branch]]\nparent = 2\nsegment = 0\nstep = 500";
  const std::size_t at = text.find(last);
  ASSERT_NE(at, std::string::npos);
  std::string other = text;
  other.replace(at, last.size(), "[[branch]]\nparent = 2\nsegment = 0\nstep = 5000");
  lab_->messages().clear();
  open_file(written("nowhere.toml", other));
  until([&] { return !newest_message().empty(); });
  until_settled();
  EXPECT_NE(newest_message().find("could not be replayed: branch 3: branch 2, from which it parts, does not come by"),
            std::string::npos)
      << newest_message();
  EXPECT_EQ(lab_->branches().all().size(), 3U) << "those that were there";
  // Where another one is played it is left out alone.
  const std::size_t played = other.find("played = 3");
  ASSERT_NE(played, std::string::npos);
  other.replace(played, 10, "played = 1");
  const std::size_t looked = other.find("[session.looked_at]"), settings = other.find("[settings]");
  other.erase(looked, settings - looked);
  open_and_wait(written("without.toml", other));
  EXPECT_NE(newest_message().find("was replayed, but without branch 3 (branch 2, from which"), std::string::npos)
      << newest_message();
  EXPECT_EQ(lab_->branches().all().size(), 2U);
}

TEST_F(LabSession, AFullDiskIsSaid) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  train_to(20);
  std::filesystem::create_directories(folder_);
  std::filesystem::create_symlink("/dev/full", folder_ / "small.toml");
  // Saving takes no name that is there: a full disk under the name that comes next.
  Actions actions;
  actions.save_session = SessionSave{};
  lab_->carry_out(actions);
  until([&] { return newest_message().find("small-2.toml") != std::string::npos; });
  std::filesystem::remove_all(folder_);
  std::ofstream(folder_) << "no folder";
  lab_->messages().clear();
  lab_->carry_out(actions);
  until([&] { return !newest_message().empty(); });
  until_settled();
  EXPECT_NE(newest_message().find("cannot write"), std::string::npos) << newest_message();
  train_to(40);
  EXPECT_EQ(shown().step, 40);
  std::filesystem::remove(folder_);
}

// Data that have gone or changed since are named.
TEST_F(LabSession, DataThatAreGoneAreNamed) {
  Scenario scenario = small_game();
  const std::string points = written("points.csv", "0,0\n1,0\n0,1\n1,1\n");
  Actions actions;
  actions.file = points;
  lab_->carry_out(actions);
  until([&] { return lab_->session().shown_settings().spec.data.file == points; });
  until_settled();
  train_to(20);
  const std::string path = save();
  const RunId run = lab_->session().id();
  const auto says = [&] {
    lab_->messages().clear();
    open_file(path);
    until([&] { return !newest_message().empty(); });
    until_settled();
    EXPECT_EQ(lab_->session().id(), run);
    return newest_message();
  };
  std::ofstream(points) << "0,0\n1,0\n0,1\n2,1\n";
  EXPECT_NE(says().find("points.csv has changed since"), std::string::npos) << newest_message();
  std::filesystem::remove(points);
  EXPECT_NE(says().find("points.csv"), std::string::npos) << newest_message();
}

}  // namespace
}  // namespace gan
