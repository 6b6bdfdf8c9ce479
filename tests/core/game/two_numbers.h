// Games of one number a player, whose iterations have closed forms, and iterations as a run makes them.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "core/game/game.h"
#include "tests/core/game/played_step.h"

namespace gan {

// A function of one number with two derivatives.
struct Curve {
  double (*value)(double);
  double (*slope)(double);
  double (*bend)(double);
};

// L_G = g(x y), L_D = d(x y) + γ/2 y², x the generator's number and y the discriminator's.
class TwoNumbers : public Game<double> {
 public:
  TwoNumbers(Curve g, Curve d, double gamma = 0) : curves_{d, g}, gamma_(gamma) {}

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
    const auto [x, y] = place(at);
    for (const Player loss : kPlayers) {
      const double slope = curves_[loss].slope(x * y);
      add(gradients[loss], y * slope, x * slope + friction(loss) * y);
    }
    outcome.g_loss = curves_.generator.value(x * y);
    outcome.d_loss = curves_.discriminator.value(x * y) + gamma_ / 2 * y * y;
    outcome.of_discriminator = true;
  }

  void add_derivatives(const GamePoint<double>& at, const GameVectorIn<double>& direction,
                       const LossGradientsOut<double>& derivatives) override {
    const auto [x, y] = place(at);
    const double along_x = direction.generator ? (*direction.generator)[0] : 0;
    const double along_y = direction.discriminator ? (*direction.discriminator)[0] : 0;
    for (const Player loss : kPlayers) {
      const double slope = curves_[loss].slope(x * y), bend = curves_[loss].bend(x * y);
      const double mixed = slope + x * y * bend;
      add(derivatives[loss], y * y * bend * along_x + mixed * along_y,
          mixed * along_x + (x * x * bend + friction(loss)) * along_y);
    }
  }

  int evaluations = 0;

 private:
  struct Place {
    double x, y;
  };
  static Place place(const GamePoint<double>& at) {
    return {(*at.parameters.generator)[0], (*at.parameters.discriminator)[0]};
  }
  static void add(const GameVectorOut<double>& to, double by_x, double by_y) {
    if (to.generator) (*to.generator)[0] += by_x;
    if (to.discriminator) (*to.discriminator)[0] += by_y;
  }
  double friction(Player loss) const { return loss == Player::discriminator ? gamma_ : 0; }

  PerPlayer<Curve> curves_;
  double gamma_;
};

// min over x of max over y of x y.
class Bilinear final : public TwoNumbers {
 public:
  Bilinear() : TwoNumbers(line(1), line(-1)) {}

 private:
  static Curve line(int sign) {
    constexpr auto kFlat = [](double) { return 0.0; };
    if (sign > 0) return {[](double t) { return t; }, [](double) { return 1.0; }, kFlat};
    return {[](double t) { return -t; }, [](double) { return -1.0; }, kFlat};
  }
};

inline Hyperparameters plain_descent(double rate) {
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

inline Place place_of(const GameState<double>& state) {
  return {state.generator.parameters[0], state.discriminator.parameters[0]};
}

inline void iterate(Rule<double>& rule, const Hyperparameters& h, GameState<double>& state, int count) {
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

}  // namespace gan
