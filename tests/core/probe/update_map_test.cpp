// The derivative of an iteration: closed forms of games of two numbers, and finite differences of the step itself.
#include "core/probe/spectrum/update_map.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/decompositions.h"
#include "core/game/losses.h"
#include "core/game/network_game.h"
#include "core/nn/optimiser.h"
#include "core/probe/phase/numbers_play.h"
#include "core/run/run.h"

namespace gan {
namespace {

using Complex = std::complex<double>;

Settings numbers_game(const char* loss, double rate) {
  Settings s;
  s.spec.data.kind = find_distribution("dirac");
  s.spec.generator.architecture = Architecture::point;
  s.spec.discriminator.architecture = Architecture::linear;
  s.hyperparameters.loss = find_loss(loss);
  for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator}) {
    one->kind = OptimiserKind::sgd;
    one->learning_rate = rate;
  }
  return s;
}

std::shared_ptr<const Snapshot> trained(const Settings& settings, int iterations) {
  const auto run = Run::create(settings);
  EXPECT_TRUE(run) << run.message();
  for (int i = 0; i < iterations; ++i) EXPECT_TRUE(run.value()->step());
  return run.value()->snapshot();
}

Matrix<double> written_out(UpdateMap& map) {
  Matrix<double> a(map.size(), map.size());
  for (Index i = 0; i < map.size(); ++i) {
    const Vector<double> unit = Vector<double>::Unit(map.size(), i);
    EXPECT_TRUE(map.times(unit.data(), a.col(i).data()));
  }
  return a;
}

std::vector<Complex> multipliers(const Snapshot& s) {
  UpdateMap map(*s.settings, *s.data, widened(*s.state));
  EXPECT_TRUE(map.defined());
  return eigenvalues(written_out(map));
}

// Spectral radii of one step of the bilinear game, from the papers of the rules.
TEST(UpdateMap, HasTheClosedFormsOfTheBilinearGame) {
  for (const double rate : {0.2, 0.4}) {
    const double square = rate * rate, straight = 1 - rate;
    for (const auto& [rule, radius] : {std::pair{"simultaneous", std::sqrt(1 + square)},
                                       {"alternating", 1.0},
                                       {"extragradient", std::sqrt(1 - square + square * square)},
                                       {"optimistic", std::sqrt((1 + std::sqrt(1 - 4 * square)) / 2)},
                                       {"consensus", std::sqrt(straight * straight + square)},
                                       {"symplectic", std::sqrt(straight * straight + square)},
                                       {"competitive", 1 / std::sqrt(1 + square)}}) {
      Settings s = numbers_game("wasserstein", rate);
      s.hyperparameters.rule = find_rule(rule);
      s.hyperparameters.competitive_tolerance = 1e-8;
      EXPECT_NEAR(std::abs(multipliers(*trained(s, 0))[0]), radius, 1e-9) << rule;
    }
  }
}

// Σ λᵏ: unlike the eigenvalues one by one it is as exact as the matrix, where two of them nearly meet.
Complex power_sum(const std::vector<Complex>& values, int power) {
  Complex sum = 0;
  for (const Complex& z : values) sum += std::pow(z, power);
  return sum;
}

// Away from the equilibrium, where the game bends: the same numbers as differences of the iteration give.
TEST(UpdateMap, AgreesWithDifferencesOfTheDiracGame) {
  for (const RuleInfo& rule : rule_infos()) {
    if (rule.varies) continue;
    for (const OptimiserKind kind : {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::adam}) {
      Settings s = numbers_game("non_saturating", 0.05);
      s.hyperparameters.rule = find_rule(rule.id);
      s.hyperparameters.r1_weight = 0.3;
      s.hyperparameters.competitive_tolerance = 1e-8;
      s.hyperparameters.discriminator.kind = s.hyperparameters.generator.kind = kind;
      const auto snapshot = trained(s, 100);
      const std::vector<Complex> exact = multipliers(*snapshot);
      NumbersPlay play(*snapshot->settings);
      play.take(*snapshot->state);
      const std::vector<Complex> close = play.multipliers();
      ASSERT_EQ(exact.size(), close.size()) << rule.id;
      ASSERT_FALSE(exact.empty());
      // Differences of a second moment are off by its curvature, the more the smaller it is.
      const double tolerance = kind == OptimiserKind::adam ? 2e-5 : 1e-6;
      for (int power = 1; power <= 4; ++power) {
        EXPECT_NEAR(std::abs(power_sum(exact, power) - power_sum(close, power)), 0, tolerance) << rule.id;
      }
    }
  }
}

// A player that is frozen is a constant, and no multiplier of 1. Heavy ball on a quadratic: λ² − (1 + μ − ηγ) λ + μ.
TEST(UpdateMap, LeavesAFrozenPlayerOut) {
  Settings s = numbers_game("wasserstein", 0.1);
  s.hyperparameters.generator_steps = 0;
  s.hyperparameters.r1_weight = 0.5;
  s.hyperparameters.discriminator.kind = OptimiserKind::momentum;
  s.hyperparameters.discriminator.momentum = 0.8;
  const std::vector<Complex> found = multipliers(*trained(s, 0));
  ASSERT_EQ(found.size(), 2u);
  const double middle = (1 + 0.8 - 0.05) / 2;
  EXPECT_NEAR(std::abs(found[0] - (middle + std::sqrt(Complex(middle * middle - 0.8)))), 0, 1e-12);
}

TEST(UpdateMap, SaysWhyThereIsNone) {
  Hyperparameters h;
  EXPECT_EQ(UpdateMap::why_not(h), "");
  h.rule = find_rule("lookahead");
  EXPECT_NE(UpdateMap::why_not(h).find("lookahead"), std::string::npos);
  h.rule = find_rule("alternating");
  h.k = h.generator_steps = 0;
  EXPECT_NE(UpdateMap::why_not(h).find("frozen"), std::string::npos);
}

Settings small_networks(const char* rule, Activation activation) {
  Settings s;
  s.spec.noise.dimension = 2;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6, 5};
  s.spec.generator.activation = s.spec.discriminator.activation = activation;
  s.hyperparameters.rule = find_rule(rule);
  s.hyperparameters.batch_size = 7;
  for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator})
    one->learning_rate = 0.01;
  return s;
}

bool iterate(const Settings& s, NetworkGame<double>& game, TrainingBatches<double>& batches, GameState<double>& state) {
  const auto rule = make_rule<double>(rule_of(s.hyperparameters), game);
  do {
    const std::optional<Move> move = rule->next(state, s.hyperparameters);
    if (!move || rule->step(*move, s.hyperparameters, batches, state).failed) return false;
  } while (!rule->complete(state, s.hyperparameters));
  return true;
}

// Central differences of whole iterations, along a direction of all numbers of the state at once.
void expect_differences(const Settings& s, const std::string& what) {
  const auto snapshot = trained(s, 4);
  const GameState<double> state = widened(*snapshot->state);
  UpdateMap map(*snapshot->settings, *snapshot->data, state);
  ASSERT_TRUE(map.defined()) << what;
  NetworkGame<double> game(s.spec, snapshot->data->shape());
  Vector<double> u(map.size()), exact(map.size());
  fill_normal({3, Stream::view_noise, 0, 0}, u.data(), static_cast<std::size_t>(u.size()));
  ASSERT_TRUE(map.times(u.data(), exact.data())) << what;
  ASSERT_GT(exact.norm(), 0.1 * u.norm()) << what;
  ASSERT_GT((exact - u).norm(), 1e-3 * u.norm()) << what << ": nothing moves";
  const double width = 2e-7;
  GameState<double> low = state, high = state;
  map.move_along(u.data(), -width, low);
  map.move_along(u.data(), width, high);
  ASSERT_TRUE(iterate(s, game, map.batches(), low) && iterate(s, game, map.batches(), high)) << what;
  const Vector<double> difference = (map.coordinates(high) - map.coordinates(low)) / (2 * width);
  EXPECT_LT((difference - exact).norm(), 2e-5 * exact.norm()) << what;
}

TEST(UpdateMap, IsTheDerivativeOfTheStepOfEveryRule) {
  for (const RuleInfo& rule : rule_infos()) {
    if (rule.varies) continue;
    Settings s = small_networks(rule.id, Activation::tanh);
    s.hyperparameters.k = 2;
    s.hyperparameters.unroll_steps = 2;
    s.hyperparameters.competitive_tolerance = 1e-7;
    expect_differences(s, rule.id);
    s.hyperparameters.r1_weight = 0.5;
    for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator})
      one->kind = OptimiserKind::sgd, one->learning_rate = 0.1, one->gradient_clip = 0.05;
    expect_differences(s, std::string(rule.id) + ", SGD with clipped gradients and R1");
  }
}

TEST(UpdateMap, IsTheDerivativeOfTheStepOfEveryOptimiser) {
  for (const OptimiserKind kind : {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::nesterov,
                                   OptimiserKind::rmsprop, OptimiserKind::adam}) {
    Settings s = small_networks("alternating", Activation::silu);
    for (OptimiserSettings* one : {&s.hyperparameters.discriminator, &s.hyperparameters.generator}) {
      one->kind = kind;
      one->weight_decay = 0.1;
      one->schedule.kind = RateScheduleKind::linear;
      one->schedule.length = 20;
      one->schedule.hold = 0;
    }
    expect_differences(s, "optimiser " + std::to_string(static_cast<int>(kind)));
  }
}

TEST(UpdateMap, IsTheDerivativeOfTheStepWithWhatTames) {
  const auto check = [](const char* rule, const char* what, const std::function<void(Settings&)>& set) {
    Settings s = small_networks(rule, Activation::softplus);
    set(s);
    expect_differences(s, std::string(rule) + ", " + what);
  };
  for (const char* rule : {"alternating", "unrolled"}) {
    check(rule, "R2 and WGAN-GP", [](Settings& s) {
      s.hyperparameters.loss = find_loss("wasserstein");
      s.hyperparameters.r2_weight = s.hyperparameters.gp_weight = 0.5;
      s.hyperparameters.unroll_optimiser = UnrollOptimiser::adam;
      s.hyperparameters.discriminator.gradient_clip = 0.1;
    });
    check(rule, "pairs and instance noise", [](Settings& s) {
      s.hyperparameters.loss = find_loss("relativistic_paired");
      s.hyperparameters.instance_noise = 0.2;
    });
  }
  // Of a bias before batch norm a second moment is rounding, about which there is nothing to differ by.
  check("alternating", "batch norm and clipped weights", [](Settings& s) {
    s.spec.generator.normalisation = Normalisation::batch;
    s.hyperparameters.clip = 0.4;
    s.hyperparameters.discriminator.kind = s.hyperparameters.generator.kind = OptimiserKind::momentum;
  });
}

TEST(UpdateMap, IsTheDerivativeOfTheStepThroughWhatDSeesBesides) {
  const auto check = [](const char* rule, const char* what, const std::function<void(Settings&)>& set) {
    Settings s = small_networks(rule, Activation::softplus);
    s.hyperparameters.r1_weight = 0.5;
    s.hyperparameters.batch_size = 8;
    set(s);
    expect_differences(s, std::string(rule) + ", " + what);
  };
  for (const char* rule : {"alternating", "consensus"}) {
    check(rule, "packs", [](Settings& s) { s.spec.discriminator.packing = 2; });
    check(rule, "Fourier features", [](Settings& s) { s.spec.discriminator.fourier_octaves = 2; });
    check(rule, "minibatch deviation", [](Settings& s) { s.spec.discriminator.deviation_group = 4; });
  }
  check("alternating", "data that turn", [](Settings& s) { s.hyperparameters.data_turn = 10; });
}

}  // namespace
}  // namespace gan
