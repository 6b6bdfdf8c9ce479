// The vector field and its Jacobian against differences in double precision, with everything that acts in training.
#include "core/game/vector_field.h"

#include <string>

#include "tests/core/game/played_step.h"
#include "tests/core/game/small_game.h"
#include "tests/core/nn/finite_difference.h"

namespace gan {
namespace {

enum class Penalised { none, r1, r2, gp, dragan, all };
constexpr Penalised kPenalised[] = {Penalised::none, Penalised::r1,     Penalised::r2,
                                    Penalised::gp,   Penalised::dragan, Penalised::all};

Hyperparameters hyperparameters(int loss, Penalised penalised, double noise) {
  Hyperparameters h;
  h.loss = loss;
  h.instance_noise = noise;
  const bool all = penalised == Penalised::all;
  if (all || penalised == Penalised::r1) h.r1_weight = 0.7;
  if (all || penalised == Penalised::r2) h.r2_weight = 0.4;
  if (all || penalised == Penalised::gp) h.gp_weight = 0.3;
  if (all || penalised == Penalised::dragan) h.dragan_weight = 0.5;
  if (all) h.real_label = 0.9;
  return h;
}

std::string text_of(int loss, Penalised penalised, double noise) {
  return std::string(loss_info(loss).id) + ", penalties " + std::to_string(static_cast<int>(penalised)) + ", noise " +
         std::to_string(noise);
}

double largest_of(const GameVector<double>& v) {
  double largest = 0;
  for (const Player player : kPlayers) {
    for (const double x : v[player]) largest = std::max(largest, std::abs(x));
  }
  return largest;
}

double inner_product(const GameVector<double>& a, const GameVector<double>& b) {
  double sum = 0;
  for (const Player player : kPlayers) {
    for (std::size_t i = 0; i < a[player].size(); ++i) sum += a[player][i] * b[player][i];
  }
  return sum;
}

GameVector<double> direction(const SmallGame& small, std::uint64_t seed) {
  GameVector<double> u;
  for (const Player player : kPlayers) {
    u[player] = AlignedBlock<double>(small.state[player].parameters.size());
    add_normal(small.game.layout(player), 1, seed++, u[player]);
  }
  return u;
}

GameVector<double> field_of(SmallGame& small, const GameState<double>& state, const Hyperparameters& h) {
  GameVector<double> v;
  vector_field(small.game, point_of(state, h, small.batch), v);
  return v;
}

constexpr double kStep = 1e-5;

// Along u: the difference of the field is J u.
void expect_jacobian_times(SmallGame& small, const Hyperparameters& h, const GameVector<double>& u,
                           double tolerance = 1e-7) {
  GameVector<double> ju;
  jacobian_times(small.game, point_of(small.state, h, small.batch), u, ju);
  const auto moved = [&](double step) {
    GameState<double> state = small.state;
    for (const Player player : kPlayers) {
      for (std::size_t i = 0; i < u[player].size(); ++i) state[player].parameters[i] += step * u[player][i];
    }
    return field_of(small, state, h);
  };
  const GameVector<double> above = moved(kStep), below = moved(-kStep);
  const double largest = largest_of(ju);
  ASSERT_GT(largest, 1e-3);
  for (const Player player : kPlayers) {
    for (std::size_t i = 0; i < ju[player].size(); ++i) {
      EXPECT_NEAR((above[player][i] - below[player][i]) / (2 * kStep), ju[player][i],
                  tolerance * std::max(1.0, largest))
          << letter_of(player) << ' ' << i;
    }
  }
}

// Along each parameter: the difference of ⟨w, v⟩ is that parameter's number of Jᵀ w.
void expect_transposed_times(SmallGame& small, const Hyperparameters& h, const GameVector<double>& w,
                             double tolerance = 1e-7) {
  GameVector<double> jtw;
  transposed_jacobian_times(small.game, point_of(small.state, h, small.batch), w, jtw);
  const auto along_w = [&] { return inner_product(w, field_of(small, small.state, h)); };
  for (const Player player : kPlayers) {
    expect_gradient(along_w, small.state[player].parameters.data(), jtw[player].data(), jtw[player].size(), tolerance);
  }
}

void expect_field_and_products(SmallGame& small, const Hyperparameters& h, double tolerance = 1e-7) {
  const GameVector<double> v = field_of(small, small.state, h);
  AlignedBlock<double> unused;
  for (const Player player : kPlayers) {
    // The field goes downhill.
    const auto gain = [&] {
      const StepOutcome<double> seen = own_gradient(small.game, player, small.state, h, small.batch, unused);
      return player == Player::discriminator ? -seen.d_loss : -seen.g_loss;
    };
    expect_gradient(gain, small.state[player].parameters.data(), v[player].data(), v[player].size(), tolerance);
  }
  expect_jacobian_times(small, h, direction(small, 31), tolerance);
  expect_transposed_times(small, h, direction(small, 41), tolerance);
}

TEST(VectorField, AgreesWithDifferencesForEveryLossPenaltyAndNoise) {
  for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
    for (const Penalised penalised : kPenalised) {
      for (const double noise : {0.0, 0.3}) {
        SCOPED_TRACE(text_of(loss, penalised, noise));
        SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
        expect_field_and_products(small, hyperparameters(loss, penalised, noise));
      }
    }
  }
}

TEST(VectorField, AgreesWithDifferencesThroughNormalisation) {
  for (const Normalisation normalisation : {Normalisation::layer, Normalisation::batch}) {
    for (const Penalised penalised : kPenalised) {
      SCOPED_TRACE(text_of(1, penalised, 0.2) + ", normalisation " + std::to_string(static_cast<int>(normalisation)));
      SmallGame small(Activation::softplus, normalisation, {4, 3}, 6);
      expect_field_and_products(small, hyperparameters(1, penalised, 0.2));
    }
  }
}

// The vectors of spectral norm count as constants, so that differences are no measure; J and Jᵀ belong together all the
// same.
TEST(VectorField, TheTransposedProductIsTheTransposedOne) {
  for (const bool spectral : {false, true}) {
    for (const Penalised penalised : kPenalised) {
      for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
        SCOPED_TRACE(text_of(loss, penalised, 0.1) + (spectral ? ", spectral norm" : ""));
        SmallGame small(Activation::silu, Normalisation::none, {5, 4}, 7, spectral);
        const Hyperparameters h = hyperparameters(loss, penalised, 0.1);
        const GamePoint<double> at = point_of(small.state, h, small.batch);
        const GameVector<double> u = direction(small, 51), w = direction(small, 61);
        GameVector<double> ju, jtw;
        jacobian_times(small.game, at, u, ju);
        transposed_jacobian_times(small.game, at, w, jtw);
        const double left = inner_product(w, ju);
        ASSERT_GT(std::abs(left), 1e-4);
        EXPECT_NEAR(left, inner_product(jtw, u), 1e-10 * std::max(1.0, std::abs(left)));
      }
    }
  }
}

// Games whose discriminator sees more than the numbers of one sample.
std::vector<GameSpec> with_sight() {
  std::vector<GameSpec> all;
  for (int which = 0; which < 4; ++which) {
    GameSpec spec = SmallGame::spec_of(Activation::tanh, Normalisation::none, {4}, false);
    NetworkSpec& d = spec.discriminator;
    const bool together = which == 3;
    if (which == 0 || together) d.fourier_octaves = 2, d.fourier_frequency = 0.15;
    if (which == 1 || together) d.packing = 2;
    // Two samples are about as far apart as |a − b|, which has a kink.
    if (which == 2) d.deviation_group = 8;
    if (together) d.deviation_group = 4;
    all.push_back(spec);
  }
  return all;
}

TEST(VectorField, AgreesWithDifferencesThroughWhatDSeesBesides) {
  for (const GameSpec& spec : with_sight()) {
    for (const Penalised penalised : kPenalised) {
      SCOPED_TRACE(text_of(1, penalised, 0.2) + ", octaves " + std::to_string(spec.discriminator.fourier_octaves) +
                   ", packing " + std::to_string(spec.discriminator.packing) + ", group " +
                   std::to_string(spec.discriminator.deviation_group));
      SmallGame small(spec, 16);
      // Waves and roots bend more than tanh: it is the differences that are less exact.
      expect_field_and_products(small, hyperparameters(1, penalised, 0.2), 1e-6);
    }
  }
}

// What a point that is held has computed once is what a pass of its own computes.
void expect_held_point(SmallGame& small, const Hyperparameters& h) {
  const GamePoint<double> at = point_of(small.state, h, small.batch);
  GameVector<double> v, gradients, sums[2][2];
  vector_field(small.game, at, v);
  Workspace::Scope scope(small.game.workspace());
  const auto held = small.game.held_point();
  StepOutcome<double> outcome;
  begin_sum(at, gradients);
  held->add_gradients(at, own_gradients<double>({&gradients.discriminator, &gradients.generator}), {}, outcome);
  // Twice, along different directions: the second finds the first's values.
  for (const std::uint64_t seed : {51, 61}) {
    const GameVector<double> u = direction(small, seed);
    for (int way = 0; way < 2; ++way) {
      LossGradientsOut<double> wanted;
      for (const Player player : kPlayers) {
        GameVector<double>& sum = sums[way][player == Player::generator];
        begin_sum(at, sum);
        wanted[player] = {&sum.discriminator, &sum.generator};
      }
      const GameVectorIn<double> along{&u.discriminator, seed == 51 ? &u.generator : nullptr};
      way == 0 ? held->add_derivatives(along, wanted) : small.game.add_derivatives(at, along, wanted);
    }
    for (int of = 0; of < 2; ++of) {
      for (const Player player : kPlayers) {
        for (std::size_t i = 0; i < u[player].size(); ++i) {
          EXPECT_NEAR(sums[0][of][player][i], sums[1][of][player][i], 1e-12) << letter_of(player) << ' ' << i;
        }
      }
    }
  }
  EXPECT_GT(largest_of(sums[0][0]), 1e-3);
  for (const Player player : kPlayers) {
    for (std::size_t i = 0; i < v[player].size(); ++i) EXPECT_EQ(gradients[player][i], -v[player][i]);
  }
}

TEST(VectorField, AHeldPointHasTheSameDerivatives) {
  for (const Normalisation normalisation : {Normalisation::none, Normalisation::batch}) {
    for (const bool spectral : {false, true}) {
      for (const Penalised penalised : kPenalised) {
        for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
          SCOPED_TRACE(text_of(loss, penalised, 0.1) + (spectral ? ", spectral norm" : ""));
          SmallGame small(Activation::leaky_relu, normalisation, {5, 4}, 7, spectral);
          expect_held_point(small, hyperparameters(loss, penalised, 0.1));
        }
      }
    }
  }
  for (const GameSpec& spec : with_sight()) {
    SmallGame small(spec, 16);
    expect_held_point(small, hyperparameters(1, Penalised::all, 0.1));
  }
}

// What a step of training descends by, read off the weights that it moves.
TEST(VectorField, IsWhatTheAlternatingStepDescendsBy) {
  for (const Normalisation normalisation : {Normalisation::none, Normalisation::batch}) {
    for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
      for (const Penalised penalised : kPenalised) {
        for (const double noise : {0.0, 0.3}) {
          SCOPED_TRACE(text_of(loss, penalised, noise));
          SmallGame small(Activation::leaky_relu, normalisation, {6}, 8);
          Hyperparameters h = hyperparameters(loss, penalised, noise);
          h.discriminator = h.generator = {.kind = OptimiserKind::sgd, .learning_rate = 1};
          const GameVector<double> v = field_of(small, small.state, h);
          Alternated<double> rule(small.game);
          for (const Player player : kPlayers) {
            GameState<double> moved = small.state;
            ASSERT_EQ(rule.step(player, moved, h, small.batch).failed, nullptr);
            double largest = 0;
            for (std::size_t i = 0; i < v[player].size(); ++i) {
              largest = std::max(largest, std::abs(v[player][i]));
              EXPECT_NEAR(moved[player].parameters[i] - small.state[player].parameters[i], v[player][i], 1e-14);
            }
            EXPECT_GT(largest, 1e-3);
          }
        }
      }
    }
  }
}

TEST(VectorField, IsOfThePenaltiesThatActInItsStep) {
  SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
  Hyperparameters lazy = hyperparameters(1, Penalised::r1, 0);
  lazy.r1_every = 3;
  Hyperparameters off = lazy, always = lazy;
  off.r1_weight = 0;
  always.r1_every = 1;
  always.r1_weight *= 3;
  const GameVector<double> u = direction(small, 71);
  GameVector<double> seen, expected;
  for (int step = 0; step < 5; ++step) {
    small.state.discriminator_steps = step;
    const Hyperparameters& same = step % 3 == 0 ? always : off;
    jacobian_times(small.game, point_of(small.state, lazy, small.batch), u, seen);
    jacobian_times(small.game, point_of(small.state, same, small.batch), u, expected);
    EXPECT_EQ(seen, expected) << step;
    EXPECT_EQ(field_of(small, small.state, lazy), field_of(small, small.state, same)) << step;
  }
}

TEST(VectorField, LeavesTheStateAlone) {
  SmallGame small(Activation::tanh, Normalisation::batch, {4, 4}, 6, true);
  const GameState<double> before = small.state;
  const Hyperparameters h = hyperparameters(5, Penalised::all, 0.2);
  const GamePoint<double> at = point_of(small.state, h, small.batch);
  const GameVector<double> u = direction(small, 81);
  GameVector<double> v, ju, jtu;
  const StepOutcome<double> seen = vector_field(small.game, at, v);
  jacobian_times(small.game, at, u, ju);
  transposed_jacobian_times(small.game, at, u, jtu);
  EXPECT_EQ(small.state, before);
  // Asked again, at the same statistics: the same numbers.
  GameVector<double> again;
  jacobian_times(small.game, at, u, again);
  EXPECT_EQ(again, ju);
  EXPECT_TRUE(seen.of_discriminator);
  EXPECT_GT(seen.penalty, 0);
}

}  // namespace
}  // namespace gan
