// The phase portrait of games of two numbers, against closed forms (Mescheder et al. 2018, 1801.04406; the multipliers
// of alternating steps on a bilinear game).
#include <gtest/gtest.h>

#include <cmath>

#include "core/game/losses.h"
#include "core/probe/probe.h"
#include "core/run/run.h"

namespace gan {
namespace {

Settings dirac(const char* loss, double rate) {
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

std::shared_ptr<const ProbeResult> look(const Settings& settings, const ProbeRequest& request, int iterations = 0) {
  const auto run = Run::create(settings);
  EXPECT_TRUE(run) << run.message();
  for (int i = 0; i < iterations; ++i) EXPECT_TRUE(run.value()->step());
  return ProbeMaker().make(run.value()->snapshot(), request);
}

TEST(PhasePortrait, ShowsTheFieldOfTheBilinearGame) {
  ProbeRequest request;
  request.phase = PhaseRequest{{-2, -1}, {2, 3}, 5, 3, PhaseArrows::field};
  const auto result = look(dirac("wasserstein", 0.1), request);
  const PhasePortrait& shown = result->phase;
  ASSERT_EQ(shown.arrows.cols(), 15);
  for (Index row = 0; row < 3; ++row) {
    for (Index column = 0; column < 5; ++column) {
      const double theta = -2 + static_cast<double>(column), psi = -1 + 2 * static_cast<double>(row);
      EXPECT_NEAR(shown.arrows(0, row * 5 + column), psi, 1e-6);
      EXPECT_NEAR(shown.arrows(1, row * 5 + column), -theta, 1e-6);
    }
  }
  EXPECT_EQ(shown.at, (PhasePoint{1, 1}));
}

// An alternating iteration, D first: ψ ← ψ − ηθ, then θ ← θ + ηψ.
TEST(PhasePortrait, ShowsWhatAnIterationMoves) {
  ProbeRequest request;
  request.phase = PhaseRequest{{-1, -1}, {1, 1}, 2, 2, PhaseArrows::iteration};
  const auto result = look(dirac("wasserstein", 0.5), request);
  const double psi = -1 + 0.5, theta = -1 + 0.5 * psi;
  EXPECT_NEAR(result->phase.arrows(0, 0), theta + 1, 1e-6);
  EXPECT_NEAR(result->phase.arrows(1, 0), psi + 1, 1e-6);
}

TEST(PhasePortrait, KnowsHowAChangeGrows) {
  ProbeRequest request;
  request.phase = PhaseRequest{};
  request.phase->columns = request.phase->rows = 2;
  for (const double rate : {0.2, 1.0}) {
    const auto bilinear = look(dirac("wasserstein", rate), request);
    const Growth& g = bilinear->phase.equilibrium;
    ASSERT_EQ(g.rates.size(), 2u);
    EXPECT_NEAR(std::abs(g.rates[0] - std::complex<double>(0, 1)), 0, 1e-6);
    EXPECT_NEAR(std::abs(g.rates[1] - std::complex<double>(0, -1)), 0, 1e-6);
    // λ = 1 − α²/2 ± √((1 − α²/2)² − 1), α = η here: on the circle.
    ASSERT_EQ(g.multipliers.size(), 2u);
    EXPECT_NEAR(spectral_radius(g.multipliers), 1, 1e-6);
    EXPECT_NEAR(g.multipliers[0].real(), 1 - rate * rate / 2, 1e-6);
  }
  Settings tamed = dirac("minimax", 0.2);
  tamed.hyperparameters.r1_weight = 0.6;
  const Growth g = look(tamed, request)->phase.equilibrium;
  EXPECT_NEAR(std::abs(g.rates[0] - std::complex<double>(-0.3, 0.4)), 0, 1e-6);
  EXPECT_LT(spectral_radius(g.multipliers), 1);
}

// One iteration on the bilinear game: the closed forms of the rules' papers.
TEST(PhasePortrait, MultipliersOfTheRulesAreTheClosedForms) {
  ProbeRequest request;
  request.phase = PhaseRequest{};
  request.phase->columns = request.phase->rows = 2;
  for (const double rate : {0.2, 0.4}) {
    const double square = rate * rate, straight = 1 - rate;
    for (const auto& [rule, radius] : {std::pair{"simultaneous", std::sqrt(1 + square)},
                                       {"alternating", 1.0},
                                       {"extragradient", std::sqrt(1 - square + square * square)},
                                       {"optimistic", std::sqrt((1 + std::sqrt(1 - 4 * square)) / 2)},
                                       {"consensus", std::sqrt(straight * straight + square)},
                                       {"symplectic", std::sqrt(straight * straight + square)}}) {
      Settings s = dirac("wasserstein", rate);
      s.hyperparameters.rule = find_rule(rule);
      EXPECT_NEAR(spectral_radius(look(s, request)->phase.equilibrium.multipliers), radius, 1e-6) << rule;
    }
    Settings s = dirac("wasserstein", rate);
    s.hyperparameters.rule = find_rule("lookahead");
    EXPECT_TRUE(look(s, request)->phase.equilibrium.multipliers.empty()) << "not the same in every iteration";
  }
}

// Heavy ball on a quadratic, which R1 of a Wasserstein critic is with G at rest: the roots of λ² − (1 + μ − ηγ) λ + μ.
TEST(PhasePortrait, CountsTheMomentsOfTheOptimiser) {
  Settings s = dirac("wasserstein", 0.1);
  s.hyperparameters.generator_steps = 0;
  s.hyperparameters.r1_weight = 0.5;
  s.hyperparameters.discriminator.kind = OptimiserKind::momentum;
  s.hyperparameters.discriminator.momentum = 0.8;
  ProbeRequest request;
  request.phase = PhaseRequest{};
  const Growth g = look(s, request)->phase.equilibrium;
  ASSERT_EQ(g.multipliers.size(), 3u) << "θ stands still, ψ and its moment";
  const double middle = (1 + 0.8 - 0.05) / 2;
  const std::complex<double> root = std::sqrt(std::complex<double>(middle * middle - 0.8));
  EXPECT_NEAR(std::abs(g.multipliers[0] - 1.0), 0, 1e-6);
  EXPECT_NEAR(std::abs(g.multipliers[1] - (middle + root)), 0, 1e-6);
  EXPECT_NEAR(std::abs(g.multipliers[2] - (middle - root)), 0, 1e-6);
}

// WGAN-GP jumps where ψ changes its sign, and so at the equilibrium.
TEST(PhasePortrait, HasNoMultipliersAtAJump) {
  Settings s = dirac("minimax", 0.2);
  s.hyperparameters.gp_weight = 0.5;
  ProbeRequest request;
  request.phase = PhaseRequest{};
  const PhasePortrait portrait = look(s, request)->phase;
  EXPECT_TRUE(portrait.equilibrium.multipliers.empty());
  EXPECT_EQ(portrait.here.multipliers.size(), 2u) << "it is smooth elsewhere";
}

// At rest the numbers of now are those of the state.
TEST(PhasePortrait, TheRecordOfNowHasTheNumbers) {
  ProbeRequest request;
  request.record = true;
  Settings s = dirac("minimax", 0.2);
  s.hyperparameters.instance_noise = 1;
  s.spec.generator.start = {0.6}, s.spec.discriminator.start = {-0.8};
  const auto result = look(s, request);
  ASSERT_TRUE(result->record.has_value());
  EXPECT_EQ(result->record->theta_1, 0.6f);
  EXPECT_EQ(result->record->psi_1, -0.8f);
  EXPECT_NEAR(result->record->distance, 1, 1e-6);
  // And its gradient is the expectation's, as in training.
  const auto run = Run::create(s);
  ASSERT_TRUE(run.value()->step());
  EXPECT_NEAR(result->record->d_grad_norm, run.value()->record().d_grad_norm, 1e-6);
}

TEST(PhasePaths, FollowTheRunFromItsStart) {
  const Settings settings = dirac("minimax", 0.2);
  ProbeRequest request;
  request.paths = PathsRequest{{{1, 1}, {0.5, -0.25}}, 40};
  const auto result = look(settings, request);
  ASSERT_EQ(result->paths.paths.size(), 2u);
  const auto run = Run::create(settings);
  for (std::size_t i = 1; i <= 40; ++i) {
    ASSERT_TRUE(run.value()->step());
    const StepRecord record = run.value()->record();
    EXPECT_NEAR(result->paths.paths[0].places[i].theta, record.theta_1, 1e-4);
    EXPECT_NEAR(result->paths.paths[0].places[i].psi, record.psi_1, 1e-4);
  }
  EXPECT_EQ(result->paths.paths[1].places.size(), 41u);
  EXPECT_EQ(result->paths.paths[1].places.front(), (PhasePoint{0.5, -0.25}));
}

TEST(PhasePaths, EveryMethodHasItsPathOrSaysWhyNot) {
  for (const char* loss : {"minimax", "non_saturating", "least_squares", "wasserstein"}) {
    ProbeRequest request;
    request.methods = MethodsRequest{{1, -1}, 500};
    const auto result = look(dirac(loss, 0.2), request);
    ASSERT_EQ(result->methods.methods.size(), phase_methods().size());
    for (std::size_t i = 0; i < phase_methods().size(); ++i) {
      const MethodPath& one = result->methods.methods[i];
      EXPECT_NE(one.path.places.empty(), one.why_not.empty()) << phase_methods()[i].title;
      EXPECT_TRUE(one.path.diverged || one.path.places.size() == 501 || !one.why_not.empty());
    }
  }
}

TEST(PhasePortrait, OtherGamesHaveNone) {
  ProbeRequest request;
  request.phase = PhaseRequest{};
  request.paths = PathsRequest{{{1, 1}}, 3};
  const auto ring = look(Settings{}, request);
  EXPECT_EQ(ring->phase.arrows.size(), 0);
  EXPECT_TRUE(ring->paths.paths.empty());
  Settings plane = dirac("minimax", 0.1);
  plane.spec.data.dimension = 2;
  EXPECT_EQ(look(plane, request)->phase.arrows.size(), 0) << "four numbers are not a plane";
}

}  // namespace
}  // namespace gan
