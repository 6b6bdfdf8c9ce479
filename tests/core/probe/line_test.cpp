// Figure 1 against closed forms: games whose G and D have no hidden layer, so that p_g is a Gaussian or uniform and D a
// sigmoid; and the estimate of p_g from samples against the exact one.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/metrics/line_divergence.h"
#include "core/nn/layout.h"
#include "core/probe/line/line_curves.h"
#include "core/probe/line/line_lattice.h"
#include "core/probe/probe.h"
#include "core/probe/quality/measure.h"
#include "core/run/run.h"
#include "tests/seed.h"

namespace gan {
namespace {

constexpr double kGuessing = -1.3862943611198906;

// G(z) = scale·z₁ + shift and a D whose logit is slope·x + level, on N(0, 1).
struct Straight {
  double scale = 1, shift = 0, slope = 0, level = 0;
  int noise_dimension = 1;
  NoiseKind noise = NoiseKind::normal;
  const char* data = "gaussian_1d";

  std::shared_ptr<const Snapshot> snapshot() const {
    Settings settings;
    settings.spec.data.kind = find_distribution(data);
    settings.spec.data.sigma = settings.spec.data.radius = 1;
    settings.spec.noise.dimension = noise_dimension;
    settings.spec.noise.kind = noise;
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {};
    settings.spec.seed = test::seed(1);
    const auto run = std::move(Run::create(settings)).value();
    auto made = std::make_shared<Snapshot>(*run->snapshot());
    auto state = std::make_shared<GameState<float>>(*made->state);
    set(state->generator, make_layout(settings.spec.generator, noise_dimension, 1), scale, shift);
    set(state->discriminator, make_layout(settings.spec.discriminator, 1, 1), slope, level);
    made->state = state;
    return made;
  }

 private:
  static void set(PlayerState<float>& player, const NetworkLayout& layout, double weight, double bias) {
    player.parameters.fill(0);
    player.parameters[static_cast<std::size_t>(layout.layers[0].weight)] = static_cast<float>(weight);
    player.parameters[static_cast<std::size_t>(layout.layers[0].bias)] = static_cast<float>(bias);
  }
};

LineCurves look(const Straight& game, const LineRequest& request = {-6, 6, 240, 9}) {
  ProbeRequest wanted;
  wanted.line = request;
  return ProbeMaker().make(game.snapshot(), wanted)->line;
}

double normal(double x, double mean, double sigma) {
  const double z = (x - mean) / sigma;
  return std::exp(-z * z / 2) / (sigma * std::sqrt(2 * std::numbers::pi));
}

TEST(LineProbe, ExactDensitiesOfAStraightMap) {
  const LineCurves c = look({.scale = 0.5, .shift = 1});
  EXPECT_EQ(c.samples, 0);
  EXPECT_EQ(c.value_error, 0);
  ASSERT_EQ(c.real.size(), 240u);
  for (std::size_t i = 0; i < c.real.size(); ++i) {
    const double x = -6 + (static_cast<double>(i) + 0.5) * 0.05;
    const double p = normal(x, 0, 1), q = normal(x, 1, 0.5);
    EXPECT_NEAR(c.real[i], p, 1e-4);
    EXPECT_NEAR(c.generated[i], q, 1e-3);
    EXPECT_EQ(c.generated_error[i], 0);
    if (std::abs(x) < 3) {
      EXPECT_NEAR(c.best[i], p / (p + q), 1e-3) << x;
    }
  }
}

TEST(LineProbe, ValueIsTheIntegralOfLearnedD) {
  // D = ½ everywhere: −log 4, whatever the densities. D = D*: the ceiling.
  EXPECT_NEAR(look({.shift = 1}).value(), kGuessing, 1e-6);
  for (const auto& [apart, jsd] : {std::pair{0.5, 0.030311301}, {1.0, 0.111421482}, {2.0, 0.336830820}}) {
    const LineCurves best = look({.shift = apart, .slope = -apart, .level = apart * apart / 2});
    EXPECT_NEAR(best.jsd, jsd, 2e-5) << apart;
    EXPECT_NEAR(best.value(), kGuessing + 2 * jsd, 2e-5) << apart;
    EXPECT_NEAR(best.ceiling(), kGuessing + 2 * jsd, 4e-5) << apart;
    const LineCurves other = look({.shift = apart, .slope = -2 * apart, .level = apart * apart});
    EXPECT_LT(other.value(), best.value() - 0.001) << apart;
  }
}

TEST(LineProbe, MatchedDensitiesLeaveNothingToTell) {
  const LineCurves c = look({});
  EXPECT_NEAR(c.jsd, 0, 1e-6);
  for (std::size_t i = 60; i < 180; ++i) EXPECT_NEAR(c.best[i], 0.5, 1e-3);
}

TEST(LineProbe, UniformNoiseMakesAUniformInterval) {
  const LineCurves c = look({.scale = 2, .noise = NoiseKind::uniform, .data = "uniform_1d"}, {-3, 3, 60, 5});
  for (std::size_t i = 0; i < 60; ++i) {
    const double x = -3 + (static_cast<double>(i) + 0.5) * 0.1;
    EXPECT_NEAR(c.generated[i], std::abs(x) < 2 ? 0.25 : 0, 1e-4) << x;
    EXPECT_NEAR(c.real[i], std::abs(x) < 1 ? 0.5 : 0, 1e-9) << x;
    EXPECT_EQ(std::isnan(c.best[i]), std::abs(x) > 2) << x;
    if (std::abs(x) < 2) {
      EXPECT_NEAR(c.best[i], std::abs(x) < 1 ? 2.0 / 3 : 0, 1e-3) << x;
    }
  }
  EXPECT_NEAR(c.jsd, 0.215762, 1e-4);
  ASSERT_EQ(c.arrows.size(), 5u);
  for (int i = 0; i < 5; ++i) {
    EXPECT_FLOAT_EQ(c.arrows[static_cast<std::size_t>(i)].z, -0.8F + 0.4F * static_cast<float>(i));
    EXPECT_FLOAT_EQ(c.arrows[static_cast<std::size_t>(i)].x, -1.6F + 0.8F * static_cast<float>(i));
  }
}

// Noise of more numbers: p_g is estimated, and its errors say by how much.
TEST(LineProbe, SamplesAgreeWithTheExactDensityWithinTheirErrors) {
  const Straight known{.scale = 0.7, .shift = 1, .slope = -1, .level = 0.3};
  Straight sampled = known;
  sampled.noise_dimension = 2;
  const LineCurves exact = look(known), estimate = look(sampled);
  EXPECT_EQ(estimate.samples, kLineSamples);
  EXPECT_EQ(estimate.noise_dimension, 2);
  EXPECT_GT(estimate.value_error, 0);
  EXPECT_NEAR(estimate.value(), exact.value(), 5 * estimate.value_error);
  EXPECT_NEAR(estimate.value_real, exact.value_real, 1e-12);
  EXPECT_NEAR(estimate.jsd, exact.jsd, 0.006);
  double squares = 0;
  int seen = 0;
  for (std::size_t i = 0; i < exact.real.size(); ++i) {
    if (exact.generated[i] < 0.05) continue;
    // The blur lowers a Gaussian's middle by under a hundredth.
    const double off = (estimate.generated[i] - exact.generated[i]) /
                       std::hypot(estimate.generated_error[i], 0.01 * exact.generated[i]);
    squares += off * off;
    ++seen;
    EXPECT_LT(std::abs(off), 5);
    EXPECT_NEAR(estimate.best[i], exact.best[i], 5 * std::hypot(estimate.best_error[i], 0.01));
  }
  ASSERT_GT(seen, 20);
  EXPECT_GT(squares / seen, 0.2) << "an error that is far too large says nothing";
  EXPECT_LT(squares / seen, 3);
}

TEST(LineProbe, WhatIsLookedAtChangesNoNumber) {
  const Straight game{.scale = 0.5, .shift = 1, .slope = 0.4};
  const LineCurves near = look(game, {0, 0.1, 100, 3}), far = look(game, {-300, 300, 50, 3});
  EXPECT_EQ(near.value(), far.value());
  EXPECT_EQ(near.jsd, far.jsd);
  double mass = 0;
  for (const double density : far.generated) mass += density * 12;
  EXPECT_NEAR(mass, 1, 1e-9);
}

TEST(LineProbe, AMapThatFoldsOrStopsHasItsMassWhereItIs) {
  // All noise at one place: an atom, which a discriminator of the data tells whole.
  const LineCurves atom = look({.scale = 0, .shift = 0.3}, {-6, 6, 120, 3});
  double mass = 0;
  for (const double density : atom.generated) mass += density * 0.1;
  EXPECT_NEAR(mass, 1, 1e-9);
  EXPECT_GT(atom.jsd, 0.6);
  GeneratedLine broken;
  broken.pieces = {{0, 1, 0.5}, {std::nan(""), std::nan(""), 0.25}, {-INFINITY, INFINITY, 0.25}};
  const std::vector<double> masses = LineLattice(0, 2, 4).masses(broken);
  EXPECT_EQ(masses, (std::vector<double>{0.25, 0.25, 0, 0}));
}

TEST(LineMetrics, OfThePerfectGeneratorAreThoseOfSamplesOfTheData) {
  const auto snapshot = Straight{.noise_dimension = 2}.snapshot();
  Measurer measurer;
  const auto measured = measurer.measurement(snapshot, {2500});
  ASSERT_NE(measured, nullptr);
  const Metrics& m = measured->metrics;
  EXPECT_GT(m.jsd, 0);
  EXPECT_NEAR(m.jsd, measured->perfect->jsd.mean, 6 * measured->perfect->jsd.deviation);
  EXPECT_NEAR(m.kl_data_generator, measured->perfect->kl_data_generator.mean,
              6 * measured->perfect->kl_data_generator.deviation);
  // C bins of equal mass: (C − 1)/(8 n), C = n/25.
  EXPECT_NEAR(measured->perfect->jsd.mean, 99.0 / (8 * 2500), 0.001);
  EXPECT_NEAR(m.best_value, kGuessing, 0.003);
  EXPECT_TRUE(std::isnan(m.outside_fraction));
  EXPECT_EQ(m.modes_total, 0);
}

TEST(LineMetrics, OfAGeneratorElsewhere) {
  const Metrics m = measure_snapshot(*Straight{.shift = 2}.snapshot(), {2500});
  EXPECT_NEAR(m.best_value, kGuessing + 2 * 0.336830820, 1e-3);
  EXPECT_NEAR(m.jsd, 0.336830820, 0.03);
  const Metrics far = measure_snapshot(*Straight{.shift = 200}.snapshot(), {2500});
  EXPECT_NEAR(far.best_value, 0, 1e-9);
  // The last bin has no end: what lies far out is in it.
  EXPECT_GT(far.jsd, 0.6);
}

}  // namespace
}  // namespace gan
