// Sessions done again: every branch comes to the state that it had, once, and a difference is the branch's own.
#include "core/recording/session_replay.h"

#include <gtest/gtest.h>

#include <map>

#include "core/past/retrace.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings session_settings() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6};
  s.hyperparameters.batch_size = 8;
  s.schedule = {{5, "hyperparameters.k", std::int64_t{2}}};
  return s;
}

// Records a run from where it stands on.
class Taken {
 public:
  explicit Taken(Run& run) : run_(run), origin_(run.instant()), recorder_(4) {}
  void train(int iterations) {
    for (int i = 0; i < iterations; ++i) {
      if (run_.step()) recorder_.after_iteration(run_);
    }
    if (run_.status().diverged) diverged_.push_back(run_.instant());
  }
  void apply(const Command& command) { ASSERT_TRUE(run_.apply(command).ok()); }
  RecordedBranch finish() const {
    RecordedBranch branch;
    branch.origin = origin_;
    const Recording whole = recorder_.finish(run_);
    for (const StampedCommand& command : whole.commands) {
      if (command.sequence > origin_.sequence) branch.commands.push_back(command);
    }
    branch.hashes = whole.hashes;
    branch.divergences = diverged_;
    return branch;
  }

 private:
  Run& run_;
  Instant origin_;
  Recorder recorder_;
  std::vector<Instant> diverged_;
};

std::unique_ptr<Run> branch_at(const Run& run, const Instant& instant) {
  const auto past = std::make_shared<const Past>(run.past());
  auto there = retrace_to(past, nullptr, instant);
  EXPECT_TRUE(there.ok()) << there.message();
  Past own = there.value()->past();
  own.run = RunId::next();
  return std::move(Run::resume(own, *there.value()->keyframe()).value());
}

class SessionReplayTest : public testing::Test {
 protected:
  // A trunk of 40 iterations with a restart, a branch of its first segment and one of that, and one of its end.
  void SetUp() override {
    session_.settings = session_settings();
    const auto trunk = test::new_run(session_settings());
    Taken main(*trunk);
    main.train(20);
    middle_ = trunk->instant();
    main.apply(SetValue{"hyperparameters.generator.learning_rate", 0.01});
    const Instant changed = trunk->instant();
    main.train(5);
    main.apply(NewStart{9});
    main.train(15);
    add(main, *trunk, {});

    const auto second = branch_at(*trunk, changed);
    Taken from_trunk(*second);
    from_trunk.apply(TakeSteps{Player::generator});
    from_trunk.train(12);
    add(from_trunk, *second, 0);

    const auto third = branch_at(*second, second->instant());
    Taken from_second(*third);
    from_second.apply(SetValue{"hyperparameters.k", std::int64_t{3}});
    from_second.train(7);
    add(from_second, *third, 1);

    const auto fourth = branch_at(*trunk, trunk->instant());
    Taken untouched(*fourth);
    add(untouched, *fourth, 0);
    session_.played = 2;
  }

  void add(const Taken& taken, const gan::Run& run, std::optional<std::size_t> parent) {
    session_.branches.push_back(taken.finish());
    session_.branches.back().parent = parent;
    if (!parent) session_.branches.back().origin = {};
    ends_.push_back(run.hash());
    instants_.push_back(run.instant());
  }

  RecordedSession session_;
  Instant middle_;
  std::vector<std::uint64_t> ends_;
  std::vector<Instant> instants_;
};

TEST_F(SessionReplayTest, EveryBranchComesToWhereItWasAndNothingIsDoneTwice) {
  std::map<std::size_t, int> iterations;
  std::map<std::size_t, std::uint64_t> ended;
  SessionWatch watch;
  watch.after_iteration = [&](std::size_t branch, const gan::Run&) { return ++iterations[branch] > 0; };
  watch.ends = [&](std::size_t branch, const gan::Run& run) {
    ended[branch] = run.hash();
    EXPECT_EQ(run.instant(), session_.branches[branch].end());
    EXPECT_EQ(run.instant(), instants_[branch]);
  };
  const SessionReplay replay = replay_session(session_, watch);
  EXPECT_TRUE(replay.agrees());
  EXPECT_EQ(replay.first_difference(), 4U);
  ASSERT_EQ(ended.size(), 4U);
  for (std::size_t branch = 0; branch < 4; ++branch) {
    EXPECT_EQ(ended[branch], ends_[branch]) << branch;
    EXPECT_EQ(replay.branches[branch].final_hash, ends_[branch]);
    EXPECT_TRUE(replay.branches[branch].problem.empty()) << replay.branches[branch].problem;
  }
  EXPECT_EQ(iterations[0], 40);
  EXPECT_EQ(iterations[1], 12);
  EXPECT_EQ(iterations[2], 7);
  EXPECT_EQ(iterations[3], 0);
}

TEST_F(SessionReplayTest, ABranchIsARecordingOfItsOwn) {
  for (std::size_t branch = 0; branch < 4; ++branch) {
    const ReplayResult alone = replay(recording_of(session_, branch));
    EXPECT_TRUE(alone.agrees) << branch << ' ' << alone.problem;
    EXPECT_EQ(alone.final_hash, ends_[branch]) << branch;
  }
}

TEST_F(SessionReplayTest, KeptMomentsAreComeBy) {
  session_.kept = {{0, middle_, "", ""}, {2, session_.branches[2].end(), "", ""}};
  EXPECT_EQ(branch_of_moment(session_, 2, middle_), 0U);
  EXPECT_EQ(branch_of_moment(session_, 2, session_.branches[2].origin), 1U);
  EXPECT_EQ(branch_of_moment(session_, 2, session_.branches[2].end()), 2U);
  std::map<std::size_t, std::uint64_t> seen;
  SessionWatch watch;
  watch.keeps = [&](std::size_t moment, const gan::Run& run) {
    EXPECT_EQ(run.instant(), session_.kept[moment].instant);
    seen[moment] = run.hash();
  };
  EXPECT_TRUE(replay_session(session_, watch).agrees());
  const auto plain = test::new_run(session_settings());
  for (int i = 0; i < 20; ++i) plain->step();
  EXPECT_EQ(seen[0], plain->hash());
  EXPECT_EQ(seen[1], ends_[2]);
}

TEST_F(SessionReplayTest, WhichBranchDiffersAndWhereIsSaid) {
  session_.branches[1].hashes[1].hash ^= 1;
  const SessionReplay replay = replay_session(session_);
  EXPECT_FALSE(replay.agrees());
  EXPECT_EQ(replay.first_difference(), 1U);
  EXPECT_EQ(replay.branches[1].first_difference, session_.branches[1].hashes[1].position);
  EXPECT_TRUE(replay.branches[0].agrees);
  EXPECT_TRUE(replay.branches[2].agrees) << "it is as it was all the same";
}

TEST_F(SessionReplayTest, ABranchThatPartsNowhereIsSaid) {
  session_.branches[1].origin.position.step += 1000;
  const SessionReplay replay = replay_session(session_);
  EXPECT_TRUE(replay.branches[0].agrees);
  EXPECT_EQ(replay.branches[1].problem,
            "branch 1, from which it parts, does not come by step 1020 of segment 0 that way");
  EXPECT_EQ(replay.branches[2].problem.find("branch 2, from which it parts"), 0U);
}

TEST_F(SessionReplayTest, IsCancelled) {
  SessionWatch watch;
  watch.after_iteration = [&](std::size_t branch, const gan::Run&) { return branch == 0; };
  const SessionReplay replay = replay_session(session_, watch);
  EXPECT_TRUE(replay.branches[0].agrees);
  EXPECT_EQ(replay.branches[1].problem.find("cancelled"), 0U) << replay.branches[1].problem;
  EXPECT_EQ(replay.branches[3].problem, "it was cancelled before");
}

// A branch that had blown up has blown up again where it ends.
TEST(SessionReplayOfADivergence, EndsAsItDid) {
  Settings settings = session_settings();
  settings.hyperparameters.loss = 0;
  const auto run = test::new_run(settings);
  Taken taken(*run);
  taken.train(3);
  for (const std::string player : {"hyperparameters.discriminator.", "hyperparameters.generator."}) {
    taken.apply(SetValue{player + "optimiser", std::string("sgd")});
    taken.apply(SetValue{player + "learning_rate", 10.0});
  }
  taken.apply(SetValue{"hyperparameters.loss", std::string("wasserstein")});
  taken.train(400);
  ASSERT_TRUE(run->status().diverged);
  RecordedSession session;
  session.settings = settings;
  session.branches.push_back(taken.finish());
  bool diverged = false;
  SessionWatch watch;
  watch.ends = [&](std::size_t, const gan::Run& r) {
    diverged = r.status().diverged;
    EXPECT_EQ(r.hash(), run->hash());
    EXPECT_EQ(r.instant(), run->instant());
  };
  EXPECT_TRUE(replay_session(session, watch).agrees());
  EXPECT_TRUE(diverged);
}

}  // namespace
}  // namespace gan
