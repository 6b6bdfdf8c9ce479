// Every rule with every loss, penalty, optimiser and architecture, as runs: a few steps stay finite and change the
// state, one seed gives the same bits twice, what blows up is taken back, and a change of rule begins with nothing
// remembered.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "core/data/distribution.h"
#include "core/game/losses.h"
#include "core/game/rules/rule_list.h"
#include "core/run/run.h"
#include "core/settings/setting_values.h"
#include "tests/seed.h"

namespace gan {
namespace {

int rules() {
  return static_cast<int>(rule_infos().size());
}

Settings small(int rule) {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {7, 5};
  Hyperparameters& h = s.hyperparameters;
  h.rule = rule;
  h.batch_size = 10;
  h.unroll_steps = 2;
  h.lookahead_every = 2;
  h.competitive_iterations = 3;
  h.consensus_weight = h.symplectic_weight = 0.1;
  return s;
}

Settings small_images(int rule, Architecture architecture) {
  Settings s = small(rule);
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  s.spec.noise.dimension = 4;
  for (NetworkSpec* network : {&s.spec.generator, &s.spec.discriminator}) {
    network->architecture = architecture;
    network->channels = 3;
  }
  s.hyperparameters.batch_size = 6;
  return s;
}

bool all_finite(const GameState<float>& state) {
  for (const Player player : kPlayers) {
    const PlayerState<float>& p = state[player];
    for (const auto* block : {&p.parameters, &p.buffers, &p.first_moment, &p.second_moment, &p.remembered}) {
      for (const float x : *block) {
        if (!std::isfinite(x)) return false;
      }
    }
  }
  return true;
}

std::unique_ptr<Run> started(const Settings& settings) {
  auto run = Run::create(settings);
  EXPECT_TRUE(run) << run.message();
  return run ? std::move(run).value() : nullptr;
}

constexpr int kIterations = 3;

void expect_to_train(const Settings& settings) {
  const auto run = started(settings), again = started(settings);
  ASSERT_TRUE(run && again);
  const bool remembers = rule_info(settings.hyperparameters.rule).remembers;
  const bool adam = settings.hyperparameters.discriminator.kind == OptimiserKind::adam;
  const GameState<float> start = run->state();
  for (int i = 0; i < kIterations; ++i) {
    const std::uint64_t before = run->hash();
    ASSERT_TRUE(run->step()) << run->status().what;
    ASSERT_TRUE(again->step());
    EXPECT_NE(run->hash(), before);
    EXPECT_EQ(run->hash(), again->hash());
    EXPECT_TRUE(all_finite(run->state()));
    for (const float number : {run->record().d_loss, run->record().g_loss, run->record().d_grad_norm,
                               run->record().g_grad_norm, run->record().value}) {
      EXPECT_TRUE(std::isfinite(number));
    }
  }
  for (const Player player : kPlayers) {
    EXPECT_FALSE(run->state()[player].parameters == start[player].parameters) << letter_of(player);
    EXPECT_EQ(!run->state()[player].remembered.empty(), remembers);
    EXPECT_TRUE(!adam || run->state()[player].updates >= kIterations);
  }
}

std::string name_of(int rule, const std::string& with) {
  return std::string(rule_info(rule).id) + " with " + with;
}

TEST(RuleRuns, TrainWithEveryLossAndPenalty) {
  for (int rule = 0; rule < rules(); ++rule) {
    for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
      for (const bool penalised : {false, true}) {
        SCOPED_TRACE(name_of(rule, loss_info(loss).id) + (penalised ? ", penalties" : ""));
        Settings s = small(rule);
        s.hyperparameters.loss = loss;
        if (penalised) {
          s.hyperparameters.r1_weight = s.hyperparameters.r2_weight = s.hyperparameters.gp_weight = 0.1;
          s.hyperparameters.dragan_weight = 0.1;
          s.hyperparameters.r1_every = 2;
          s.hyperparameters.instance_noise = 0.1;
          s.hyperparameters.real_label = 0.9;
        }
        expect_to_train(s);
      }
    }
  }
}

TEST(RuleRuns, TrainWithEveryOptimiser) {
  for (int rule = 0; rule < rules(); ++rule) {
    for (const OptimiserKind kind : {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::nesterov,
                                     OptimiserKind::rmsprop, OptimiserKind::adam}) {
      for (const UnrollOptimiser inner : {UnrollOptimiser::sgd, UnrollOptimiser::adam}) {
        SCOPED_TRACE(name_of(rule, "optimiser " + std::to_string(static_cast<int>(kind))));
        Settings s = small(rule);
        s.hyperparameters.discriminator.kind = s.hyperparameters.generator.kind = kind;
        s.hyperparameters.unroll_optimiser = inner;
        s.hyperparameters.average_decay = 0.9;
        expect_to_train(s);
      }
    }
  }
}

TEST(RuleRuns, TrainEveryArchitecture) {
  const std::pair<const char*, std::function<void(GameSpec&)>> changes[] = {
      {"nothing", [](GameSpec&) {}},
      {"batch norm",
       [](GameSpec& s) { s.generator.normalisation = s.discriminator.normalisation = Normalisation::batch; }},
      {"layer norm",
       [](GameSpec& s) { s.generator.normalisation = s.discriminator.normalisation = Normalisation::layer; }},
      {"spectral norm", [](GameSpec& s) { s.generator.spectral_norm = s.discriminator.spectral_norm = true; }},
      {"smooth activations",
       [](GameSpec& s) {
         s.generator.activation = Activation::tanh;
         s.discriminator.activation = Activation::silu;
       }},
      {"images", [](GameSpec& s) { s.generator.upsampling = Upsampling::nearest; }},
  };
  for (int rule = 0; rule < rules(); ++rule) {
    for (const auto& [name, change] : changes) {
      for (const Architecture architecture : {Architecture::mlp, Architecture::convolutional, Architecture::residual}) {
        SCOPED_TRACE(name_of(rule, name) + ", architecture " + std::to_string(static_cast<int>(architecture)));
        Settings s = architecture == Architecture::mlp ? small(rule) : small_images(rule, architecture);
        change(s.spec);
        s.hyperparameters.r1_weight = 0.1;
        expect_to_train(s);
      }
    }
  }
}

// Too large a rate, until a number is not finite: the state is the one before that sub-step, and can go on.
TEST(RuleRuns, WhatBlowsUpIsTakenBack) {
  for (int rule = 0; rule < rules(); ++rule) {
    SCOPED_TRACE(rule_info(rule).id);
    Settings s = small(rule);
    s.hyperparameters.loss = find_loss("least_squares");
    s.hyperparameters.lookahead_step = 1;
    for (OptimiserSettings* optimiser : {&s.hyperparameters.discriminator, &s.hyperparameters.generator}) {
      *optimiser = {.kind = OptimiserKind::momentum, .learning_rate = 10};
    }
    const auto run = started(s);
    ASSERT_TRUE(run);
    std::uint64_t before = 0;
    for (int i = 0; i < 2000 && !run->status().diverged; ++i) {
      before = run->hash();
      run->substep();
    }
    ASSERT_TRUE(run->status().diverged);
    EXPECT_EQ(run->hash(), before);
    EXPECT_TRUE(all_finite(run->state()));
    for (const char* key : {"hyperparameters.generator.learning_rate", "hyperparameters.discriminator.learning_rate"}) {
      ASSERT_TRUE(run->apply(SetValue{key, 0.0}));
    }
    EXPECT_FALSE(run->status().diverged);
  }
}

// Without a rate nobody moves by the optimisers; what was remembered of another rule would.
TEST(RuleRuns, ANewRuleBeginsWithNothingRemembered) {
  for (int from = 0; from < rules(); ++from) {
    for (int to = 0; to < rules(); ++to) {
      SCOPED_TRACE(std::string(rule_info(from).id) + " to " + rule_info(to).id);
      const auto run = started(small(from));
      ASSERT_TRUE(run);
      ASSERT_TRUE(run->step());
      run->substep();  // of those in turns, in the middle of an iteration
      ASSERT_TRUE(run->apply(SetValue{"hyperparameters.rule", std::string(rule_info(to).id)}));
      for (const Player player : kPlayers) {
        EXPECT_EQ(run->state()[player].remembered.empty(), from != to || !rule_info(from).remembers);
      }
      const auto other = Run::resume(run->past(), *run->keyframe());
      ASSERT_TRUE(other) << other.message();
      for (int i = 0; i < 2; ++i) ASSERT_TRUE(run->step() && other.value()->step());
      EXPECT_EQ(run->hash(), other.value()->hash());
    }
  }
}

TEST(RuleRuns, TheScheduleChangesTheRule) {
  Settings s = small(find_rule("optimistic"));
  s.schedule = {{2, "hyperparameters.rule", std::string("simultaneous")}};
  const auto run = started(s);
  ASSERT_TRUE(run);
  ASSERT_TRUE(run->step());
  EXPECT_FALSE(run->state().generator.remembered.empty());
  ASSERT_TRUE(run->step());
  EXPECT_TRUE(run->state().generator.remembered.empty());
  ASSERT_TRUE(run->step());
  EXPECT_EQ(run->settings().hyperparameters.rule, find_rule("simultaneous"));
}

TEST(RuleRuns, ThoseThatDifferentiateRefuseAClippedCritic) {
  for (int rule = 0; rule < rules(); ++rule) {
    SCOPED_TRACE(rule_info(rule).id);
    Settings s = small(rule);
    s.hyperparameters.clip = 0.25;
    const auto run = Run::create(s);
    if (!rule_info(rule).differentiates) {
      expect_to_train(s);
      continue;
    }
    ASSERT_FALSE(run);
    EXPECT_EQ(run.message().find("hyperparameters.clip is 0.25 with the "), 0u) << run.message();
    // Nor does a schedule lead there, or a hand.
    s.hyperparameters.clip = 0;
    s.schedule = {{5, "hyperparameters.clip", 0.1}};
    EXPECT_FALSE(Run::create(s));
    s.schedule.clear();
    const auto going = started(s);
    ASSERT_TRUE(going);
    EXPECT_FALSE(going->apply(SetValue{"hyperparameters.clip", 0.1}));
    EXPECT_TRUE(going->step());
  }
}

}  // namespace
}  // namespace gan
