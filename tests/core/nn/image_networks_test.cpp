// Image networks: every layer's derivative against finite differences in double precision, penalties included; shapes
// and parameter counts.
#include "tests/core/nn/image_networks.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "core/ad/primitives.h"
#include "core/base/decompositions.h"
#include "core/base/random.h"
#include "core/data/distribution.h"
#include "core/game/network_game.h"
#include "core/game/penalties.h"
#include "core/game/vector_field.h"
#include "core/run/run.h"
#include "tests/core/game/played_step.h"
#include "tests/core/nn/finite_difference.h"

namespace gan {
namespace {

using test::ImageNetwork;
using test::normal;
using test::shake;
using test::spec_of;

const ImageNetwork kImageNetworks[] = {
    {"transposed 8x8",
     Architecture::convolutional,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {8, 8, 1},
     OutputActivation::tanh},
    {"transposed 16x16x3",
     Architecture::convolutional,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {16, 16, 3},
     OutputActivation::linear},
    {"nearest 12x12",
     Architecture::convolutional,
     Upsampling::nearest,
     Normalisation::none,
     false,
     {12, 12, 2},
     OutputActivation::sigmoid},
    {"batch norm",
     Architecture::convolutional,
     Upsampling::nearest,
     Normalisation::batch,
     false,
     {16, 16, 1},
     OutputActivation::tanh},
    {"layer norm",
     Architecture::convolutional,
     Upsampling::transposed,
     Normalisation::layer,
     false,
     {16, 16, 1},
     OutputActivation::tanh},
    {"spectral norm",
     Architecture::convolutional,
     Upsampling::transposed,
     Normalisation::none,
     true,
     {8, 8, 2},
     OutputActivation::tanh},
    {"residual 8x8",
     Architecture::residual,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {8, 8, 1},
     OutputActivation::linear},
    {"residual 16x16, spectral norm",
     Architecture::residual,
     Upsampling::transposed,
     Normalisation::none,
     true,
     {16, 16, 3},
     OutputActivation::tanh},
    {"spectral norm of an MLP",
     Architecture::mlp,
     Upsampling::transposed,
     Normalisation::none,
     true,
     {4, 4, 1},
     OutputActivation::linear},
    {"packs of three 8x8x2",
     Architecture::convolutional,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {8, 8, 2},
     OutputActivation::tanh,
     3},
    // Two samples are about as far apart as |a - b|, which has a kink: larger groups.
    {"groups",
     Architecture::convolutional,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {8, 8, 1},
     OutputActivation::tanh,
     1,
     4},
    {"residual, packs and groups",
     Architecture::residual,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {8, 8, 2},
     OutputActivation::linear,
     2,
     3},
    {"packs and groups of an MLP",
     Architecture::mlp,
     Upsampling::transposed,
     Normalisation::none,
     false,
     {4, 4, 2},
     OutputActivation::linear,
     2,
     4},
};

// The left singular vector of the largest singular value, of either sign.
Vector<double> first_left_vector(const Matrix<double>& w) {
  return symmetric_eigen(w * w.transpose()).vectors.rightCols(1);
}

// At the true singular vectors the norm does not depend on them to first order: only there a difference of whole steps,
// which move them, is the gradient that holds them constant.
void settle_singular_vectors(const NetworkLayout& layout, PlayerState<double>& player) {
  for (const Layer& layer : layout.layers) {
    if (layer.spectral < 0) continue;
    const MatrixMap<double> w(player.parameters.data() + layer.weight, layer.weight_rows, layer.weight_cols);
    MatrixMap<double>(player.buffers.data() + layer.spectral, layer.weight_rows, 1) = first_left_vector(w);
  }
}

struct SmallImageGame {
  explicit SmallImageGame(const ImageNetwork& kind, Index batch) : spec(spec_of(kind)), game(spec, kind.image) {
    game.initialise(state);
    for (const Player player : kPlayers) {
      shake(game.layout(player), state[player]);
      settle_singular_vectors(game.layout(player), state[player]);
    }
    real = normal<double>(kind.image.size(), batch, 15);
    noise = normal<double>(3, batch, 16);
    mix = (normal<double>(1, batch / kind.packing, 13).array() * 0.2 + 0.5).matrix();
    views.real = view_of(real);
    views.noise = view_of(noise);
    views.penalty_mix = view_of(mix);
    shift = (normal<double>(kind.image.size(), batch, 14).array() * 0.2 + 0.5).matrix();
    views.penalty_shift = view_of(shift);
  }

  GameSpec spec;
  NetworkGame<double> game;
  GameState<double> state;
  Matrix<double> real, noise, mix, shift;
  Batch<double> views;
};

// Of two whole packs or groups of them, of three samples otherwise.
Index batch_of(const ImageNetwork& kind) {
  return kind.sees_more() ? Index{2} * kind.packing * std::max(1, kind.group) : 3;
}

void check_players(const ImageNetwork& kind, const Hyperparameters& h, bool both) {
  SmallImageGame small(kind, batch_of(kind));
  for (const Player player : kPlayers) {
    if (player == Player::generator && !both) continue;
    AlignedBlock<double> gradient, unused;
    own_gradient(small.game, player, small.state, h, small.views, gradient);
    const auto loss = [&] {
      const StepOutcome<double> seen = own_gradient(small.game, player, small.state, h, small.views, unused);
      return player == Player::discriminator ? seen.d_loss : seen.g_loss;
    };
    // Every 3rd parameter, or every 7th of larger batches: the strides of the layers are not multiples of it.
    expect_gradient(loss, small.state[player].parameters.data(), gradient.data(), gradient.size(), 2e-6,
                    kind.sees_more() ? 7 : 3);
  }
}

TEST(ImageNetworks, GradientsOfBothPlayers) {
  for (const ImageNetwork& kind : kImageNetworks) {
    SCOPED_TRACE(kind.name);
    check_players(kind, {}, true);
  }
}

TEST(ImageNetworks, Penalties) {
  for (const ImageNetwork& kind : kImageNetworks) {
    for (const Penalty& penalty : penalties()) {
      SCOPED_TRACE(std::string(kind.name) + ", penalty " + penalty.id);
      Hyperparameters h;
      h.*penalty.weight = 0.7;
      check_players(kind, h, false);
    }
  }
}

// Along one direction, with all penalties: J u is the difference of the field, and Jᵀ belongs to J.
void check_jacobian(const ImageNetwork& kind) {
  SmallImageGame small(kind, batch_of(kind));
  Hyperparameters h;
  for (const Penalty& penalty : penalties()) h.*penalty.weight = 0.3;
  const auto direction = [&](std::uint64_t seed) {
    GameVector<double> u;
    for (const Player player : kPlayers) {
      const NetworkLayout& layout = small.game.layout(player);
      u[player] = AlignedBlock<double>(small.state[player].parameters.size());
      const Matrix<double> values = normal<double>(layout.parameter_size, 1, seed++);
      for (const TensorSlot& slot : layout.parameters) {
        for (Index i = slot.offset; i < slot.offset + slot.rows * slot.cols; ++i) {
          u[player][static_cast<std::size_t>(i)] = values(i);
        }
      }
    }
    return u;
  };
  const auto product = [](const GameVector<double>& a, const GameVector<double>& b) {
    double sum = 0;
    for (const Player player : kPlayers) {
      for (std::size_t i = 0; i < a[player].size(); ++i) sum += a[player][i] * b[player][i];
    }
    return sum;
  };
  const GameVector<double> u = direction(31), w = direction(41);
  const auto moved_field = [&](double step) {
    GameState<double> state = small.state;
    for (const Player player : kPlayers) {
      for (std::size_t i = 0; i < u[player].size(); ++i) state[player].parameters[i] += step * u[player][i];
    }
    GameVector<double> v;
    vector_field(small.game, point_of(state, h, small.views), v);
    return v;
  };
  constexpr double kStep = 1e-5;
  GameVector<double> ju, jtw;
  jacobian_times(small.game, point_of(small.state, h, small.views), u, ju);
  transposed_jacobian_times(small.game, point_of(small.state, h, small.views), w, jtw);
  const GameVector<double> above = moved_field(kStep), below = moved_field(-kStep);
  double largest = 0, smallest = 1e300;
  for (const Player player : kPlayers) {
    for (const double x : ju[player]) largest = std::max(largest, x), smallest = std::min(smallest, x);
  }
  ASSERT_GT(largest, smallest + 1e-3);
  for (const Player player : kPlayers) {
    for (std::size_t i = 0; i < ju[player].size(); ++i) {
      ASSERT_NEAR((above[player][i] - below[player][i]) / (2 * kStep), ju[player][i],
                  2e-6 * std::max({1.0, largest, -smallest}))
          << letter_of(player) << ' ' << i;
    }
  }
  const double left = product(w, ju);
  ASSERT_GT(std::abs(left), 1e-4);
  EXPECT_NEAR(left, product(jtw, u), 1e-9 * std::max(1.0, std::abs(left)));
}

TEST(ImageNetworks, JacobianThroughPacksAndGroups) {
  for (const ImageNetwork& kind : kImageNetworks) {
    SCOPED_TRACE(kind.name);
    if (kind.sees_more()) check_jacobian(kind);
  }
}

TEST(ImageNetworks, SpectralNormFollowsTheLargestSingularValue) {
  SmallImageGame small(kImageNetworks[5], 3);
  // From a random direction, as a game starts, it gets there by its own passes.
  GameState<double> state = small.state;
  const NetworkLayout& layout = small.game.layout(Player::discriminator);
  const Layer& layer = layout.layers[0];
  MatrixMap<double> u(state.discriminator.buffers.data() + layer.spectral, layer.weight_rows, 1);
  u = normal<double>(layer.weight_rows, 1, 77).normalized();
  const Hyperparameters h;
  StepOutcome<double> outcome;
  for (int i = 0; i < 300; ++i) {
    small.game.add_gradients(point_of(state, h, small.views), {},
                             {&state.discriminator.buffers, &state.generator.buffers}, outcome);
  }
  const MatrixMap<double> w(state.discriminator.parameters.data() + layer.weight, layer.weight_rows, layer.weight_cols);
  EXPECT_NEAR(std::abs(first_left_vector(w).dot(u.col(0))), 1, 1e-6);
}

TEST(ImageNetworks, EveryKindTrainsFromItsStart) {
  for (const ImageNetwork& kind : kImageNetworks) {
    SCOPED_TRACE(kind.name);
    Settings s;
    s.spec = spec_of(kind);
    s.spec.data.kind = find_distribution("glyphs");
    s.spec.data.size = kind.image.height >= 8 ? static_cast<int>(kind.image.height) : 8;
    s.hyperparameters.batch_size = static_cast<int>(kind.sees_more() ? batch_of(kind) : 4);
    const auto run = Run::create(s);
    ASSERT_TRUE(run) << run.message();
    const std::uint64_t begin = run.value()->hash();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(run.value()->step()) << run.value()->status().what;
    EXPECT_NE(run.value()->hash(), begin);
  }
}

TEST(ImageNetworks, SidesThatHalve) {
  EXPECT_EQ(halvings(8), 1);
  EXPECT_EQ(halvings(16), 2);
  EXPECT_EQ(halvings(28), 2);
  EXPECT_EQ(halvings(32), 3);
  EXPECT_EQ(halvings(64), 4);
  EXPECT_EQ(halvings(20), 2);
  EXPECT_EQ(halvings(9), -1);
  EXPECT_EQ(halvings(36), -1);
}

// The networks of the benchmark's I-CONV, counted by hand.
TEST(ImageNetworks, ParameterCounts) {
  NetworkSpec spec;
  spec.architecture = Architecture::convolutional;
  spec.channels = 32;
  const SampleShape image{28, 28, 1};
  EXPECT_EQ(make_layout(spec, 64, image).parameter_count, (64 * 3136 + 3136) + (64 * 32 * 16 + 32) + (32 * 1 * 16 + 1));
  EXPECT_EQ(make_layout(spec, image, 1).parameter_count, (16 * 32 + 32) + (32 * 64 * 16 + 64) + (7 * 7 * 64 + 1));
  // A pack has more channels, and a group's spread is one more map.
  spec.packing = 4;
  spec.deviation_group = 8;
  EXPECT_EQ(make_layout(spec, image, 1).parameter_count,
            (4 * 16 * 32 + 32) + (32 * 64 * 16 + 64) + (7 * 7 * (64 + 1) + 1));
}

}  // namespace
}  // namespace gan
