// Rules of training and what they stand on, of games that are not two networks: they give their gradients, and rules,
// guard and vector field serve them as they do networks. How each rule moves is looked up in rule_forms_test.
#include <gtest/gtest.h>

#include <cmath>
#include <new>
#include <set>
#include <string>

#include "core/base/math/math_markup.h"
#include "core/game/guard.h"
#include "tests/core/game/two_numbers.h"

namespace gan {
namespace {

TEST(Rules, HaveAnIdOfTheirOwnAndAreMade) {
  std::set<std::string> ids;
  Bilinear game;
  for (int i = 0; i < static_cast<int>(rule_infos().size()); ++i) {
    const RuleInfo& info = rule_info(i);
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    EXPECT_EQ(find_rule(info.id), i);
    for (const char* text : {info.title, info.meaning, info.formula, info.paper}) EXPECT_STRNE(text, "") << info.id;
    EXPECT_TRUE(parse_math(info.formula)) << info.id;
    EXPECT_NE(make_rule<double>(i, game), nullptr);
  }
  EXPECT_EQ(find_rule("alternating"), 0);
  EXPECT_EQ(find_rule("no such rule"), -1);
}

TEST(Rules, AlternatingTakesKStepsOfDAndThenThoseOfG) {
  Bilinear game;
  const auto rule = make_rule<double>(find_rule("alternating"), game);
  Hyperparameters h = plain_descent(0.1);
  h.k = 2;
  GameState<double> state;
  game.initialise(state);
  OneBatch<double> batches(Batch<double>{});
  const Move expected[] = {Move::discriminator, Move::discriminator, Move::generator};
  for (const Move move : expected) {
    EXPECT_FALSE(rule->complete(state, h));
    ASSERT_EQ(rule->next(state, h), move);
    rule->step(move, h, batches, state);
  }
  EXPECT_TRUE(rule->complete(state, h));
  EXPECT_EQ(state.discriminator_inner, 2);
  EXPECT_EQ(state.generator_inner, 1);
  EXPECT_EQ(state.discriminator_steps, 2);
  h.k = h.generator_steps = 0;
  state.discriminator_inner = state.generator_inner = 0;
  EXPECT_EQ(rule->next(state, h), std::nullopt);
  EXPECT_FALSE(rule->complete(state, h));
}

// What a frozen D would say is measured once an iteration and moves nothing.
TEST(Rules, AlternatingMeasuresADThatStandsStill) {
  Bilinear game;
  const auto rule = make_rule<double>(find_rule("alternating"), game);
  Hyperparameters h = plain_descent(0.1);
  h.k = 0;
  GameState<double> state;
  game.initialise(state);
  OneBatch<double> batches(Batch<double>{});
  const StepOutcome<double> outcome = rule->step(Move::generator, h, batches, state);
  EXPECT_EQ(game.evaluations, 2);
  EXPECT_TRUE(outcome.of_discriminator);
  EXPECT_DOUBLE_EQ(outcome.d_loss, -0.6 * 0.8);
  EXPECT_DOUBLE_EQ(place_of(state).y, 0.8);
  EXPECT_DOUBLE_EQ(place_of(state).x, 0.6 - 0.1 * 0.8);
  EXPECT_EQ(state.discriminator_steps, 0);
}

// D first keeps x² + y² + η x y.
TEST(Rules, AlternatingStaysOnItsOrbit) {
  for (const double rate : {0.1, 0.7, 1.9}) {
    Bilinear game;
    const auto rule = make_rule<double>(find_rule("alternating"), game);
    GameState<double> state;
    game.initialise(state);
    const auto kept = [&] {
      const Place p = place_of(state);
      return p.x * p.x + p.y * p.y + rate * p.x * p.y;
    };
    const double before = kept();
    const Place start = place_of(state);
    iterate(*rule, plain_descent(rate), state, 1);
    EXPECT_GT(std::abs(place_of(state).x - start.x), 0.01);
    iterate(*rule, plain_descent(rate), state, 999);
    EXPECT_NEAR(kept(), before, 1e-9);
  }
}

// Whatever the rule does when both move: a person's step is one by the player's plain gradient, and the other one's
// follows before the iteration is complete.
TEST(Rules, AStepByHandMovesThatPlayerAlone) {
  for (int i = 0; i < static_cast<int>(rule_infos().size()); ++i) {
    SCOPED_TRACE(rule_info(i).id);
    Bilinear game;
    const auto rule = make_rule<double>(i, game);
    GameState<double> state;
    game.initialise(state);
    OneBatch<double> batches(Batch<double>{});
    const Hyperparameters h = plain_descent(0.5);
    rule->step(Move::generator, h, batches, state);
    EXPECT_DOUBLE_EQ(place_of(state).y, 0.8);
    EXPECT_DOUBLE_EQ(place_of(state).x, 0.6 - 0.5 * 0.8);
    EXPECT_EQ(state.discriminator_inner, 0);
    EXPECT_EQ(state.generator_inner, 1);
    EXPECT_FALSE(rule->complete(state, h));
    ASSERT_EQ(rule->next(state, h), Move::discriminator);
    rule->step(Move::discriminator, h, batches, state);
    EXPECT_DOUBLE_EQ(place_of(state).y, 0.8 + 0.5 * (0.6 - 0.5 * 0.8));
    EXPECT_TRUE(rule->complete(state, h));
  }
}

// An update that overflows takes back what the other player did in the same sub-step.
TEST(Guard, AFailedUpdateIsTakenBackForBoth) {
  Bilinear game;
  const auto made = make_rule<double>(find_rule("simultaneous"), game);
  Rule<double>& rule = *made;
  GameState<double> state;
  game.initialise(state);
  state.discriminator.parameters[0] = 1e150;
  const GameState<double> before = state;
  Hyperparameters h = plain_descent(0.1);
  h.generator.learning_rate = 1e200;
  OneBatch<double> batches(Batch<double>{});
  const StepOutcome<double> outcome = rule.step(Move::both, h, batches, state);
  ASSERT_NE(outcome.failed, nullptr);
  EXPECT_STREQ(outcome.failed, "the generator's parameters");
  EXPECT_EQ(state, before);
  // It goes on from there.
  h.generator.learning_rate = 1e-151;
  EXPECT_EQ(rule.step(Move::both, h, batches, state).failed, nullptr);
  EXPECT_FALSE(state == before);
}

TEST(Guard, ATrialThatIsLeftByAnExceptionChangesNothing) {
  Bilinear game;
  GameState<double> state;
  game.initialise(state);
  for (const Player player : kPlayers) state[player].buffers = AlignedBlock<double>(3);
  state.generator.parameters[0] = 1e13;
  const GameState<double> before = state;
  Guard<double> guard;
  const auto step = [&] {
    Guard<double>::Trial trial(guard, state);
    trial.announce(Player::discriminator, 1);
    trial.announce(Player::generator, 1);
    for (const Player player : kPlayers) {
      state[player].buffers.fill(5);
      state[player].parameters.fill(7);
    }
    throw std::bad_alloc();
  };
  EXPECT_THROW(step(), std::bad_alloc);
  EXPECT_EQ(state, before);
}

}  // namespace
}  // namespace gan
