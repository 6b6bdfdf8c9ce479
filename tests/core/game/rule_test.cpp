// Rules of training and what they stand on, of a game that is not two networks: it gives its gradients, and rules that
// are written here, guard and vector field serve it as they do networks. The bilinear game has closed forms for all of
// them.
#include <gtest/gtest.h>

#include <cmath>
#include <new>
#include <set>
#include <string>

#include "core/game/update.h"
#include "core/game/vector_field.h"
#include "tests/core/game/played_step.h"

namespace gan {
namespace {

// min over G's x of max over D's y of x y: L_G = x y, L_D = −x y.
class Bilinear final : public Game<double> {
 public:
  void initialise(GameState<double>& state) const override {
    state = {};
    for (const Player player : kPlayers) {
      PlayerState<double>& one = state[player];
      one.parameters = one.first_moment = one.second_moment = AlignedBlock<double>(1);
      one.parameters[0] = player == Player::generator ? 0.6 : 0.8;
    }
  }

  void add_gradients(const GamePoint<double>& at, const LossGradientsOut<double>& gradients,
                     const GameVectorOut<double>&, StepOutcome<double>& outcome) override {
    ++evaluations;
    add(*at.parameters.generator, *at.parameters.discriminator, gradients);
    outcome.g_loss = (*at.parameters.generator)[0] * (*at.parameters.discriminator)[0];
    outcome.d_loss = -outcome.g_loss;
    outcome.of_discriminator = true;
  }

  // The gradients are linear.
  void add_derivatives(const GamePoint<double>&, const GameVectorIn<double>& direction,
                       const LossGradientsOut<double>& derivatives) override {
    const AlignedBlock<double> zero(1);
    add(direction.generator ? *direction.generator : zero, direction.discriminator ? *direction.discriminator : zero,
        derivatives);
  }

  int evaluations = 0;

 private:
  static void add(const AlignedBlock<double>& x, const AlignedBlock<double>& y, const LossGradientsOut<double>& to) {
    const auto to_loss = [&](const GameVectorOut<double>& out, double sign) {
      if (out.generator) (*out.generator)[0] += sign * y[0];
      if (out.discriminator) (*out.discriminator)[0] += sign * x[0];
    };
    to_loss(to.generator, 1);
    to_loss(to.discriminator, -1);
  }
};

// Both players move at once, by the gradients that `find` makes.
class TogetherRule : public Rule<double> {
 public:
  explicit TogetherRule(Game<double>& game) : game_(game) {}

  std::optional<Move> next(const GameState<double>&, const Hyperparameters&) const override { return Move::both; }
  bool complete(const GameState<double>& state, const Hyperparameters&) const override {
    return state.discriminator_inner > 0 && state.generator_inner > 0;
  }
  StepOutcome<double> step(Move move, const Hyperparameters& h, TrainingBatches<double>& batches,
                           GameState<double>& state) override {
    Workspace::Scope scope(game_.workspace());
    Guard<double>::Trial trial(guard_, state);
    StepOutcome<double> outcome;
    find(h, batches, state, outcome);
    GameVectorIn<double> found;
    for (const Player player : kPlayers) {
      if (moves(move, player)) found[player] = &gradient_[player];
    }
    finish_step<double>(found, h, trial, outcome);
    return outcome;
  }

 protected:
  virtual void find(const Hyperparameters& h, TrainingBatches<double>& batches, const GameState<double>& state,
                    StepOutcome<double>& outcome) {
    const Batch<double> batch = batches.batch(Player::discriminator, state.discriminator_inner);
    outcome = vector_field(game_, point_of(state, h, batch), gradient_);
    for (const Player player : kPlayers) {
      for (double& x : gradient_[player]) x = -x;
    }
  }

  Game<double>& game_;
  GameVector<double> gradient_;
  Guard<double> guard_;
};

// The gradient where the same step would lead, on a batch of its own.
class ExtragradientRule final : public TogetherRule {
 public:
  using TogetherRule::TogetherRule;

 protected:
  void find(const Hyperparameters& h, TrainingBatches<double>& batches, const GameState<double>& state,
            StepOutcome<double>& outcome) override {
    TogetherRule::find(h, batches, state, outcome);
    ahead_ = state;
    descend<double>({&gradient_.discriminator, &gradient_.generator}, h, ahead_);
    ahead_.discriminator_inner = state.discriminator_inner + 1;
    TogetherRule::find(h, batches, ahead_, outcome);
  }

 private:
  GameState<double> ahead_;
};

// F + γ ∇½‖F‖².
class ConsensusRule final : public TogetherRule {
 public:
  ConsensusRule(Game<double>& game, double weight) : TogetherRule(game), weight_(weight) {}

 protected:
  void find(const Hyperparameters& h, TrainingBatches<double>& batches, const GameState<double>& state,
            StepOutcome<double>& outcome) override {
    const Batch<double> batch = batches.batch(Player::discriminator, state.discriminator_inner);
    const GamePoint<double> at = point_of(state, h, batch);
    outcome = vector_field(game_, at, field_);
    transposed_jacobian_times(game_, at, field_, gradient_);
    for (const Player player : kPlayers) {
      for (std::size_t i = 0; i < gradient_[player].size(); ++i) {
        gradient_[player][i] = weight_ * gradient_[player][i] - field_[player][i];
      }
    }
  }

 private:
  double weight_;
  GameVector<double> field_;
};

Hyperparameters plain_descent(double rate) {
  Hyperparameters h;
  for (OptimiserSettings* optimiser : {&h.discriminator, &h.generator}) {
    optimiser->kind = OptimiserKind::sgd;
    optimiser->learning_rate = rate;
  }
  return h;
}

struct Place {
  double x = 0, y = 0;
  double radius() const { return std::hypot(x, y); }
};

Place place_of(const GameState<double>& state) {
  return {state.generator.parameters[0], state.discriminator.parameters[0]};
}

// Iterations as a run makes them.
void iterate(Rule<double>& rule, const Hyperparameters& h, GameState<double>& state, int count) {
  OneBatch<double> batches(Batch<double>{});
  for (int i = 0; i < count; ++i) {
    do {
      const std::optional<Move> move = rule.next(state, h);
      ASSERT_TRUE(move);
      ASSERT_EQ(rule.step(*move, h, batches, state).failed, nullptr);
    } while (!rule.complete(state, h));
    state.discriminator_inner = state.generator_inner = 0;
    ++state.step;
  }
}

TEST(Rules, HaveAnIdOfTheirOwnAndAreMade) {
  std::set<std::string> ids;
  Bilinear game;
  for (int i = 0; i < static_cast<int>(rule_infos().size()); ++i) {
    const RuleInfo& info = rule_info(i);
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    EXPECT_EQ(find_rule(info.id), i);
    for (const char* text : {info.title, info.meaning, info.formula, info.paper}) EXPECT_STRNE(text, "") << info.id;
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

// The factor by which one iteration moves both players away from the equilibrium, or to it.
double growth(Rule<double>& rule, const Game<double>& game, double rate) {
  GameState<double> state;
  game.initialise(state);
  const double before = place_of(state).radius();
  constexpr int kIterations = 20;
  iterate(rule, plain_descent(rate), state, kIterations);
  return std::pow(place_of(state).radius() / before, 1.0 / kIterations);
}

TEST(Rules, OthersNeedNoMoreThanAGameGives) {
  for (const double rate : {0.1, 0.4, 1 / std::sqrt(2.0)}) {
    Bilinear game;
    TogetherRule together(game);
    EXPECT_NEAR(growth(together, game, rate), std::sqrt(1 + rate * rate), 1e-12);
    ExtragradientRule extragradient(game);
    EXPECT_NEAR(growth(extragradient, game, rate), std::sqrt(1 - rate * rate + std::pow(rate, 4)), 1e-12);
    for (const double weight : {0.3, 1.0}) {
      ConsensusRule consensus(game, weight);
      const double straight = 1 - rate * weight;
      EXPECT_NEAR(growth(consensus, game, rate), std::sqrt(straight * straight + rate * rate), 1e-12);
    }
  }
}

TEST(Rules, AStepByHandMovesThatPlayerAlone) {
  Bilinear game;
  TogetherRule rule(game);
  GameState<double> state;
  game.initialise(state);
  OneBatch<double> batches(Batch<double>{});
  rule.step(Move::generator, plain_descent(0.5), batches, state);
  EXPECT_DOUBLE_EQ(place_of(state).y, 0.8);
  EXPECT_DOUBLE_EQ(place_of(state).x, 0.6 - 0.5 * 0.8);
  EXPECT_EQ(state.discriminator_inner, 0);
  EXPECT_EQ(state.generator_inner, 1);
}

// An update that overflows takes back what the other player did in the same sub-step.
TEST(Guard, AFailedUpdateIsTakenBackForBoth) {
  Bilinear game;
  TogetherRule rule(game);
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
