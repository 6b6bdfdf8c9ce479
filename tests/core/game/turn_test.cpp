// Whose turn it is and was, told from the counters of a game, against runs that really step.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "core/game/rules/rule_list.h"
#include "core/run/run.h"
#include "tests/seed.h"

namespace gan {
namespace {

std::unique_ptr<Run> run_with(int k, int generator_steps, const char* rule = "alternating") {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {4};
  s.hyperparameters.batch_size = 4;
  s.hyperparameters.rule = find_rule(rule);
  s.hyperparameters.k = k;
  s.hyperparameters.generator_steps = generator_steps;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

Progress progress_of(const Run& run) {
  const Position at = run.position();
  return {at.step, {at.discriminator_inner, at.generator_inner}};
}

// Whose parameters differ.
Move moved(const GameState<float>& before, const GameState<float>& after) {
  const bool d = !(before.discriminator.parameters == after.discriminator.parameters);
  const bool g = !(before.generator.parameters == after.generator.parameters);
  EXPECT_TRUE(d || g);
  return d && g ? Move::both : d ? Move::discriminator : Move::generator;
}

TEST(Turn, IsTheOneThatTheRunTakes) {
  const std::pair<int, int> all[] = {{1, 1}, {5, 1}, {1, 3}, {2, 2}, {0, 1}, {0, 3}, {1, 0}, {4, 0}};
  for (const auto& [k, generator_steps] : all) {
    const auto run = run_with(k, generator_steps);
    const Hyperparameters& h = run->settings().hyperparameters;
    EXPECT_FALSE(last_turn(progress_of(*run), h));
    for (int i = 0; i < 3 * (k + generator_steps); ++i) {
      const Progress before = progress_of(*run);
      const GameState<float> state = run->state();
      const std::optional<Turn> next = next_turn(before, h);
      ASSERT_TRUE(next);
      ASSERT_NE(run->substep(), Advance::stopped);
      EXPECT_EQ(next->move, moved(state, run->state()));
      const bool d = next->move == Move::discriminator;
      EXPECT_EQ(next->of, d ? k : generator_steps);
      EXPECT_EQ(next->step, i % (k + generator_steps) + 1 - (d ? 0 : k)) << "k " << k << ", sub-step " << i;
      EXPECT_EQ(last_turn(progress_of(*run), h), next);
      EXPECT_EQ(last_turn(progress_of(*run), h, before), next);
    }
  }
}

TEST(Turn, StepsByHandAreToldByWhatWasThereBefore) {
  std::mt19937 random(static_cast<unsigned>(test::seed(3)));
  const std::pair<int, int> all[] = {{1, 1}, {3, 1}, {2, 2}, {0, 2}, {3, 0}};
  for (const auto& [k, generator_steps] : all) {
    const auto run = run_with(k, generator_steps);
    const Hyperparameters& h = run->settings().hyperparameters;
    for (int i = 0; i < 40; ++i) {
      const Player player = random() % 2 == 0 ? Player::discriminator : Player::generator;
      const Progress before = progress_of(*run);
      ASSERT_TRUE(run->apply(TakeSteps{player}).ok());
      const std::optional<Turn> last = last_turn(progress_of(*run), h, before);
      ASSERT_TRUE(last);
      EXPECT_EQ(last->move, move_of(player)) << "k " << k << ", step " << i;
      EXPECT_EQ(last->step, before.inner[player] + 1);
      EXPECT_EQ(last->of, player == Player::discriminator ? k : generator_steps);
    }
  }
}

TEST(Turn, OfRulesThatMoveBothIsBothUnlessAHandCameBetween) {
  std::mt19937 random(static_cast<unsigned>(test::seed(4)));
  for (const RuleInfo& info : rule_infos()) {
    if (info.takes_turns) continue;
    SCOPED_TRACE(info.id);
    const auto run = run_with(0, 3, info.id);  // not heeded
    const Hyperparameters& h = run->settings().hyperparameters;
    EXPECT_FALSE(last_turn(progress_of(*run), h));
    std::set<Move> seen;
    for (int i = 0; i < 30; ++i) {
      const Progress before = progress_of(*run);
      const GameState<float> state = run->state();
      const std::optional<Turn> next = next_turn(before, h);
      ASSERT_TRUE(next);
      const unsigned choice = random() % 4;
      const Player player = choice == 0 ? Player::discriminator : Player::generator;
      if (choice < 2) {
        ASSERT_TRUE(run->apply(TakeSteps{player}).ok());
      } else {
        ASSERT_NE(run->substep(), Advance::stopped);
      }
      const std::optional<Turn> last = last_turn(progress_of(*run), h, before);
      ASSERT_TRUE(last);
      EXPECT_EQ(last->move, moved(state, run->state())) << "step " << i;
      EXPECT_EQ(*last, choice < 2 ? (Turn{move_of(player), before.inner[player] + 1, 1}) : *next) << "step " << i;
      seen.insert(last->move);
    }
    EXPECT_EQ(seen.size(), 3u);
  }
}

TEST(Turn, IsNobodysWhereBothAreFrozen) {
  const auto run = run_with(0, 0);
  EXPECT_FALSE(next_turn(progress_of(*run), run->settings().hyperparameters));
  EXPECT_FALSE(last_turn(progress_of(*run), run->settings().hyperparameters));
}

// What was known is of another moment: it misleads nobody.
TEST(Turn, ALeapIsReadOffTheRule) {
  Hyperparameters h;
  h.k = 3;
  EXPECT_EQ(last_turn({9, {2, 0}}, h, Progress{4, {1, 0}}), (Turn{Move::discriminator, 2, 3}));
  EXPECT_EQ(last_turn({9, {0, 0}}, h, Progress{4, {1, 0}}), (Turn{Move::generator, 1, 1}));
  EXPECT_EQ(last_turn({9, {0, 0}}, h, Progress{9, {0, 0}}), (Turn{Move::generator, 1, 1}));
}

}  // namespace
}  // namespace gan
