// Commands, looks back, branches and kept moments at random, as a person could ask for them: every state that is shown
// is the one that was there, and every branch is a straight run from its start, bit for bit.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "core/io/recording_file.h"
#include "core/recording/session_replay.h"
#include "core/settings/setting_values.h"
#include "tests/models/lab/past_steps.h"
#include "tests/sanitized.h"
#include "tests/seed.h"

namespace gan {
namespace {

class LabWalk : public PastLab {
 protected:
  // A state is known by all that had been done up to it and how far it was trained since.
  void walk(std::uint64_t seed, int actions) {
    random_.seed(seed);
    hashes_.clear();
    note();
    for (int i = 0; i < actions && !HasFatalFailure(); ++i) {
      SCOPED_TRACE(testing::Message() << "seed " << seed << ", action " << i);
      act_at_random();
      check();
    }
    expect_straight_runs();
  }

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }

  void act_at_random() {
    const int what = pick(100);
    if (what < 30) {
      train();
    } else if (what < 42) {
      command();
    } else if (what < 70) {
      look();
    } else if (what < 76) {
      act(LabRequest::look_at_front);
    } else if (what < 80) {
      act(LabRequest::branch_here);
    } else if (what < 85) {
      change_branches();
    } else if (what < 90) {
      act(LabRequest::keep_moment);
    } else if (what < 96) {
      go_to_kept();
    } else {
      blow_up();
    }
    until_settled();
  }

  void train() {
    act(LabRequest::look_at_front);
    const Position front = lab_->session().front()->position;
    if (!lab_->session().front()->status.diverged) lab_->session().run_to(front.step + 1 + pick(40));
  }

  void command() {
    switch (pick(8)) {
      case 0:
        return act(LabRequest::step_discriminator);
      case 1:
        return act(LabRequest::step_generator);
      case 2:
        return act(LabRequest::same_start);
      case 3:
        return act(LabRequest::new_start);
      case 4:
        return set("hyperparameters.generator.learning_rate", 1e-4 * (1 + pick(50)));
      case 5:
        return set("hyperparameters.discriminator.optimiser", std::string(pick(2) == 0 ? "sgd" : "adam"));
      case 6:
        return act(LabRequest::undo);
      default:
        return set("hyperparameters.k", std::int64_t{1 + pick(4)});
    }
  }

  void look() {
    if (pick(3) == 0) {
      return act(pick(2) == 0 ? LabRequest::look_back : LabRequest::look_far_back);
    }
    const std::int64_t segment = pick(static_cast<int>(lab_->session().front()->position.segment) + 1);
    Actions actions;
    actions.look_at = LookAt{lab_->session().id(), segment, pick(200)};
    lab_->carry_out(actions);
    // What is looked for is dropped for another now and then, on its way.
    if (pick(4) == 0) {
      frame();
      actions.look_at->step = pick(200);
      lab_->carry_out(actions);
    }
  }

  void change_branches() {
    const auto branches = lab_->branches().all();
    const RunId run = branches[static_cast<std::size_t>(pick(static_cast<int>(branches.size())))].run;
    const bool crowded = branches.size() > 8;
    Actions actions;
    actions.branches.push_back({run, crowded ? BranchChange::Kind::remove : BranchChange::Kind::play, ""});
    lab_->carry_out(actions);
  }

  void go_to_kept() {
    const auto kept = lab_->kept().moments().all();
    if (kept.empty()) return;
    const KeptMoment& moment = kept[static_cast<std::size_t>(pick(static_cast<int>(kept.size())))];
    Actions actions;
    actions.kept.push_back({moment.number, kept.size() > 12 ? KeptChange::Kind::remove : KeptChange::Kind::go, ""});
    lab_->carry_out(actions);
  }

  // And mends it.
  void blow_up() {
    act(LabRequest::look_at_front);
    for (const std::string player : {"hyperparameters.discriminator.", "hyperparameters.generator."}) {
      set((player + "optimiser").c_str(), std::string("sgd"));
      set((player + "learning_rate").c_str(), 10.0);
    }
    set("hyperparameters.loss", std::string("wasserstein"));
    until_settled();
    note();
    lab_->session().run_to(lab_->session().front()->position.step + 150);
    until_settled();
    note();
    set("hyperparameters.loss", std::string("non_saturating"));
    set("hyperparameters.discriminator.learning_rate", 1e-3);
    set("hyperparameters.generator.learning_rate", 1e-3);
  }

  // What had been done, and where it acted.
  std::string way_to(const Instant& instant) const {
    std::ostringstream text;
    for (const Event& event : lab_->session().course().past()->events) {
      if (event.scheduled() || event.stamped.sequence > instant.sequence) continue;
      const Position& at = event.stamped.position;
      text << at.segment << ' ' << at.step << ' ' << at.discriminator_inner << ' ' << at.generator_inner << ' '
           << event.stamped.command.index();
      if (const auto* change = std::get_if<SetValue>(&event.stamped.command)) {
        text << change->key << exact(change->value);
      } else if (const auto* one = std::get_if<TakeSteps>(&event.stamped.command)) {
        text << static_cast<int>(one->player);
      } else if (const auto* from = std::get_if<NewStart>(&event.stamped.command)) {
        text << from->seed;
      }
      text << '\n';
    }
    const Position& at = instant.position;
    text << at.segment << ' ' << at.step << ' ' << at.discriminator_inner << ' ' << at.generator_inner;
    return text.str();
  }

  // The same state by whatever way has the same bits.
  void note() {
    const Snapshot& shown = lab_->snapshot();
    const auto [known, is_new] = hashes_.emplace(way_to(shown.instant()), shown_hash());
    if (!is_new) {
      ++seen_again_;
      ASSERT_EQ(known->second, shown_hash());
    }
  }

  void check() {
    note();
    const Session& session = lab_->session();
    ASSERT_TRUE(session.shows_exactly());
    ASSERT_EQ(session.looked_at(), lab_->snapshot().instant());
    ASSERT_EQ(lab_->snapshot().run, session.id());
    ASSERT_EQ(session.history().segment(), shown().segment);
    ASSERT_LE(lab_->keyframes().bytes(), lab_->keyframes().budget());
    for (const KeptMoment& moment : lab_->kept().moments().all()) ASSERT_NE(moment.keyframe, nullptr);
  }

  // All of it in a file, and every branch from the start by itself.
  void expect_straight_runs() {
    Actions actions;
    actions.save_session = SessionSave{};
    lab_->carry_out(actions);
    until_settled();
    const auto file = read_recording(saved_file(".toml"));
    ASSERT_TRUE(file) << file.message();
    const RecordedSession& session = file.value().session;
    const SessionReplay replayed = replay_session(session);
    ASSERT_EQ(replayed.branches.size(), lab_->branches().all().size());
    for (std::size_t branch = 0; branch < session.branches.size(); ++branch) {
      EXPECT_TRUE(replayed.branches[branch].agrees) << branch << ' ' << replayed.branches[branch].problem;
      const ReplayResult alone = replay(recording_of(session, branch));
      EXPECT_TRUE(alone.agrees) << branch << ' ' << alone.problem;
      EXPECT_EQ(alone.final_hash, replayed.branches[branch].final_hash);
    }
    EXPECT_GT(seen_again_, 0);
    RecordProperty("seen_again", seen_again_);
    RecordProperty("states", static_cast<int>(hashes_.size()));
  }

  std::mt19937_64 random_;
  std::map<std::string, std::uint64_t> hashes_;
  int seen_again_ = 0;
};

TEST_F(LabWalk, EveryStateIsTheOneThatWasThere) {
  walk(test::seed(1), kSanitized ? 200 : 600);
}

// 10 000 actions, of ten people.
TEST_F(LabWalk, SlowTenThousandActions) {
  for (std::uint64_t person = 1; person <= 10 && !HasFailure(); ++person) {
    std::filesystem::remove_all(folder_);
    open(small_game());
    walk(test::seed(100 + person), 1000);
  }
}

}  // namespace
}  // namespace gan
