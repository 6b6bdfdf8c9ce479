// The unrolled generator's gradient: the whole of K inner steps and G's loss after them is differentiated by
// differences, with everything that acts in training.
#include <gtest/gtest.h>

#include "core/game/rules/rule_list.h"
#include "core/nn/optimiser.h"
#include "tests/core/game/played_step.h"
#include "tests/core/game/small_game.h"
#include "tests/core/nn/finite_difference.h"

namespace gan {
namespace {

struct Inner {
  UnrollOptimiser by;
  OptimiserKind own;  // D's real optimiser
};
constexpr Inner kInner[] = {{UnrollOptimiser::sgd, OptimiserKind::adam},
                            {UnrollOptimiser::adam, OptimiserKind::adam},
                            {UnrollOptimiser::adam, OptimiserKind::sgd}};

Hyperparameters unrolled(const Inner& inner, int loss, int steps) {
  Hyperparameters h;
  h.rule = find_rule("unrolled");
  h.loss = loss;
  h.unroll_steps = steps;
  h.unroll_optimiser = inner.by;
  h.discriminator.kind = inner.own;
  h.discriminator.learning_rate = inner.by == UnrollOptimiser::adam ? 0.03 : 0.3;
  h.discriminator.beta1 = 0.6;
  h.discriminator.beta2 = 0.9;
  h.generator = {.kind = OptimiserKind::sgd, .learning_rate = 1};
  return h;
}

// L_G(θ, φ_K), with the inner steps taken by the optimiser that trains.
double unrolled_loss(SmallGame& small, const Hyperparameters& h) {
  GameState<double> state = small.state;
  OptimiserSettings inner = h.discriminator;
  const bool adam = h.unroll_optimiser == UnrollOptimiser::adam;
  if (adam && inner.kind != OptimiserKind::adam) reset_optimiser(state.discriminator);
  inner.kind = adam ? OptimiserKind::adam : OptimiserKind::sgd;
  AlignedBlock<double> gradient;
  for (int k = 0; k < h.unroll_steps; ++k) {
    own_gradient(small.game, Player::discriminator, state, h, small.batch, gradient);
    optimiser_step(inner, gradient.data(), state.discriminator);
  }
  return own_gradient(small.game, Player::generator, state, h, small.batch, gradient).g_loss;
}

// D has been trained for a while: its moments are what gradients leave behind.
void warm_up(SmallGame& small) {
  Hyperparameters h;
  h.discriminator.learning_rate = 1e-3;
  Alternated<double> rule(small.game);
  for (int i = 0; i < 3; ++i) rule.step(Player::discriminator, small.state, h, small.batch);
  small.state.discriminator_inner = 0;
  ASSERT_EQ(small.state.discriminator.updates, 3);
}

void expect_exact(SmallGame& small, const Hyperparameters& h) {
  const auto rule = make_rule<double>(h.rule, small.game);
  OneBatch<double> batches(small.batch);
  GameState<double> moved = small.state;
  const StepOutcome<double> outcome = rule->step(Move::both, h, batches, moved);
  ASSERT_EQ(outcome.failed, nullptr);
  EXPECT_NEAR(outcome.g_loss, unrolled_loss(small, h), 1e-12);
  AlignedBlock<double>& theta = small.state.generator.parameters;
  AlignedBlock<double> gradient(theta.size()), plain(theta.size());
  for (std::size_t i = 0; i < theta.size(); ++i) gradient[i] = theta[i] - moved.generator.parameters[i];
  expect_gradient([&] { return unrolled_loss(small, h); }, theta.data(), gradient.data(), gradient.size(), 1e-6);
  // The way through the inner steps says something.
  own_gradient(small.game, Player::generator, small.state, h, small.batch, plain);
  double difference = 0;
  for (std::size_t i = 0; i < theta.size(); ++i) difference = std::max(difference, std::abs(plain[i] - gradient[i]));
  EXPECT_GT(difference, 1e-4);
  // D itself takes one plain step.
  GameState<double> stepped = small.state;
  Alternated<double>(small.game).step(Player::discriminator, stepped, h, small.batch);
  EXPECT_EQ(moved.discriminator, stepped.discriminator);
}

TEST(Unrolled, AgreesWithDifferencesForEveryLossAndInnerOptimiser) {
  for (const Inner& inner : kInner) {
    for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
      for (const int steps : {1, 4}) {
        SCOPED_TRACE(std::string(loss_info(loss).id) + ", K = " + std::to_string(steps) + ", inner " +
                     std::to_string(&inner - kInner));
        SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
        warm_up(small);
        expect_exact(small, unrolled(inner, loss, steps));
      }
    }
  }
}

TEST(Unrolled, AgreesWithDifferencesThroughPenaltiesNoiseAndNormalisation) {
  for (const Inner& inner : kInner) {
    for (const Normalisation normalisation : {Normalisation::layer, Normalisation::batch}) {
      SCOPED_TRACE(std::to_string(&inner - kInner) + ", normalisation " +
                   std::to_string(static_cast<int>(normalisation)));
      SmallGame small(Activation::softplus, normalisation, {4, 3}, 6);
      warm_up(small);
      Hyperparameters h = unrolled(inner, 1, 3);
      h.discriminator.learning_rate /= 5;
      h.r1_weight = 0.4;
      h.r2_weight = 0.3;
      h.gp_weight = 0.2;
      h.dragan_weight = 0.1;
      h.instance_noise = 0.2;
      h.real_label = 0.9;
      expect_exact(small, h);
    }
  }
}

// By clipping to less than the gradients' length, to more than it (which does nothing), and with decay.
TEST(Unrolled, AgreesWithDifferencesThroughClippedGradientsAndDecay) {
  for (const Inner& inner : kInner) {
    for (const double clip : {0.0, 0.05, 0.2, 1e3}) {
      SCOPED_TRACE(std::to_string(&inner - kInner) + ", clipping " + std::to_string(clip));
      SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
      warm_up(small);
      Hyperparameters h = unrolled(inner, 1, 3);
      h.discriminator.gradient_clip = clip;
      h.discriminator.weight_decay = 0.4;
      expect_exact(small, h);
    }
  }
}

TEST(Unrolled, WithoutStepsItIsTheSimultaneousRule) {
  SmallGame small(Activation::tanh, Normalisation::batch, {4}, 5);
  Hyperparameters h = unrolled(kInner[1], 1, 0);
  h.r2_weight = 0.1;
  OneBatch<double> batches(small.batch);
  GameState<double> by_unrolled = small.state, by_simultaneous = small.state;
  make_rule<double>(h.rule, small.game)->step(Move::both, h, batches, by_unrolled);
  make_rule<double>(find_rule("simultaneous"), small.game)->step(Move::both, h, batches, by_simultaneous);
  EXPECT_EQ(by_unrolled, by_simultaneous);
}

}  // namespace
}  // namespace gan
