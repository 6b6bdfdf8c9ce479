// What each rule makes of a game, against what the papers' formulas give: spectral radii of the bilinear game, where
// the Dirac-GAN ends, and steps of networks against the formula written out with dense matrices.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <Eigen/Eigenvalues>
#include <numbers>

#include "core/game/vector_field.h"
#include "tests/core/game/small_game.h"
#include "tests/core/game/two_numbers.h"

namespace gan {
namespace {

using Dense = Eigen::MatrixXd;

double radius_of(const Dense& map) {
  return map.eigenvalues().cwiseAbs().maxCoeff();
}

// One number of a state: where a player stands, or what the rule remembers of it.
double& number_of(GameState<double>& state, int i) {
  PlayerState<double>& player = i % 2 == 0 ? state.generator : state.discriminator;
  return i < 2 ? player.parameters[0] : player.remembered[0];
}

// The largest factor by which `iterations` of the rule stretch a state of the bilinear game, for each of them: of the
// linear map that they are on both numbers and what the rule remembers.
double growth(const char* id, const Hyperparameters& h, int iterations = 1) {
  Bilinear game;
  const int index = find_rule(id);
  const auto rule = make_rule<double>(index, game);
  const int numbers = rule_info(index).remembers ? 4 : 2;
  Dense map(numbers, numbers);
  for (int i = 0; i < numbers; ++i) {
    GameState<double> state;
    game.initialise(state);
    for (const Player player : kPlayers) {
      if (numbers == 4) state[player].remembered = AlignedBlock<double>(1);
    }
    for (int j = 0; j < numbers; ++j) number_of(state, j) = i == j ? 1 : 0;
    iterate(*rule, h, state, iterations);
    for (int j = 0; j < numbers; ++j) map(j, i) = number_of(state, j);
  }
  return std::pow(radius_of(map), 1.0 / iterations);
}

constexpr double kRates[] = {0.1, 0.4, 0.5, std::numbers::sqrt2 / 2};
constexpr double kClose = 1e-9;

TEST(RuleForms, SimultaneousCirclesOutwards) {
  for (const double rate : kRates) {
    EXPECT_NEAR(growth("simultaneous", plain_descent(rate)), std::sqrt(1 + rate * rate), kClose);
  }
}

TEST(RuleForms, AlternatingStaysOnItsOrbit) {
  for (const double rate : kRates) EXPECT_NEAR(growth("alternating", plain_descent(rate)), 1, kClose);
}

TEST(RuleForms, ExtragradientConverges) {
  for (const double rate : kRates) {
    EXPECT_NEAR(growth("extragradient", plain_descent(rate)), std::sqrt(1 - rate * rate + std::pow(rate, 4)), kClose);
  }
  EXPECT_NEAR(growth("extragradient", plain_descent(std::numbers::sqrt2 / 2)), 0.866025, 1e-6);
}

// The two have one spectrum: of λ² − λ (1 − 2ηi) − ηi, whose modulus is this one up to η = ½.
TEST(RuleForms, OptimisticAndExtrapolationFromThePastConverge) {
  for (const char* id : {"optimistic", "past_extragradient"}) {
    SCOPED_TRACE(id);
    for (const double rate : {0.1, 0.3, 0.45}) {
      EXPECT_NEAR(growth(id, plain_descent(rate)), std::sqrt((1 + std::sqrt(1 - 4 * rate * rate)) / 2), kClose);
    }
    // A double root: its numerical eigenvalues are good to half the digits.
    EXPECT_NEAR(growth(id, plain_descent(0.5)), 0.707107, 1e-6);
    EXPECT_LT(growth(id, plain_descent(0.577)), 1);
    EXPECT_GT(growth(id, plain_descent(0.578)), 1);
  }
}

TEST(RuleForms, ConsensusAndSymplecticAdjustmentAreFriction) {
  for (const double rate : kRates) {
    for (const double weight : {0.3, 1.0}) {
      Hyperparameters h = plain_descent(rate);
      h.consensus_weight = h.symplectic_weight = weight;
      const double straight = 1 - rate * weight;
      const double expected = std::sqrt(straight * straight + rate * rate);
      EXPECT_NEAR(growth("consensus", h), expected, kClose);
      EXPECT_NEAR(growth("symplectic", h), expected, kClose);
    }
  }
}

// λ = 1 / (1 + iη).
TEST(RuleForms, CompetitiveConvergesAtAnyRate) {
  for (const double rate : {0.1, 0.7, 5.0}) {
    Hyperparameters h = plain_descent(rate);
    h.competitive_tolerance = 1e-8;
    h.competitive_iterations = 50;
    EXPECT_NEAR(growth("competitive", h), 1 / std::sqrt(1 + rate * rate), 1e-7);
  }
}

// G's gradient at y is y + 2 K η x; of the map [1 − 2Kη², −η; η, 1] the determinant, where its eigenvalues are complex.
TEST(RuleForms, UnrolledConverges) {
  for (const double rate : {0.1, 0.15}) {
    for (const int steps : {0, 1, 2, 5}) {
      Hyperparameters h = plain_descent(rate);
      h.unroll_steps = steps;
      EXPECT_NEAR(growth("unrolled", h), std::sqrt(1 - (2 * steps - 1) * rate * rate), kClose) << steps;
    }
  }
}

// y of the next step by x, then x by that y: with p(z) = z² − (1 + β) z + β it is p² + η² z³ = 0.
TEST(RuleForms, NegativeMomentumConverges) {
  for (const double rate : {0.3, 0.8}) {
    for (const double beta : {-0.25, -0.5, 0.0}) {
      Hyperparameters h = plain_descent(rate);
      h.negative_momentum = beta;
      const double b = -(1 + beta);
      Dense companion = Dense::Zero(4, 4);
      companion.row(0) << -(2 * b + rate * rate), -(b * b + 2 * beta), -2 * b * beta, -beta * beta;
      for (int i = 0; i < 3; ++i) companion(i + 1, i) = 1;
      const double expected = radius_of(companion);
      EXPECT_NEAR(growth("negative_momentum", h), expected, 1e-7);
      EXPECT_TRUE(beta == 0 || expected < 1 - 1e-3);
    }
  }
}

// Alternating turns by φ with 2 cos φ = 2 − η²; n iterations are followed by a part α of the way.
TEST(RuleForms, LookaheadConverges) {
  for (const double rate : {0.2, 0.6}) {
    for (const int every : {1, 3, 5}) {
      Hyperparameters h = plain_descent(rate);
      h.lookahead_every = every;
      h.lookahead_step = 0.4;
      const double turn = every * std::acos(1 - rate * rate / 2);
      const double expected = std::sqrt(0.36 + 0.16 + 2 * 0.4 * 0.6 * std::cos(turn));
      EXPECT_NEAR(growth("lookahead", h, every), std::pow(expected, 1.0 / every), kClose);
    }
  }
}

// The Dirac-GAN (Mescheder et al. 2018, 1801.04406): L_D = −f(θψ) − f(0), f(t) = −log(1 + e^−t).
double slope_of_f(double t) {
  return 1 / (1 + std::exp(t));
}
double bend_of_f(double t) {
  return -slope_of_f(t) * (1 - slope_of_f(t));
}
constexpr Curve kDiracD = {[](double t) { return std::log1p(std::exp(-t)) + std::log(2.0); },
                           [](double t) { return -slope_of_f(t); }, [](double t) { return -bend_of_f(t); }};
constexpr Curve kDiracMinimax = {[](double t) { return -std::log1p(std::exp(-t)); }, slope_of_f, bend_of_f};
constexpr Curve kDiracNonSaturating = {[](double t) { return std::log1p(std::exp(t)); },
                                       [](double t) { return slope_of_f(-t); },
                                       [](double t) { return -bend_of_f(-t); }};

// From (1, 1), after 500 iterations of rate 0.2. Where the players take turns G's comes first, as in what is known.
double end_radius(TwoNumbers game, const char* id) {
  const auto rule = make_rule<double>(find_rule(id), game);
  GameState<double> state;
  game.initialise(state);
  for (const Player player : kPlayers) state[player].parameters[0] = 1;
  const Hyperparameters h = plain_descent(0.2);
  if (!rule_info(find_rule(id)).takes_turns) {
    iterate(*rule, h, state, 500);
    return place_of(state).radius();
  }
  OneBatch<double> batches(Batch<double>{});
  for (int i = 0; i < 500; ++i) {
    for (const Move move : {Move::generator, Move::discriminator}) {
      EXPECT_EQ(rule->step(move, h, batches, state).failed, nullptr);
    }
    state.discriminator_inner = state.generator_inner = 0;
  }
  return place_of(state).radius();
}

TEST(RuleForms, TheDiracGanEndsWhereItIsKnownTo) {
  struct End {
    TwoNumbers game;
    const char* rule;
    double radius, tolerance;
  };
  const End ends[] = {
      {{kDiracMinimax, kDiracD}, "simultaneous", 3.0970, 1e-4},
      {{kDiracMinimax, kDiracD}, "alternating", 1.421, 5e-4},
      {{kDiracNonSaturating, kDiracD}, "simultaneous", 0.640, 5e-4},
      {{kDiracNonSaturating, kDiracD}, "alternating", 0.284, 5e-4},
      {{kDiracMinimax, kDiracD, 0.3}, "simultaneous", 2.64e-6, 5e-9},
      {{kDiracMinimax, kDiracD, 0.3}, "alternating", 2.3e-7, 5e-9},
      {{kDiracMinimax, kDiracD, 1}, "simultaneous", 9.5e-22, 5e-24},
      {{kDiracMinimax, kDiracD, 1}, "alternating", 7.5e-17, 5e-19},
      {{kDiracMinimax, kDiracD}, "consensus", 2.6e-10, 5e-12},
  };
  for (const End& end : ends) EXPECT_NEAR(end_radius(end.game, end.rule), end.radius, end.tolerance) << end.rule;
}

// Both players' own gradients as one column, D's first.
Eigen::VectorXd gradients_of(Game<double>& game, const GameState<double>& state, const Hyperparameters& h,
                             const Batch<double>& batch) {
  GameVector<double> v;
  vector_field(game, point_of(state, h, batch), v);
  Eigen::VectorXd all(static_cast<Index>(v.discriminator.size() + v.generator.size()));
  Index at = 0;
  for (const Player player : kPlayers) {
    for (const double x : v[player]) all(at++) = -x;
  }
  return all;
}

double& parameter(GameState<double>& state, Index i) {
  const auto at = static_cast<std::size_t>(i), of_d = state.discriminator.parameters.size();
  return at < of_d ? state.discriminator.parameters[at] : state.generator.parameters[at - of_d];
}

// J = ∂F by central differences.
Dense jacobian_of(SmallGame& small, const Hyperparameters& h) {
  GameState<double> state = small.state;
  const Index size = gradients_of(small.game, state, h, small.batch).size();
  Dense jacobian(size, size);
  constexpr double kStep = 1e-5;
  for (Index i = 0; i < size; ++i) {
    const double kept = parameter(state, i);
    parameter(state, i) = kept + kStep;
    jacobian.col(i) = gradients_of(small.game, state, h, small.batch);
    parameter(state, i) = kept - kStep;
    jacobian.col(i) -= gradients_of(small.game, state, h, small.batch);
    parameter(state, i) = kept;
  }
  return jacobian / (2 * kStep);
}

// By how much one iteration of the rule moves all parameters.
Eigen::VectorXd step_of(SmallGame& small, const char* id, const Hyperparameters& h) {
  const auto rule = make_rule<double>(find_rule(id), small.game);
  OneBatch<double> batches(small.batch);
  GameState<double> moved = small.state;
  EXPECT_EQ(rule->step(Move::both, h, batches, moved).failed, nullptr);
  const Index size = static_cast<Index>(moved.discriminator.parameters.size() + moved.generator.parameters.size());
  Eigen::VectorXd step(size);
  for (Index i = 0; i < size; ++i) step(i) = parameter(moved, i) - parameter(small.state, i);
  return step;
}

void expect_equal(const Eigen::VectorXd& actual, const Eigen::VectorXd& expected, double tolerance) {
  const double largest = expected.cwiseAbs().maxCoeff();
  ASSERT_GT(largest, 1e-3);
  EXPECT_LE((actual - expected).cwiseAbs().maxCoeff(), tolerance * std::max(1.0, largest));
}

Hyperparameters of_loss(int loss, double rate) {
  Hyperparameters h = plain_descent(rate);
  h.loss = loss;
  h.r1_weight = 0.3;
  h.r2_weight = 0.2;
  h.instance_noise = 0.2;
  return h;
}

int losses() {
  return static_cast<int>(loss_infos().size());
}

TEST(RuleForms, ConsensusAndSymplecticAdjustmentOfNetworksAreTheirFormulas) {
  int turned_round = 0;
  for (int loss = 0; loss < losses(); ++loss) {
    SCOPED_TRACE(loss_info(loss).id);
    SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
    Hyperparameters h = of_loss(loss, 0.5);
    h.consensus_weight = 0.7;
    h.symplectic_weight = 0.6;
    const Eigen::VectorXd f = gradients_of(small.game, small.state, h, small.batch);
    const Dense jacobian = jacobian_of(small, h);
    expect_equal(step_of(small, "consensus", h), -0.5 * (f + 0.7 * jacobian.transpose() * f), 1e-6);
    const Eigen::VectorXd hamiltonian = jacobian.transpose() * f;
    const Eigen::VectorXd turned = 0.5 * (jacobian.transpose() - jacobian) * f;
    const double aligned = f.dot(hamiltonian) * turned.dot(hamiltonian) / static_cast<double>(f.size()) + 0.1;
    turned_round += aligned < 0 ? 1 : 0;
    expect_equal(step_of(small, "symplectic", h), -0.5 * (f + (aligned < 0 ? -0.6 : 0.6) * turned), 1e-6);
  }
}

// Of a game in which the sign is now one and now the other: g(t) = t − 2t², d(t) = −t − 2t².
TEST(RuleForms, TheSignOfTheSymplecticAdjustmentIsAligned) {
  const Curve g = {[](double t) { return t - 2 * t * t; }, [](double t) { return 1 - 4 * t; },
                   [](double) { return -4.0; }};
  const Curve d = {[](double t) { return -t - 2 * t * t; }, [](double t) { return -1 - 4 * t; },
                   [](double) { return -4.0; }};
  int positive = 0, negative = 0;
  for (const double x : {-1.5, -0.7, 0.4, 1.3}) {
    for (const double y : {-1.1, -0.3, 0.6, 1.7}) {
      TwoNumbers game(g, d);
      const auto rule = make_rule<double>(find_rule("symplectic"), game);
      GameState<double> state;
      game.initialise(state);
      state.generator.parameters[0] = x, state.discriminator.parameters[0] = y;
      Hyperparameters h = plain_descent(0.1);
      h.symplectic_weight = 0.5;
      const double t = x * y;
      // D first. J = (x² d″, d′ + t d″; g′ + t g″, y² g″).
      const Eigen::Vector2d f(x * d.slope(t), y * g.slope(t));
      Eigen::Matrix2d jacobian;
      jacobian << x * x * -4, d.slope(t) - 4 * t, g.slope(t) - 4 * t, y * y * -4;
      const Eigen::Vector2d hamiltonian = jacobian.transpose() * f;
      const Eigen::Vector2d turned = 0.5 * (jacobian.transpose() - jacobian) * f;
      const bool up = f.dot(hamiltonian) * turned.dot(hamiltonian) / 2 + 0.1 >= 0;
      ++(up ? positive : negative);
      const Eigen::Vector2d step = -0.1 * (f + (up ? 0.5 : -0.5) * turned);
      iterate(*rule, h, state, 1);
      EXPECT_NEAR(place_of(state).y - y, step(0), 1e-12);
      EXPECT_NEAR(place_of(state).x - x, step(1), 1e-12);
    }
  }
  EXPECT_GT(positive, 0);
  EXPECT_GT(negative, 0);
}

// Δx = −η (I − η² D_xy f D_yx g)⁻¹ (∇_x f − η D_xy f ∇_y g), and the same with the roles exchanged.
TEST(RuleForms, CompetitiveOfNetworksIsItsFormula) {
  for (int loss = 0; loss < losses(); ++loss) {
    SCOPED_TRACE(loss_info(loss).id);
    SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
    constexpr double kRate = 1.5;
    Hyperparameters h = of_loss(loss, kRate);
    h.competitive_tolerance = 1e-8;
    h.competitive_iterations = 100;
    const Eigen::VectorXd f = gradients_of(small.game, small.state, h, small.batch);
    const Dense jacobian = jacobian_of(small, h);
    const Index d = static_cast<Index>(small.state.discriminator.parameters.size()), g = f.size() - d;
    const Dense dg = jacobian.topRightCorner(d, g), gd = jacobian.bottomLeftCorner(g, d);
    Eigen::VectorXd expected(f.size());
    const Eigen::VectorXd of_d = f.head(d) - kRate * dg * f.tail(g), of_g = f.tail(g) - kRate * gd * f.head(d);
    expected.head(d) = -kRate * (Dense::Identity(d, d) - kRate * kRate * dg * gd).lu().solve(of_d);
    expected.tail(g) = -kRate * (Dense::Identity(g, g) - kRate * kRate * gd * dg).lu().solve(of_g);
    EXPECT_GT((expected + kRate * f).cwiseAbs().maxCoeff(), 1e-3) << "no more than the plain step: an empty check";
    expect_equal(step_of(small, "competitive", h), expected, 1e-6);
  }
}

// Each player with its own learning rate: d + M N d = F.
TEST(RuleForms, CompetitiveTakesEachPlayersLearningRate) {
  SmallGame small(Activation::tanh, Normalisation::none, {4}, 5);
  Hyperparameters h = of_loss(1, 1);
  h.competitive_tolerance = 1e-8;
  h.competitive_iterations = 100;
  h.discriminator.learning_rate = 2;
  for (const double rate : {0.7, 0.0}) {
    h.generator.learning_rate = rate;
    const Eigen::VectorXd f = gradients_of(small.game, small.state, h, small.batch);
    Dense mixed = jacobian_of(small, h);
    const Index d = static_cast<Index>(small.state.discriminator.parameters.size()), g = f.size() - d;
    mixed.topLeftCorner(d, d).setZero();
    mixed.bottomRightCorner(g, g).setZero();
    Eigen::VectorXd rates(f.size());
    rates.head(d).setConstant(2);
    rates.tail(g).setConstant(rate);
    const Eigen::VectorXd direction =
        (Dense::Identity(f.size(), f.size()) + mixed * rates.asDiagonal().toDenseMatrix()).lu().solve(f);
    expect_equal(step_of(small, "competitive", h), -rates.cwiseProduct(direction), 1e-6);
  }
}

}  // namespace
}  // namespace gan
