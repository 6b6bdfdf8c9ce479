// Any state of a run again: from a keyframe and what was done after it, the same bits, whatever was done.
#include "core/past/retrace.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core/past/keyframes.h"
#include "core/settings/setting_values.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings walk_settings() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6, 5};
  s.hyperparameters.batch_size = 8;
  // What follows from the step alone is the same again.
  s.hyperparameters.generator.schedule = {.kind = RateScheduleKind::cosine, .length = 60, .floor = 0.1, .hold = 0.1};
  s.hyperparameters.instance_noise = 0.1;
  s.hyperparameters.instance_noise_decay = 50;
  s.hyperparameters.data_drift_x = 0.01;
  s.schedule = {{3, "hyperparameters.k", std::int64_t{2}},
                {7, "hyperparameters.data_turn", 2.5},
                {20, "hyperparameters.hidden_modes", std::vector<std::int64_t>{1, 3}},
                {40, "hyperparameters.generator.learning_rate", 0.002}};
  return s;
}

// Drives a run by whatever a person could do, from a seed, and remembers the hash of every state that it came to.
class Walk {
 public:
  Walk(std::unique_ptr<Run> run, Keyframes& keyframes, std::uint64_t seed)
      : run_(std::move(run)), keyframes_(keyframes), random_(seed) {
    note();
  }

  void go(int times) {
    for (int i = 0; i < times; ++i) act(static_cast<int>(random_() % 100));
  }
  Run& run() { return *run_; }
  const std::map<Instant, std::uint64_t>& hashes() const { return hashes_; }
  int divergences() const { return divergences_; }

 private:
  void act(int what) {
    if (what < 70) {
      train(static_cast<int>(random_() % 9));
    } else if (what < 78) {
      apply(SetValue{"hyperparameters.k", std::int64_t(random_() % 4)});
    } else if (what < 82) {
      apply(SetValue{"hyperparameters.generator.learning_rate", 1e-3});
      if (random_() % 3 == 0) blow_up();
    } else if (what < 85) {
      apply(SetValue{"hyperparameters.discriminator.optimiser", std::string(random_() % 2 == 0 ? "sgd" : "adam")});
    } else if (what < 91) {
      apply(TakeSteps{random_() % 2 == 0 ? Player::discriminator : Player::generator});
    } else if (what < 93) {
      // Players are rebuilt around what they have learned.
      if (random_() % 2 == 0) return apply(SetValue{"discriminator.packing", std::int64_t(1 + random_() % 2)});
      apply(SetValue{"generator.spectral_norm", random_() % 2 == 0});
    } else if (what < 95) {
      apply(SameStart{});
    } else if (what < 96) {
      apply(NewStart{random_() % 1000});
    } else if (what < 97) {
      apply(SetValue{"data.kind", std::string(random_() % 2 == 0 ? "ring" : "grid")});
    } else if (what < 98) {
      apply(OpenGame{std::make_shared<const Settings>(walk_settings())});
    } else {
      apply(LoadGame{std::make_shared<const SavedGame>(SavedGame{run_->settings(), run_->state(), "test"})});
    }
  }
  void train(int substeps) {
    for (; substeps > 0 && run_->substep() != Advance::stopped; --substeps) note();
    divergences_ += run_->status().diverged;
  }
  void blow_up() {
    apply(SetValue{"hyperparameters.loss", std::string("wasserstein")});
    for (const std::string player : {"hyperparameters.discriminator.", "hyperparameters.generator."}) {
      apply(SetValue{player + "optimiser", std::string("sgd")});
      apply(SetValue{player + "learning_rate", 10.0});
    }
    train(300);
    apply(SetValue{"hyperparameters.discriminator.learning_rate", 1e-3});
  }
  void apply(const Command& command) {
    if (run_->apply(command)) note();
  }
  void note() {
    keyframes_.see(*run_);
    hashes_[run_->instant()] = run_->hash();
  }

  std::unique_ptr<Run> run_;
  Keyframes& keyframes_;
  std::mt19937_64 random_;
  std::map<Instant, std::uint64_t> hashes_;
  int divergences_ = 0;
};

TEST(Retrace, ComesToEveryStateOfAnyRunWithItsBits) {
  for (const int number : {1, 2, 3, 4}) {
    Keyframes keyframes(std::size_t{60} << 10);
    Walk walk(test::new_run(walk_settings()), keyframes, test::seed(number));
    walk.go(600);
    const auto past = std::make_shared<const Past>(walk.run().past());
    const std::vector<RunStretch> through{{walk.run().id(), walk.run().instant()}};
    ASSERT_GT(walk.run().position().segment, 5);
    ASSERT_GT(walk.divergences(), 0);
    for (const auto& [instant, hash] : walk.hashes()) {
      const auto start = keyframes.nearest(through, instant);
      ASSERT_NE(start, nullptr);
      const auto run = retrace_to(past, start.get(), instant);
      ASSERT_TRUE(run.ok()) << run.message();
      ASSERT_EQ(run.value()->hash(), hash) << instant.position.segment << ' ' << instant.position.step;
      ASSERT_EQ(run.value()->instant(), instant);
      ASSERT_EQ(run.value()->id(), walk.run().id());
    }
  }
}

TEST(Retrace, NeedsNoKeyframe) {
  Keyframes keyframes;
  Walk walk(test::new_run(walk_settings()), keyframes, test::seed(9));
  walk.go(60);
  const auto past = std::make_shared<const Past>(walk.run().past());
  const auto& [instant, hash] = *walk.hashes().rbegin();
  const auto run = retrace_to(past, nullptr, instant);
  ASSERT_TRUE(run.ok()) << run.message();
  EXPECT_EQ(run.value()->hash(), hash);
}

// What branches off goes on as if the rest had never happened, and its own past can be looked back to through both.
TEST(Retrace, ABranchIsARunOfItsOwnWithACommonPast) {
  Keyframes keyframes(std::size_t{60} << 10);
  Walk trunk(test::new_run(walk_settings()), keyframes, test::seed(5));
  trunk.go(300);
  const auto middle = std::next(trunk.hashes().begin(), static_cast<std::ptrdiff_t>(trunk.hashes().size() / 2));
  const auto past = std::make_shared<const Past>(trunk.run().past());
  const RunId trunk_id = trunk.run().id();
  const std::vector<RunStretch> of_trunk{{trunk_id, trunk.run().instant()}};
  auto there = retrace_to(past, keyframes.nearest(of_trunk, middle->first).get(), middle->first);
  ASSERT_TRUE(there.ok());
  Past own = there.value()->past();
  own.run = RunId::next();
  auto branch = Run::resume(own, *there.value()->keyframe());
  ASSERT_TRUE(branch.ok()) << branch.message();
  EXPECT_EQ(branch.value()->hash(), middle->second);
  EXPECT_NE(branch.value()->id(), trunk_id);

  Walk walk(std::move(branch).value(), keyframes, test::seed(6));
  walk.go(300);
  const auto whole = std::make_shared<const Past>(walk.run().past());
  const std::vector<RunStretch> through{{trunk_id, middle->first}, {walk.run().id(), walk.run().instant()}};
  for (const auto& [instant, hash] : walk.hashes()) {
    const auto run = retrace_to(whole, keyframes.nearest(through, instant).get(), instant);
    ASSERT_TRUE(run.ok()) << run.message();
    ASSERT_EQ(run.value()->hash(), hash);
  }
  for (const auto& [instant, hash] : trunk.hashes()) {
    if (instant > middle->first) break;
    const auto run = retrace_to(whole, keyframes.nearest(through, instant).get(), instant);
    ASSERT_TRUE(run.ok()) << run.message();
    ASSERT_EQ(run.value()->hash(), hash);
  }
  // From the very beginning as well: the recording of a branch stands alone.
  const auto again = retrace_to(whole, nullptr, walk.run().instant());
  ASSERT_TRUE(again.ok()) << again.message();
  EXPECT_EQ(again.value()->hash(), walk.run().hash());
}

TEST(Retrace, APastThatIsNotThisRunsIsSaid) {
  const auto run = test::new_run(walk_settings());
  for (int i = 0; i < 4; ++i) run->step();
  const auto past = std::make_shared<const Past>(run->past());
  const Instant never{{0, 6, 1, 0}, 3};
  const auto there = retrace_to(past, nullptr, never);
  ASSERT_FALSE(there.ok());
  EXPECT_EQ(there.message(), "the run does not come by step 6 again");
}

TEST(Instant, OfAPositionIsBeforeWhatActedThere) {
  const auto run = test::new_run(walk_settings());
  for (int i = 0; i < 2; ++i) run->step();
  const Instant before = run->instant();
  ASSERT_TRUE(run->apply(SetValue{"hyperparameters.k", std::int64_t{1}}).ok());
  EXPECT_LT(before, run->instant());
  EXPECT_EQ(first_instant_at(run->position(), run->events()), before);
  run->step();
  EXPECT_EQ(first_instant_at(run->position(), run->events()), run->instant());
}

}  // namespace
}  // namespace gan
