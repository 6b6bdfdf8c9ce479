// Every derivative against finite differences in double precision, on two shapes or more.
#include <memory>
#include <string>
#include <vector>

#include "core/ad/activation.h"
#include "core/base/random.h"
#include "core/game/network_game.h"
#include "core/game/penalties.h"
#include "core/settings/setting.h"
#include "tests/core/game/played_step.h"
#include "tests/core/game/small_game.h"
#include "tests/core/nn/finite_difference.h"

namespace gan {
namespace {

using View = MatrixView<double>;
using Small = SmallGame;

// All that can be chosen, in the order of the enumeration.
std::vector<Activation> all_activations() {
  std::vector<Activation> all;
  const std::size_t count = find_setting("generator.activation")->options().size();
  for (std::size_t i = 0; i < count; ++i) all.push_back(static_cast<Activation>(i));
  return all;
}

TEST(Derivatives, ActivationsToTheFourthOrder) {
  for (const Activation kind : all_activations()) {
    for (const Index size : {7, 33}) {
      const ActivationFunction f{kind, 0.2};
      Matrix<double> x = normal(size, 1, 3) * 2;
      const Matrix<double> ones = Matrix<double>::Ones(size, 1);
      Matrix<double> below(size, 1), above(size, 1), slope(size, 1);
      const auto derivative = [&](int order, const Matrix<double>& at, Matrix<double>& out) {
        if (order == 0) return apply_activation(f, at.data(), out.data(), size);
        apply_derivative(f, order, at.data(), ones.data(), out.data(), size);
      };
      const int highest = f.piecewise_linear() ? 1 : 4;
      for (int order = 1; order <= highest; ++order) {
        const double h = 1e-6;
        derivative(order - 1, x.array() + h, above);
        derivative(order - 1, x.array() - h, below);
        derivative(order, x, slope);
        ASSERT_NE(slope.maxCoeff(), slope.minCoeff());
        EXPECT_LT(((above - below) / (2 * h) - slope).cwiseAbs().maxCoeff(), 1e-8)
            << "activation " << static_cast<int>(kind) << ", order " << order;
      }
    }
  }
}

TEST(Derivatives, ActivationsSurviveLargeInputs) {
  for (const Activation kind : all_activations()) {
    const ActivationFunction f{kind, 0.2};
    const float x[] = {-1e4f, -200, -90, 90, 200, 1e4f};
    const float ones[] = {1, 1, 1, 1, 1, 1};
    float y[6];
    apply_activation(f, x, y, 6);
    for (const float v : y) EXPECT_TRUE(std::isfinite(v)) << static_cast<int>(kind);
    for (int order = 1; order <= 4; ++order) {
      apply_derivative(f, order, x, ones, y, 6);
      for (const float v : y) EXPECT_TRUE(std::isfinite(v)) << static_cast<int>(kind) << " order " << order;
    }
  }
}

TEST(Derivatives, LossesForBothPlayers) {
  for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
    for (const Index m : {3, 8}) {
      for (const double label : {1.0, 0.9}) {
        SCOPED_TRACE(std::string(loss_info(loss).id) + " m " + std::to_string(m));
        Matrix<double> a = normal(1, m, 5), b = normal(1, m, 6);
        Workspace ws;
        const auto values = [&](LossValues<View>& out) {
          loss_function<View>(loss)(ws, view_of(a), view_of(b), label, out);
        };
        LossValues<View> out;
        values(out);
        const auto check = [&](bool d_loss, Matrix<double>& x, const View& gradient) {
          const auto f = [&] {
            Workspace::Scope scope(ws);
            LossValues<View> moved;
            values(moved);
            return d_loss ? moved.d_loss.data[0] : moved.g_loss.data[0];
          };
          for (Index i = 0; i < m; ++i) {
            const double h = 1e-6, kept = x(i);
            x(i) = kept + h;
            const double above = f();
            x(i) = kept - h;
            const double below = f();
            x(i) = kept;
            EXPECT_NEAR((above - below) / (2 * h), gradient.data ? gradient.data[i] : 0.0, 1e-8);
          }
        };
        ASSERT_NE(out.d_grad_real.data, nullptr);
        ASSERT_NE(out.g_grad_fake.data, nullptr);
        check(true, a, out.d_grad_real);
        check(true, b, out.d_grad_fake);
        check(false, a, out.g_grad_real);
        check(false, b, out.g_grad_fake);
      }
    }
  }
}

struct Shape {
  std::vector<std::int64_t> hidden;
  Index batch;
};
const Shape kShapes[] = {{{5}, 4}, {{6, 4}, 7}, {{}, 5}};

void check_players(Activation activation, Normalisation normalisation, const Shape& shape, Hyperparameters h) {
  if (shape.hidden.empty() && normalisation != Normalisation::none) return;
  Small small(activation, normalisation, shape.hidden, shape.batch);
  for (const Player player : kPlayers) {
    AlignedBlock<double> gradient, unused;
    own_gradient(small.game, player, small.state, h, small.batch, gradient);
    const auto loss = [&] {
      const StepOutcome<double> seen = own_gradient(small.game, player, small.state, h, small.batch, unused);
      return player == Player::discriminator ? seen.d_loss : seen.g_loss;
    };
    expect_gradient(loss, small.state[player].parameters.data(), gradient.data(), gradient.size());
  }
}

TEST(Derivatives, PlayersForEveryActivationAndNormalisation) {
  for (const Activation activation : all_activations()) {
    for (const Normalisation normalisation : {Normalisation::none, Normalisation::layer, Normalisation::batch}) {
      for (const Shape& shape : kShapes) {
        SCOPED_TRACE("activation " + std::to_string(static_cast<int>(activation)) + " normalisation " +
                     std::to_string(static_cast<int>(normalisation)));
        check_players(activation, normalisation, shape, {});
      }
    }
  }
}

TEST(Derivatives, PlayersForEveryLoss) {
  for (int loss = 0; loss < static_cast<int>(loss_infos().size()); ++loss) {
    SCOPED_TRACE(loss_info(loss).id);
    Hyperparameters h;
    h.loss = loss;
    for (const Shape& shape : kShapes) check_players(Activation::tanh, Normalisation::none, shape, h);
  }
}

// The gradient of a loss with a penalty on a gradient: forward over reverse, through every layer.
TEST(Derivatives, Penalties) {
  for (const Activation activation : all_activations()) {
    for (const Normalisation normalisation : {Normalisation::none, Normalisation::layer, Normalisation::batch}) {
      for (const Penalty& penalty : penalties()) {
        SCOPED_TRACE("activation " + std::to_string(static_cast<int>(activation)) + " normalisation " +
                     std::to_string(static_cast<int>(normalisation)) + " penalty " + penalty.id);
        Hyperparameters h;
        h.*penalty.weight = 0.7;
        for (const Shape& shape : kShapes) {
          if (!shape.hidden.empty()) check_players(activation, normalisation, shape, h);
        }
      }
    }
  }
}

TEST(Derivatives, LazyPenaltiesKeepTheirMeanStrength) {
  Small small(Activation::tanh, Normalisation::none, {5}, 6);
  Alternated<double> rule(small.game);
  Hyperparameters h;
  h.r1_weight = 0.5;
  const auto penalty = [&](GameState<double>& state) {
    return rule.step(Player::discriminator, state, h, small.batch).penalty;
  };
  GameState<double> every = small.state, lazy = small.state;
  const double every_step = penalty(every);
  h.r1_every = 4;
  EXPECT_NEAR(penalty(lazy), 4 * every_step, 1e-12);
  for (int i = 1; i < 4; ++i) EXPECT_EQ(penalty(lazy), 0);
  EXPECT_GT(penalty(lazy), 0);
}

// The penalty is part of the loss when the game is differentiated again: duals of duals.
TEST(Derivatives, APenaltyDifferentiatedOnceMore) {
  for (const Activation activation : {Activation::tanh, Activation::softplus, Activation::silu}) {
    for (const PenaltyKind kind : {PenaltyKind::squared_norm, PenaltyKind::unit_norm}) {
      Small small(activation, Normalisation::none, {5, 4}, 6);
      const NetworkLayout& layout = small.game.layout(Player::discriminator);
      AlignedBlock<double>& parameters = small.state.discriminator.parameters;
      const std::size_t n = parameters.size();
      const Matrix<double> direction_values = normal(static_cast<Index>(n), 1, 21);
      AlignedBlock<double> direction(n);
      for (const TensorSlot& slot : layout.parameters) {
        for (Index i = slot.offset; i < slot.offset + slot.rows * slot.cols; ++i) {
          direction[static_cast<std::size_t>(i)] = direction_values(i);
        }
      }
      Workspace ws;
      NetworkParameters<View> values, moves;
      bind_views(layout, parameters.data(), values);
      bind_views(layout, direction.data(), moves);
      const auto gradient_at = [&] {
        Workspace::Scope scope(ws);
        AlignedBlock<double> gradient(n);
        NetworkParameters<View> views;
        bind_views(layout, gradient.data(), views);
        Tape<View> tape;
        PenaltyScratch<View> scratch;
        View value;
        network_forward(ws, layout, values, view_of(small.real), Mode::training, static_cast<double*>(nullptr), false,
                        tape);
        penalty_backward(ws, layout, values, kind, 0.7, View{}, tape, static_cast<double*>(nullptr), &views,
                         static_cast<View*>(nullptr), scratch, value);
        return gradient;
      };
      using D = Dual<View>;
      AlignedBlock<double> gradient(n), hessian_direction(n);
      NetworkParameters<View> to_value, to_tangent;
      bind_views(layout, gradient.data(), to_value);
      bind_views(layout, hessian_direction.data(), to_tangent);
      NetworkParameters<D> duals, gradients;
      bind_views(&values, &moves, duals);
      bind_views(&to_value, &to_tangent, gradients);
      Tape<D> tape;
      PenaltyScratch<D> scratch;
      D value;
      network_forward(ws, layout, duals, D{view_of(small.real), {}}, Mode::training, static_cast<double*>(nullptr),
                      false, tape);
      penalty_backward(ws, layout, duals, kind, 0.7, D{}, tape, static_cast<double*>(nullptr), &gradients,
                       static_cast<D*>(nullptr), scratch, value);

      const AlignedBlock<double> kept = parameters;
      const double h = 1e-5;
      for (std::size_t i = 0; i < n; ++i) parameters[i] = kept[i] + h * direction[i];
      const AlignedBlock<double> above = gradient_at();
      for (std::size_t i = 0; i < n; ++i) parameters[i] = kept[i] - h * direction[i];
      const AlignedBlock<double> below = gradient_at();
      parameters = kept;
      const AlignedBlock<double> here = gradient_at();
      double largest = 0;
      for (const double x : hessian_direction) largest = std::max(largest, std::abs(x));
      ASSERT_GT(largest, 1e-3);
      for (std::size_t i = 0; i < n; ++i) {
        EXPECT_NEAR(gradient[i], here[i], 1e-10 * std::max(1.0, std::abs(here[i])));
        EXPECT_NEAR((above[i] - below[i]) / (2 * h), hessian_direction[i], 1e-6 * std::max(1.0, largest));
      }
    }
  }
}

}  // namespace
}  // namespace gan
