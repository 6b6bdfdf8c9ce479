// The game on dual numbers: values as the game has them, tangents as its derivatives, kept or found anew.
#include "core/game/dual_network_game.h"

#include <gtest/gtest.h>

#include "core/game/losses.h"
#include "tests/core/game/small_game.h"

namespace gan {
namespace {

using Number = DualNetworkGame::Number;

AlignedBlock<Number> duals(const AlignedBlock<double>& values, const AlignedBlock<double>* tangents) {
  AlignedBlock<Number> out(values.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = {values[i], tangents ? (*tangents)[i] : 0};
  return out;
}

GameVector<Number> zeros(const GameState<double>& state) {
  return {AlignedBlock<Number>(state.discriminator.parameters.size()),
          AlignedBlock<Number>(state.generator.parameters.size())};
}

void expect_same(const AlignedBlock<Number>& found, const AlignedBlock<double>& values,
                 const AlignedBlock<double>& tangents) {
  double largest = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i].value, values[i], 1e-12);
    EXPECT_NEAR(found[i].tangent, tangents[i], 1e-11);
    largest = std::max(largest, std::abs(tangents[i]));
  }
  EXPECT_GT(largest, 1e-4) << "nothing moves";
}

// Both gradients of a moment, of which J u is the derivative; the second and third time from what was kept.
TEST(DualNetworkGame, HasTheGamesGradientsAndTheirDerivatives) {
  for (const bool spectral : {false, true}) {
    for (const Normalisation normalisation : {Normalisation::none, Normalisation::batch}) {
      SmallGame small(Activation::tanh, normalisation, {6, 5}, 7, spectral);
      Hyperparameters h;
      h.r1_weight = 0.3;
      h.gp_weight = 0.2;
      h.instance_noise = 0.1;
      GameVector<double> u{AlignedBlock<double>(small.state.discriminator.parameters.size()),
                           AlignedBlock<double>(small.state.generator.parameters.size())};
      for (const Player player : kPlayers) add_normal(small.game.layout(player), 1, 4, u[player]);
      const GamePoint<double> at = point_of(small.state, h, small.batch);
      GameVector<double> values{u.discriminator, u.generator}, tangents = values, moved;
      for (const Player player : kPlayers) values[player].fill(0), tangents[player].fill(0);
      StepOutcome<double> outcome;
      small.game.add_gradients(at, own_gradients<double>({&values.discriminator, &values.generator}),
                               {&moved.discriminator, &moved.generator}, outcome);
      small.game.add_derivatives(at, {&u.discriminator, &u.generator},
                                 own_gradients<double>({&tangents.discriminator, &tangents.generator}));

      DualNetworkGame game(small.spec, 2);
      GameState<Number> state;
      for (const Player player : kPlayers) {
        state[player].parameters = duals(small.state[player].parameters, &u[player]);
        state[player].buffers = duals(small.state[player].buffers, nullptr);
      }
      const Batch<Number> batch{&small.batch};
      for (int time = 0; time < 3; ++time) {
        if (time == 1) game.keep_values();
        game.go_again();
        GameVector<Number> found = zeros(small.state), statistics;
        StepOutcome<Number> measured;
        game.add_gradients(point_of(state, h, batch), own_gradients<Number>({&found.discriminator, &found.generator}),
                           {&statistics.discriminator, &statistics.generator}, measured);
        EXPECT_EQ(measured.d_loss.value, outcome.d_loss);
        for (const Player player : kPlayers) {
          SCOPED_TRACE(testing::Message() << "time " << time << ", " << letter_of(player) << ", spectral " << spectral);
          expect_same(found[player], values[player], tangents[player]);
          for (std::size_t i = 0; i < moved[player].size(); ++i)
            EXPECT_NEAR(statistics[player][i].value, moved[player][i], 1e-12);
        }
      }
    }
  }
}

// What is kept is of the state: along another direction it is another derivative, and a linear one.
TEST(DualNetworkGame, KeepsNothingOfADirection) {
  SmallGame small(Activation::silu, Normalisation::none, {5}, 6);
  Hyperparameters h;
  DualNetworkGame game(small.spec, 2);
  game.keep_values();
  const Batch<Number> batch{&small.batch};
  std::vector<GameVector<Number>> found;
  for (const double length : {0.0, 1.0, -2.0}) {
    GameState<Number> state;
    for (const Player player : kPlayers) {
      AlignedBlock<double> u(small.state[player].parameters.size());
      add_normal(small.game.layout(player), length, 4, u);
      state[player].parameters = duals(small.state[player].parameters, &u);
    }
    game.go_again();
    found.push_back(zeros(small.state));
    StepOutcome<Number> outcome;
    game.add_gradients(point_of(state, h, batch),
                       own_gradients<Number>({&found.back().discriminator, &found.back().generator}), {}, outcome);
  }
  for (const Player player : kPlayers) {
    for (std::size_t i = 0; i < found[0][player].size(); ++i) {
      EXPECT_EQ(found[0][player][i].tangent, 0);
      EXPECT_NEAR(found[2][player][i].tangent, -2 * found[1][player][i].tangent, 1e-12);
      EXPECT_EQ(found[2][player][i].value, found[0][player][i].value);
    }
  }
}

}  // namespace
}  // namespace gan
