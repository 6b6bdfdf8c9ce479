// Games whose players are a few numbers: the Dirac-GAN under every loss and penalty, against the closed forms of
// Mescheder, Geiger and Nowozin 2018 (1801.04406), and what the formulas of one step lead to. Their D is high on what
// is generated: ψ here is −ψ there, which changes no eigenvalue and no radius.
#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <complex>
#include <string>
#include <vector>

#include "core/game/expected_batch.h"
#include "core/game/losses.h"
#include "core/game/network_game.h"
#include "core/game/rules/rule_list.h"
#include "core/game/vector_field.h"
#include "core/settings/setting_values.h"
#include "core/settings/settings_check.h"
#include "tests/core/game/played_step.h"

namespace gan {
namespace {

constexpr double kTolerance = 1e-6;

GameSpec dirac_spec(int dimension = 1) {
  GameSpec spec;
  spec.data.kind = find_distribution("dirac");
  spec.data.dimension = dimension;
  spec.generator.architecture = Architecture::point;
  spec.discriminator.architecture = Architecture::linear;
  return spec;
}

Hyperparameters descent(const char* loss, double rate) {
  Hyperparameters h;
  h.loss = find_loss(loss);
  for (OptimiserSettings* optimiser : {&h.discriminator, &h.generator}) {
    optimiser->kind = OptimiserKind::sgd;
    optimiser->learning_rate = rate;
  }
  return h;
}

// The expected batch, at every question.
class Expected final : public TrainingBatches<double> {
 public:
  Expected(const GameSpec& spec, const Hyperparameters& h, Workspace& scratch)
      : spec_(spec), h_(h), scratch_(scratch) {}
  Batch<double> batch(Player, std::int32_t) override {
    return expected_batch<double>(spec_, spec_.data.dimension, h_.instance_noise > 0, scratch_);
  }

 private:
  const GameSpec& spec_;
  const Hyperparameters& h_;
  Workspace& scratch_;
};

struct Dirac {
  explicit Dirac(const GameSpec& given = dirac_spec()) : spec(given), game(spec, {spec.data.dimension}) {
    game.initialise(state);
  }
  void place(double theta, double psi) {
    state.generator.parameters[0] = theta;
    state.discriminator.parameters[0] = psi;
  }
  double theta() const { return state.generator.parameters[0]; }
  double psi() const { return state.discriminator.parameters[0]; }
  double radius() const { return std::hypot(theta(), psi()); }

  // (v_θ, v_ψ).
  std::array<double, 2> field(const Hyperparameters& h) {
    Workspace::Scope scope(game.workspace());
    const Batch<double> batch = Expected(spec, h, game.workspace()).batch(Player::discriminator, 0);
    GameVector<double> v;
    vector_field(game, point_of(state, h, batch), v);
    return {v.generator[0], v.discriminator[0]};
  }
  // d(v_θ, v_ψ)/d(θ, ψ).
  Eigen::Matrix2d jacobian(const Hyperparameters& h) {
    Workspace::Scope scope(game.workspace());
    const Batch<double> batch = Expected(spec, h, game.workspace()).batch(Player::discriminator, 0);
    Eigen::Matrix2d out;
    for (int column = 0; column < 2; ++column) {
      GameVector<double> u{AlignedBlock<double>(state.discriminator.parameters.size()),
                           AlignedBlock<double>(state.generator.parameters.size())};
      (column == 0 ? u.generator : u.discriminator)[0] = 1;
      GameVector<double> moved;
      jacobian_times(game, point_of(state, h, batch), u, moved);
      out(0, column) = moved.generator[0];
      out(1, column) = moved.discriminator[0];
    }
    return out;
  }
  // So many steps of each by the alternating rule, G first, as the published figures have it.
  void iterate(const Hyperparameters& h, int count) {
    const auto rule = make_rule<double>(find_rule("alternating"), game);
    Expected batches(spec, h, game.workspace());
    for (int i = 0; i < count; ++i) {
      for (const Move move : {Move::generator, Move::discriminator}) {
        ASSERT_EQ(rule->step(move, h, batches, state).failed, nullptr);
      }
      state.discriminator_inner = state.generator_inner = 0;
    }
  }
  // The same, both at once.
  void together(const Hyperparameters& h, double rate, int count) {
    for (int i = 0; i < count; ++i) {
      const auto [v_theta, v_psi] = field(h);
      place(theta() + rate * v_theta, psi() + rate * v_psi);
    }
  }

  GameSpec spec;
  NetworkGame<double> game;
  GameState<double> state;
};

std::vector<std::complex<double>> eigenvalues(const Eigen::Matrix2d& j) {
  const Eigen::Vector2cd found = j.eigenvalues();
  std::vector<std::complex<double>> out{found(0), found(1)};
  std::sort(out.begin(), out.end(),
            [](auto a, auto b) { return std::pair(a.real(), a.imag()) < std::pair(b.real(), b.imag()); });
  return out;
}

// middle ± √discriminant.
void expect_pair(const Eigen::Matrix2d& j, double middle, double discriminant, const std::string& what) {
  const std::complex<double> root = std::sqrt(std::complex<double>(discriminant));
  const auto found = eigenvalues(j);
  EXPECT_NEAR(std::abs(found[0] - (middle - root)), 0, kTolerance) << what << ": " << found[0];
  EXPECT_NEAR(std::abs(found[1] - (middle + root)), 0, kTolerance) << what << ": " << found[1];
}

TEST(NumbersGame, HasTwoNumbersAndStartsAtThem) {
  GameSpec spec = dirac_spec();
  Dirac plain(spec);
  EXPECT_EQ(plain.game.layout(Player::generator).parameter_count, 1);
  EXPECT_EQ(plain.game.layout(Player::discriminator).parameter_count, 1);
  EXPECT_EQ(plain.theta(), 1);
  EXPECT_EQ(plain.psi(), 1);
  spec.generator.start = {0.25};
  spec.discriminator.start = {-0.5};
  EXPECT_EQ(Dirac(spec).theta(), 0.25);
  EXPECT_EQ(Dirac(spec).psi(), -0.5);
  const Dirac four(dirac_spec(2));
  EXPECT_EQ(four.game.layout(Player::generator).parameter_count, 2);
  EXPECT_EQ(four.game.layout(Player::discriminator).parameter_count, 2);
}

TEST(NumbersGame, FieldIsThePapers) {
  Dirac d;
  d.place(0.7, -1.3);
  const double theta = 0.7, psi = -1.3;
  const auto slope = [](double t) { return 1 / (1 + std::exp(t)); };  // f', f(t) = −ln(1 + e^−t)
  // In the paper's ψ: (−ψ f'(ψθ), θ f'(ψθ)); f' of D's own output here, whose sign is the other.
  const auto minimax = d.field(descent("minimax", 0.1));
  EXPECT_NEAR(minimax[0], psi * slope(-psi * theta), 1e-12);
  EXPECT_NEAR(minimax[1], -theta * slope(-psi * theta), 1e-12);
  const auto saturating = d.field(descent("non_saturating", 0.1));
  EXPECT_NEAR(saturating[0], psi * slope(psi * theta), 1e-12);
  EXPECT_NEAR(saturating[1], -theta * slope(-psi * theta), 1e-12);
  const auto wasserstein = d.field(descent("wasserstein", 0.1));
  EXPECT_NEAR(wasserstein[0], psi, 1e-12);
  EXPECT_NEAR(wasserstein[1], -theta, 1e-12);
  const auto squares = d.field(descent("least_squares", 0.1));
  EXPECT_NEAR(squares[0], (1 - psi * theta) * psi, 1e-12);
  EXPECT_NEAR(squares[1], -psi * theta * theta, 1e-12);
}

TEST(NumbersGame, EigenvaluesAtTheEquilibriumAreThePapers) {
  Dirac d;
  d.place(0, 0);
  expect_pair(d.jacobian(descent("minimax", 0.1)), 0, -0.25, "minimax");
  expect_pair(d.jacobian(descent("non_saturating", 0.1)), 0, -0.25, "non-saturating");
  expect_pair(d.jacobian(descent("wasserstein", 0.1)), 0, -1, "Wasserstein");
  for (const double gamma : {0.3, 1.0, 2.5}) {
    for (auto weight : {&Hyperparameters::r1_weight, &Hyperparameters::r2_weight}) {
      Hyperparameters h = descent("minimax", 0.1);
      h.*weight = gamma;
      expect_pair(d.jacobian(h), -gamma / 2, gamma * gamma / 4 - 0.25, "penalty of " + std::to_string(gamma));
    }
    Hyperparameters h = descent("wasserstein", 0.1);
    h.r1_weight = gamma;
    expect_pair(d.jacobian(h), -gamma / 2, gamma * gamma / 4 - 1, "Wasserstein and R1");
  }
  for (const double sigma : {0.5, std::sqrt(2.0), 2.0}) {
    Hyperparameters h = descent("minimax", 0.1);
    h.instance_noise = sigma;
    const double curve = -0.25 * sigma * sigma;
    expect_pair(d.jacobian(h), curve, curve * curve - 0.25, "instance noise " + std::to_string(sigma));
  }
}

// The loss is f(ψθ) on both sides of a flow that keeps θ² + ψ²: a step adds h² f'².
TEST(NumbersGame, SimultaneousStepsGrowByTheFormula) {
  Dirac d;
  const Hyperparameters h = descent("minimax", 0.2);
  d.place(1, -1);
  for (int i = 0; i < 50; ++i) {
    const double slope = 1 / (1 + std::exp(-d.psi() * d.theta())), before = d.radius();
    d.together(h, 0.2, 1);
    EXPECT_NEAR(d.radius() * d.radius(), before * before * (1 + 0.04 * slope * slope), 1e-12);
  }
}

// From (1, 1) in the paper's signs, 500 steps of 0.2.
TEST(NumbersGame, EndsAtTheKnownRadii) {
  struct End {
    const char* name;
    const char* loss;
    double r1, together, alternating;
  };
  for (const End& c : {End{"GAN", "minimax", 0, 3.0970, 1.421},
                       {"NSGAN", "non_saturating", 0, 0.640, 0.284},
                       {"R1 0.3", "minimax", 0.3, 2.64e-6, 2.3e-7},
                       {"R1 1", "minimax", 1, 9.5e-22, 7.5e-17}}) {
    Hyperparameters h = descent(c.loss, 0.2);
    h.r1_weight = c.r1;
    Dirac d;
    d.place(1, -1);
    d.together(h, 0.2, 500);
    EXPECT_NEAR(d.radius() / c.together, 1, 0.01) << c.name << ", simultaneous";
    d.place(1, -1);
    d.iterate(h, 500);
    EXPECT_NEAR(d.radius() / c.alternating, 1, 0.01) << c.name << ", alternating: " << d.radius();
  }
  // (‖∇D‖ − 1)², whose slope is γ = 2λ.
  Hyperparameters h = descent("wasserstein", 0.2);
  h.gp_weight = 0.35;
  Dirac d;
  d.place(1, -1);
  d.together(h, 0.2, 500);
  EXPECT_GT(d.radius(), 1.62);
  EXPECT_LT(d.radius(), 1.97);
  d.place(1, -1);
  d.iterate(h, 500);
  EXPECT_GT(d.radius(), 1.14);
  EXPECT_LT(d.radius(), 1.44);
}

// Nodes of the quadrature: the moments of a normal number up to the fifth, and independent of each other.
TEST(NumbersGame, TheExpectedBatchHasTheMomentsOfTheNoise) {
  for (const int dimension : {1, 2}) {
    Workspace scratch;
    Workspace::Scope scope(scratch);
    const GameSpec spec = dirac_spec(dimension);
    const Batch<double> batch = expected_batch<double>(spec, dimension, true, scratch);
    ASSERT_EQ(batch.real_jitter.cols, dimension == 1 ? 36 : 1296);
    for (const auto& noise : {batch.real_jitter, batch.fake_jitter}) {
      for (Index row = 0; row < dimension; ++row) {
        const auto x = noise.map().row(row).array();
        EXPECT_NEAR(x.mean(), 0, 1e-12);
        EXPECT_NEAR(x.square().mean(), 1, 1e-12);
        EXPECT_NEAR(x.cube().mean(), 0, 1e-12);
        EXPECT_NEAR(x.square().square().mean(), 3, 1e-12);
      }
    }
    const auto real = batch.real_jitter.map(), fake = batch.fake_jitter.map();
    EXPECT_NEAR((real.row(0).array() * fake.row(0).array()).mean(), 0, 1e-12);
    EXPECT_NEAR((real.row(0).array().square() * fake.row(0).array().square()).mean(), 1, 1e-12);
    EXPECT_EQ(expected_batch<double>(spec, dimension, false, scratch).real.cols, 1);
  }
}

TEST(NumbersGame, BadSettingsAreRefusedInOneSentence) {
  const auto message = [](auto change) {
    Settings settings;
    settings.spec = dirac_spec();
    change(settings.spec);
    const Outcome checked = check_settings(settings);
    return checked ? std::string() : checked.message();
  };
  EXPECT_EQ(message([](GameSpec&) {}), "");
  EXPECT_EQ(message([](GameSpec& s) {
              s.generator.start = {1, 2};
            }),
            "generator.start has 2 numbers: expected none, or one for each of the 1 coordinates of the data");
  EXPECT_EQ(message([](GameSpec& s) { s.generator.architecture = Architecture::linear; }),
            "generator.architecture is linear, which is a discriminator: expected point, or a network");
  EXPECT_EQ(message([](GameSpec& s) { s.discriminator.architecture = Architecture::point; }),
            "discriminator.architecture is point, which is a generator: expected linear, or a network");
  EXPECT_EQ(message([](GameSpec& s) { s.data.kind = find_distribution("glyphs"); }),
            "generator.architecture is for points, and the data are images: expected mlp, convolutional or residual");
  EXPECT_EQ(message([](GameSpec& s) { s.data.kind = find_distribution("ring"); }), "") << "a point may chase a ring";
}

}  // namespace
}  // namespace gan
