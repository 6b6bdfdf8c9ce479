// The run: determinism, commands, sub-steps, restarts, divergence, recordings; and no allocation while it trains.
#include "core/run/run.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/game/losses.h"
#include "core/recording/recording.h"
#include "core/settings/setting_values.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings small_settings() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {12, 9};
  s.hyperparameters.batch_size = 24;
  return s;
}

void steps(Run& run, int n) {
  for (int i = 0; i < n; ++i) ASSERT_TRUE(run.step());
}

void set(Run& run, const std::string& key, Value value) {
  const auto done = run.apply(SetValue{key, std::move(value)});
  ASSERT_TRUE(done.ok()) << done.message();
}

TEST(Run, SameSettingsGiveTheSameBits) {
  const auto a = test::new_run(small_settings()), b = test::new_run(small_settings());
  steps(*a, 50);
  for (int i = 0; i < 50; ++i) {
    b->step();
    (void)b->snapshot();  // looking changes nothing
    (void)b->hash();
  }
  EXPECT_EQ(a->hash(), b->hash());
  EXPECT_EQ(a->state(), b->state());
}

TEST(Run, AnotherSeedGivesAnotherGame) {
  Settings other = small_settings();
  other.spec.seed = test::seed(2);
  const auto a = test::new_run(small_settings()), b = test::new_run(other);
  EXPECT_NE(a->hash(), b->hash());
}

TEST(Run, SubstepsFollowAlgorithmOne) {
  Settings s = small_settings();
  s.hyperparameters.k = 2;
  s.hyperparameters.generator_steps = 1;
  const auto run = test::new_run(s), whole = test::new_run(s);
  EXPECT_EQ(run->substep(), Advance::substep);
  EXPECT_EQ(run->position().discriminator_inner, 1);
  EXPECT_EQ(run->substep(), Advance::substep);
  EXPECT_EQ(run->substep(), Advance::iteration);
  EXPECT_EQ(run->position().step, 1);
  EXPECT_EQ(run->record().step, 1);
  steps(*whole, 1);
  EXPECT_EQ(run->hash(), whole->hash());
}

TEST(Run, EveryHyperparameterChangesWithoutARestart) {
  for (const Setting& setting : setting_table()) {
    if (setting.acts != Acts::at_once) continue;
    SCOPED_TRACE(setting.key);
    const auto run = test::new_run(small_settings());
    steps(*run, 3);
    Value value = setting.get(run->settings());
    if (setting.kind == SettingKind::choice) {
      value = std::string(setting.options().back().id);
    } else if (setting.kind == SettingKind::integer) {
      value = std::min<std::int64_t>(std::get<std::int64_t>(value) + 1, static_cast<std::int64_t>(setting.maximum));
    } else if (setting.kind == SettingKind::real) {
      value = std::clamp(std::get<double>(value) * 0.5 + 0.01, setting.minimum, setting.maximum);
    }
    set(*run, setting.key, value);
    EXPECT_EQ(run->position().segment, 0);
    EXPECT_EQ(run->position().step, 3);
    EXPECT_EQ(setting.get(run->settings()), normalise_value(setting, value));
    steps(*run, 3);
    EXPECT_EQ(run->position().step, 6);
  }
}

TEST(Run, ChangingTheOptimiserOrTheBatchKeepsTheWeights) {
  const auto run = test::new_run(small_settings());
  steps(*run, 5);
  const auto weights = run->state().generator.parameters;
  set(*run, "hyperparameters.generator.optimiser", std::string("sgd"));
  set(*run, "hyperparameters.batch_size", std::int64_t{64});
  EXPECT_EQ(run->state().generator.parameters, weights);
  EXPECT_EQ(run->state().generator.updates, 0);
  EXPECT_NE(run->state().discriminator.updates, 0);
  steps(*run, 2);
}

TEST(Run, AGameWithOtherHyperparametersStartsFromTheSameState) {
  Settings other = small_settings();
  other.hyperparameters.k = 3;
  other.hyperparameters.batch_size = 48;
  EXPECT_EQ(test::new_run(small_settings())->hash(), test::new_run(other)->hash());
}

TEST(Run, RestartsKeepWhatAPersonSet) {
  const auto run = test::new_run(small_settings());
  const std::uint64_t start = run->hash();
  steps(*run, 4);
  set(*run, "hyperparameters.k", std::int64_t{4});
  ASSERT_TRUE(run->apply(SameStart{}).ok());
  EXPECT_EQ(run->hash(), start);
  EXPECT_EQ(run->settings().hyperparameters.k, 4);
  EXPECT_EQ(run->position().segment, 1);
  ASSERT_TRUE(run->apply(NewStart{test::seed(77)}).ok());
  EXPECT_NE(run->hash(), start);
  EXPECT_EQ(run->settings().spec.seed, test::seed(77));
  EXPECT_EQ(run->settings().hyperparameters.k, 4);
}

TEST(Run, AChangeOfTheSpecStartsASegment) {
  const auto run = test::new_run(small_settings());
  steps(*run, 4);
  set(*run, "noise.dimension", std::int64_t{5});
  EXPECT_EQ(run->position().segment, 1);
  EXPECT_EQ(run->position().step, 0);
  steps(*run, 2);
}

TEST(Run, TheScheduleActsAtItsStepAndNotAfterARestart) {
  Settings s = small_settings();
  s.schedule.push_back({3, "hyperparameters.generator.learning_rate", 1e-4});
  const auto run = test::new_run(s);
  steps(*run, 2);
  EXPECT_EQ(run->settings().hyperparameters.generator.learning_rate, 1e-3);
  steps(*run, 1);
  EXPECT_EQ(run->settings().hyperparameters.generator.learning_rate, 1e-4);
  ASSERT_EQ(run->events().size(), 1u);
  EXPECT_TRUE(run->events()[0].scheduled());
  EXPECT_EQ(run->events()[0].before, Value(1e-3));
  EXPECT_EQ(run->events()[0].after, Value(1e-4));
  EXPECT_TRUE(commands_of(run->events()).empty());
  ASSERT_TRUE(run->apply(SameStart{}).ok());
  EXPECT_EQ(run->settings().hyperparameters.generator.learning_rate, 1e-3);
}

TEST(Run, ItsPastIsOneLogThatSaysWhatWasBefore) {
  const char* const rate = "hyperparameters.generator.learning_rate";
  Settings s = small_settings();
  s.schedule = {{0, "hyperparameters.k", std::int64_t{2}}, {2, rate, 1e-4}};
  const auto run = test::new_run(s);
  steps(*run, 2);
  set(*run, rate, 5e-4);
  set(*run, "noise.dimension", std::int64_t{3});
  ASSERT_TRUE(run->apply(NewStart{9}).ok());
  const std::vector<Event>& events = run->events();
  // k, rate; by hand rate and noise; k again; the start and k again.
  ASSERT_EQ(events.size(), 7u);
  const bool scheduled[] = {true, true, false, false, true, false, true};
  const std::int64_t sequence[] = {0, 0, 1, 2, 0, 3, 0};
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].scheduled(), scheduled[i]) << i;
    EXPECT_EQ(events[i].stamped.sequence, sequence[i]) << i;
    EXPECT_EQ(events[i].begins_segment, i == 3 || i == 5) << i;
    EXPECT_LE(events[i > 0 ? i - 1 : 0].stamped.position, events[i].stamped.position) << i;
  }
  EXPECT_EQ(events[2].before, Value(1e-4));
  EXPECT_EQ(events[2].after, Value(5e-4));
  EXPECT_EQ(events[3].before, Value(std::int64_t{2}));
  EXPECT_EQ(events[3].then, (Position{1, 0, 0, 0}));
  // The start began with what was set by hand, and without what the schedule had done.
  EXPECT_EQ(events[4].before, Value(std::int64_t{1}));
  EXPECT_EQ(events[5].then, (Position{2, 0, 0, 0}));
  EXPECT_EQ(commands_of(events).size(), 3u);
  EXPECT_EQ(run->settings().hyperparameters.generator.learning_rate, 5e-4);
}

TEST(Run, ALoadedGameKeepsWhatWasSetAfterTheSchedule) {
  Settings s = small_settings();
  s.schedule = {{0, "hyperparameters.k", std::int64_t{2}}};
  const auto run = test::new_run(s);
  steps(*run, 3);
  set(*run, "hyperparameters.k", std::int64_t{4});
  const auto saved = std::make_shared<const SavedGame>(SavedGame{run->settings(), run->state(), "here"});
  const auto other = test::new_run(small_settings());
  const auto loaded = other->apply(LoadGame{saved});
  ASSERT_TRUE(loaded.ok()) << loaded.message();
  EXPECT_EQ(other->settings().hyperparameters.k, 4);
  EXPECT_TRUE(loaded.value().begins_segment);
  EXPECT_EQ(loaded.value().then, (Position{1, 3, 0, 0}));
  EXPECT_EQ(other->events().size(), 1u);
  EXPECT_EQ(other->hash(), run->hash());
  steps(*run, 2);
  steps(*other, 2);
  EXPECT_EQ(other->hash(), run->hash());
}

TEST(Run, NoTwoRunsAreOne) {
  const auto a = test::new_run(small_settings()), b = test::new_run(small_settings());
  EXPECT_FALSE(a->id() == b->id());
  EXPECT_FALSE(a->id() == RunId{});
  EXPECT_EQ(a->snapshot()->position, b->snapshot()->position);
  EXPECT_FALSE(a->snapshot()->moment() == b->snapshot()->moment());
  EXPECT_EQ(a->snapshot()->segment(), (SegmentId{a->id(), 0}));
}

TEST(Run, ARefusedCommandChangesNothing) {
  const auto run = test::new_run(small_settings());
  steps(*run, 2);
  const std::uint64_t before = run->hash();
  const Settings settings = run->settings();
  for (const auto& [key, value] :
       std::initializer_list<std::pair<const char*, Value>>{{"hyperparameters.kk", std::int64_t{1}},
                                                            {"hyperparameters.k", std::int64_t{-1}},
                                                            {"hyperparameters.batch_size", std::int64_t{5000}},
                                                            {"hyperparameters.loss", std::string("no such loss")},
                                                            {"hyperparameters.generator.learning_rate", std::nan("")},
                                                            // Of the batch of 24.
                                                            {"discriminator.packing", std::int64_t{5}},
                                                            {"discriminator.deviation_group", std::int64_t{7}},
                                                            {"hyperparameters.unroll_steps", std::int64_t{1000000}},
                                                            {"data.kind", std::string("csv")}}) {
    const auto done = run->apply(SetValue{key, value});
    EXPECT_FALSE(done.ok()) << key;
    EXPECT_FALSE(done.message().empty());
  }
  EXPECT_EQ(run->hash(), before);
  EXPECT_EQ(run->settings(), settings);
  EXPECT_TRUE(run->events().empty());
}

// What contradicts itself only with what was set before.
TEST(Run, ARefusedContradictionChangesNothing) {
  Settings s = small_settings();
  s.spec.discriminator.packing = 2;
  s.hyperparameters.clip = 0.1;
  const auto run = test::new_run(s);
  steps(*run, 2);
  const std::uint64_t before = run->hash();
  const Settings settings = run->settings();
  for (const auto& [key, value] : std::initializer_list<std::pair<const char*, Value>>{
           {"hyperparameters.batch_size", std::int64_t{1}}, {"hyperparameters.rule", std::string("consensus")}}) {
    const auto done = run->apply(SetValue{key, value});
    ASSERT_FALSE(done.ok()) << key;
    EXPECT_NE(done.message().find(": expected "), std::string::npos) << done.message();
  }
  EXPECT_EQ(run->hash(), before);
  EXPECT_EQ(run->settings(), settings);
  EXPECT_EQ(run->position().segment, 0);
}

TEST(Run, ADivergenceKeepsTheLastFiniteStateAndNamesTheQuantity) {
  Settings s = small_settings();
  s.hyperparameters.loss = find_loss("wasserstein");
  for (OptimiserSettings* o : {&s.hyperparameters.discriminator, &s.hyperparameters.generator}) {
    o->kind = OptimiserKind::sgd;
    o->learning_rate = 10;
  }
  const auto run = test::new_run(s);
  int taken = 0;
  while (run->step()) ASSERT_LT(++taken, 10000) << "it does not diverge";
  EXPECT_TRUE(run->status().diverged);
  EXPECT_EQ(run->status().step, run->position().step + 1);
  EXPECT_NE(run->status().what.find("the "), std::string::npos);
  for (const float x : run->state().generator.parameters) ASSERT_TRUE(std::isfinite(x));
  for (const float x : run->state().discriminator.parameters) ASSERT_TRUE(std::isfinite(x));
  const std::uint64_t stuck = run->hash();
  EXPECT_FALSE(run->step());
  EXPECT_EQ(run->hash(), stuck);
  ASSERT_TRUE(run->apply(SameStart{}).ok());
  EXPECT_FALSE(run->status().diverged);
  EXPECT_TRUE(run->step());
}

TEST(Run, FrozenPlayersStandStill) {
  Settings s = small_settings();
  s.hyperparameters.k = 0;
  const auto run = test::new_run(s);
  const auto d = run->state().discriminator.parameters;
  steps(*run, 3);
  EXPECT_EQ(run->state().discriminator.parameters, d);
  EXPECT_TRUE(std::isnan(run->record().d_grad_norm));
  EXPECT_TRUE(std::isfinite(run->record().d_loss));
  set(*run, "hyperparameters.k", std::int64_t{1});
  set(*run, "hyperparameters.generator_steps", std::int64_t{0});
  const auto g = run->state().generator.parameters;
  steps(*run, 3);
  EXPECT_EQ(run->state().generator.parameters, g);
  EXPECT_TRUE(std::isfinite(run->record().g_loss));
  set(*run, "hyperparameters.k", std::int64_t{0});
  EXPECT_EQ(run->substep(), Advance::stopped);
}

TEST(Recording, ALongRunKeepsFewHashesAndReplays) {
  const auto run = test::new_run(small_settings());
  Recorder recorder(1, 8);
  const auto advance = [&](int n) {
    for (int i = 0; i < n; ++i) {
      ASSERT_TRUE(run->step());
      recorder.after_iteration(*run);
    }
  };
  advance(50);
  const Recording one = recorder.finish(*run);
  std::vector<std::int64_t> steps;
  for (const StateHash& hash : one.hashes) steps.push_back(hash.position.step);
  EXPECT_EQ(steps, (std::vector<std::int64_t>{8, 16, 24, 32, 40, 48, 50}));
  const ReplayResult result = replay(one);
  EXPECT_TRUE(result.agrees) << result.problem;
  EXPECT_EQ(result.compared, 7);
  // Segments that end where each has the same one hash: the last ones are kept.
  for (int segment = 0; segment < 40; ++segment) {
    ASSERT_TRUE(run->apply(SameStart{}).ok());
    advance(8);
  }
  const Recording many = recorder.finish(*run);
  EXPECT_LE(many.hashes.size(), 9u);
  EXPECT_TRUE(replay(many).agrees);
}

// Drives a run by hand, as a person would, and replays what was recorded.
TEST(Recording, ReplaysToTheSameHash) {
  Settings s = small_settings();
  s.schedule.push_back({25, "hyperparameters.k", std::int64_t{2}});
  const auto run = test::new_run(s);
  Recorder recorder(10);
  const auto advance = [&](int n) {
    for (int i = 0; i < n; ++i) {
      while (run->substep() == Advance::substep) {
      }
      recorder.after_iteration(*run);
    }
  };
  advance(12);
  set(*run, "hyperparameters.loss", std::string("hinge"));
  run->substep();
  set(*run, "hyperparameters.r1_weight", 0.1);  // between a D step and its G step
  advance(20);
  ASSERT_TRUE(run->apply(TakeSteps{Player::discriminator}).ok());
  ASSERT_TRUE(run->apply(TakeSteps{Player::discriminator}).ok());
  advance(7);
  ASSERT_TRUE(run->apply(NewStart{5}).ok());
  advance(11);
  set(*run, "data.modes", std::int64_t{5});
  advance(13);
  run->substep();
  set(*run, "hyperparameters.generator.optimiser", std::string("momentum"));
  const Recording recording = recorder.finish(*run);
  EXPECT_EQ(recording.commands.size(), 7u);
  const ReplayResult result = replay(recording);
  EXPECT_TRUE(result.agrees) << result.problem;
  EXPECT_EQ(result.final_hash, run->hash());
  EXPECT_EQ(result.compared, static_cast<std::int64_t>(recording.hashes.size()));
  EXPECT_GE(recording.hashes.size(), 5u);

  Recording altered = recording;
  std::get<SetValue>(altered.commands[1].command).value = 0.2;
  const ReplayResult different = replay(altered);
  EXPECT_FALSE(different.agrees);
  EXPECT_GT(different.first_difference, different.last_agreement);
}

TEST(Run, ASavedStateContinuesBitForBit) {
  const auto run = test::new_run(small_settings());
  steps(*run, 10);
  auto saved = std::make_shared<SavedGame>();
  saved->settings = run->settings();
  saved->state = run->state();
  steps(*run, 10);
  const auto other = test::new_run(Settings{});
  ASSERT_TRUE(other->apply(LoadGame{saved}).ok());
  EXPECT_EQ(other->position().step, 10);
  steps(*other, 10);
  EXPECT_EQ(other->state(), run->state());
}

}  // namespace
}  // namespace gan
