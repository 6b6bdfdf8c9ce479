// What is done to gradients and weights before any optimiser's step: clipping by the norm, and decay.
#include "core/nn/optimiser.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace gan {
namespace {

constexpr OptimiserKind kOptimiserKinds[] = {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::nesterov,
                                             OptimiserKind::rmsprop, OptimiserKind::adam};

AlignedBlock<double> block_of(const std::vector<double>& values) {
  AlignedBlock<double> block(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) block[i] = values[i];
  return block;
}

// Of norm 13.
const std::vector<double> kGradient = {3, -4, 12};

PlayerState<double> a_player() {
  PlayerState<double> player;
  player.parameters = block_of({0.5, -2, 1});
  player.first_moment = block_of({0.1, 0.2, -0.3});
  player.second_moment = block_of({0.2, 0.4, 0.1});
  player.updates = 4;
  return player;
}

PlayerState<double> stepped(const OptimiserSettings& settings, const std::vector<double>& gradient) {
  PlayerState<double> player = a_player();
  optimiser_step(settings, gradient.data(), player);
  return player;
}

void expect_near(const PlayerState<double>& a, const PlayerState<double>& b) {
  EXPECT_EQ(a.updates, b.updates);
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    EXPECT_NEAR(a.parameters[i], b.parameters[i], 1e-12);
    EXPECT_NEAR(a.first_moment[i], b.first_moment[i], 1e-12);
    EXPECT_NEAR(a.second_moment[i], b.second_moment[i], 1e-12);
  }
}

TEST(Optimiser, GetsAGradientThatIsNoLongerThanTheBound) {
  for (const OptimiserKind kind : kOptimiserKinds) {
    SCOPED_TRACE(static_cast<int>(kind));
    const OptimiserSettings plain{.kind = kind, .learning_rate = 0.1};
    OptimiserSettings clips = plain;
    clips.gradient_clip = 2.6;
    const double factor = 2.6 / (13 + 1e-6);
    EXPECT_DOUBLE_EQ(clipping_factor(clips, 13), factor);
    const PlayerState<double> after = stepped(clips, kGradient);
    expect_near(after, stepped(plain, {3 * factor, -4 * factor, 12 * factor}));
    EXPECT_NE(after, stepped(plain, kGradient));
  }
}

TEST(Optimiser, LeavesAGradientWithinTheBoundAsItIs) {
  for (const OptimiserKind kind : kOptimiserKinds) {
    const OptimiserSettings plain{.kind = kind, .learning_rate = 0.1};
    OptimiserSettings clips = plain;
    clips.gradient_clip = 14;
    EXPECT_EQ(stepped(clips, kGradient), stepped(plain, kGradient));
    EXPECT_EQ(clipping_factor(plain, 1e30), 1);
  }
}

// Decoupled: with a zero gradient all that the decay does is to shrink, and moments never see it.
TEST(Optimiser, DecaysBesideTheGradientAndItsMoments) {
  for (const OptimiserKind kind : kOptimiserKinds) {
    SCOPED_TRACE(static_cast<int>(kind));
    const OptimiserSettings plain{.kind = kind, .learning_rate = 0.1};
    OptimiserSettings decays = plain;
    decays.weight_decay = 0.5;
    EXPECT_DOUBLE_EQ(decay_factor(decays), 0.95);
    const PlayerState<double> without = stepped(plain, kGradient), with = stepped(decays, kGradient);
    for (std::size_t i = 0; i < kGradient.size(); ++i) {
      EXPECT_NEAR(with.parameters[i], without.parameters[i] - 0.05 * a_player().parameters[i], 1e-12);
    }
    EXPECT_EQ(with.first_moment, without.first_moment);
    EXPECT_EQ(with.second_moment, without.second_moment);
  }
  OptimiserSettings frozen{.kind = OptimiserKind::sgd, .learning_rate = 0};
  frozen.weight_decay = 10;
  EXPECT_EQ(stepped(frozen, kGradient).parameters, a_player().parameters);
}

// In single precision the sum of squares of such a gradient is infinite, its norm is not.
TEST(Optimiser, ClipsGradientsWhoseSquaresOverflow) {
  PlayerState<float> player;
  player.parameters = player.first_moment = player.second_moment = AlignedBlock<float>(2);
  const float gradient[] = {3e25f, 4e25f};
  OptimiserSettings settings{.kind = OptimiserKind::sgd, .learning_rate = 1};
  settings.gradient_clip = 5;
  optimiser_step(settings, gradient, player);
  EXPECT_NEAR(player.parameters[0], -3, 1e-5);
  EXPECT_NEAR(player.parameters[1], -4, 1e-5);
}

}  // namespace
}  // namespace gan
