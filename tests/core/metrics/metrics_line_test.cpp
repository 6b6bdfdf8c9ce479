// Divergences on the line against their closed forms, to far more digits than samples could show.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/metrics/line_divergence.h"
#include "tests/core/probe/drawn.h"

namespace gan {
namespace {

std::shared_ptr<const DataSource> gaussian(double mean, double sigma = 1) {
  DataSpec spec;
  spec.kind = find_distribution("gaussian_1d");
  spec.location = mean;
  spec.sigma = sigma;
  return test::source_of(spec);
}

// Equal modes a hundred deviations apart, of which `covered` have weight.
std::shared_ptr<const DataSource> modes(int all, int covered) {
  DataSpec spec;
  spec.kind = find_distribution("mixture_1d");
  spec.modes = all;
  spec.spacing = 1;
  spec.sigma = 0.01;
  spec.weights.assign(static_cast<std::size_t>(all), 0);
  for (int i = 0; i < covered; ++i) spec.weights[static_cast<std::size_t>(i)] = 1;
  return test::source_of(spec);
}

LogDensity log_of(const std::shared_ptr<const DataSource>& source) {
  return [source](double x) { return source->line()->log_density(x); };
}

Quadrature over_both(const DataSource& a, const DataSource& b) {
  return quadrature_over(merged_pieces(a.line()->pieces(), b.line()->pieces()));
}

double jsd_of(const std::shared_ptr<const DataSource>& a, const std::shared_ptr<const DataSource>& b) {
  return jensen_shannon(log_of(a), log_of(b), over_both(*a, *b));
}

TEST(LineDivergence, TheRuleIsExactForPolynomials) {
  const std::vector<double> pieces{-1, 0.5, 2};
  for (const int degree : {0, 1, 7, 2 * kLineNodes - 1}) {
    const Quadrature over = quadrature_over(pieces, 2);
    double sum = 0;
    for (std::size_t i = 0; i < over.nodes.size(); ++i) sum += over.weights[i] * std::pow(over.nodes[i], degree);
    const double exact = (std::pow(2, degree + 1) - std::pow(-1, degree + 1)) / (degree + 1);
    EXPECT_NEAR(sum / exact, 1, 1e-12) << degree;
  }
}

TEST(LineDivergence, JsdOfTwoGaussians) {
  const auto real = gaussian(0);
  for (const auto& [apart, jsd] :
       {std::pair{0.5, 0.030311301}, {1.0, 0.111421482}, {2.0, 0.336830820}, {4.0, 0.632720194}}) {
    EXPECT_NEAR(jsd_of(real, gaussian(apart)), jsd, 1e-9) << apart;
    EXPECT_NEAR(jsd_of(gaussian(apart), real), jsd, 1e-9) << apart;
  }
  EXPECT_NEAR(jsd_of(real, real), 0, 1e-14);
  EXPECT_NEAR(jsd_of(real, gaussian(100)), std::numbers::ln2, 1e-12);
}

// A generator on k of K separated modes, r = k/K: V(D*, G) = r ln r − (1 + r) ln(1 + r) = −log 4 + 2·JSD.
TEST(LineDivergence, JsdOfSomeOfTheModes) {
  struct Case {
    int covered, all;
    double jsd;
  };
  for (const Case& c :
       {Case{1, 8, 0.496929}, {4, 8, 0.215762}, {7, 8, 0.045407}, {17, 25, 0.126235}, {24, 25, 0.014067}}) {
    const double jsd = jsd_of(modes(c.all, c.all), modes(c.all, c.covered));
    const double r = static_cast<double>(c.covered) / c.all;
    EXPECT_NEAR(jsd, c.jsd, 5e-7) << c.covered << " of " << c.all;
    EXPECT_NEAR(2 * jsd - std::log(4.0), r * std::log(r) - (1 + r) * std::log(1 + r), 1e-11);
    EXPECT_NEAR(kullback_leibler(log_of(modes(c.all, c.covered)), log_of(modes(c.all, c.all)),
                                 over_both(*modes(c.all, c.all), *modes(c.all, c.covered))),
                std::log(1 / r), 1e-11);
  }
}

// D* = σ(log p − log q): of N(0, 1) and N(μ, 1) the logit is μ²/2 − μx; of separated modes it is r/(1 + r) on those
// that G has.
TEST(LineDivergence, TheBestResponseHasTheKnownLogit) {
  for (const double apart : {0.5, 1.0, 4.0}) {
    const LogDensity p = log_of(gaussian(0)), q = log_of(gaussian(apart));
    for (const double x : {-3.0, 0.0, 0.7, 5.0}) {
      EXPECT_NEAR(p(x) - q(x), apart * apart / 2 - apart * x, 1e-12);
    }
  }
  const LogDensity all = log_of(modes(8, 8)), some = log_of(modes(8, 6));
  const double covered = -3.5, r = 0.75;
  EXPECT_NEAR(1 / (1 + std::exp(some(covered) - all(covered))), r / (1 + r), 1e-12);
}

// E_q ln(1 − D*) − E_q ln D* = KL(q‖p), and of Gaussians that are μ apart KL = μ²/2.
TEST(LineDivergence, WhatTheGeneratorsTwoLossesDifferByAtTheBestResponse) {
  for (const double apart : {0.5, 1.0, 2.0, 4.0}) {
    const auto real = gaussian(0), fake = gaussian(apart);
    const LogDensity p = log_of(real), q = log_of(fake);
    const Quadrature over = over_both(*real, *fake);
    const auto log_best = [&](double x, double sign) { return -std::log1p(std::exp(-sign * (p(x) - q(x)))); };
    const double saturating = expectation(
        q, [&](double x) { return log_best(x, -1); }, over);
    const double other = expectation(
        q, [&](double x) { return log_best(x, 1); }, over);
    EXPECT_NEAR(saturating - other, kullback_leibler(q, p, over), 1e-9) << apart;
    EXPECT_NEAR(saturating - other, apart * apart / 2, 1e-9) << apart;
  }
}

TEST(LineDivergence, WhatOneLacksIsSeen) {
  DataSpec spec;
  spec.kind = find_distribution("uniform_1d");
  spec.radius = 1;
  const auto wide = test::source_of(spec);
  spec.radius = 0.5;
  const auto narrow = test::source_of(spec);
  const Quadrature over = over_both(*wide, *narrow);
  EXPECT_NEAR(kullback_leibler(log_of(narrow), log_of(wide), over), std::numbers::ln2, 1e-12);
  EXPECT_EQ(kullback_leibler(log_of(wide), log_of(narrow), over), std::numeric_limits<double>::infinity());
  // Half of the wide one is as half of its modes.
  EXPECT_NEAR(jsd_of(wide, narrow), 0.215762, 5e-7);
}

}  // namespace
}  // namespace gan
