#include "core/probe/quality/perfect.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace gan {
namespace {

constexpr int kPerfectSamples = 2500, kDraws = 40;

std::shared_ptr<const DataSource> perfect_data(const char* id, double sigma = 0.02) {
  DataSpec spec;
  spec.kind = find_distribution(id);
  spec.sigma = sigma;
  return make_data_source(spec, 1).value();
}

// The mean of the draws lies within five standard errors of the closed form.
void expect_score(const PerfectScore& score, double expected) {
  EXPECT_GT(score.deviation, 0);
  EXPECT_NEAR(score.mean, expected, 5 * score.deviation / std::sqrt(kDraws));
}

TEST(Perfect, DrawsAgreeWithTheClosedForms) {
  EXPECT_NEAR(perfect_high_quality_fraction(), 0.98889, 5e-6);
  EXPECT_NEAR(perfect_reverse_kl(8, kPerfectSamples), 0.0014, 1e-12);
  EXPECT_NEAR(perfect_reverse_kl(25, kPerfectSamples), 0.0048, 1e-12);
  EXPECT_NEAR(perfect_spread(), 0.94945, 5e-6);
  for (const char* id : {"ring", "grid"}) {
    SCOPED_TRACE(id);
    const auto source = perfect_data(id);
    const auto modes = static_cast<int>(source->mixture()->weights.size());
    const PerfectMetrics perfect = measure_perfect(*source, kPerfectSamples, 3, kDraws);
    EXPECT_EQ(perfect.samples, kPerfectSamples);
    EXPECT_EQ(perfect.modes_covered.mean, modes);
    expect_score(perfect.high_quality_fraction, perfect_high_quality_fraction());
    EXPECT_NEAR(perfect.high_quality_fraction.deviation, 0.0021, 0.0008);
    expect_score(perfect.reverse_kl, perfect_reverse_kl(modes, kPerfectSamples * perfect_high_quality_fraction()));
    EXPECT_EQ(perfect.outside_fraction.mean, 0);
    // The bias that the grid is chosen for: below (n / 25) / (8 n) for the JSD, (n / 25) / (2 n) for both
    // KLs.
    EXPECT_GT(perfect.jsd.mean, 0.0001);
    EXPECT_LT(perfect.jsd.mean, 0.008);
    EXPECT_GT(perfect.kl_generator_data.mean, perfect.jsd.mean);
    EXPECT_LT(perfect.kl_generator_data.mean, 0.03);
    EXPECT_LT(perfect.kl_data_generator.mean, 0.06);
  }
}

TEST(Perfect, ModesHaveTheSpreadOfTheTruncatedGaussian) {
  const auto source = perfect_data("two", 0.1);
  Matrix<float> x(2, 200000);
  source->sample({5, Stream::metric_data, 0, 0}, view_of(x));
  for (const ModeStatistics& mode : measure(*source, x).modes) {
    EXPECT_NEAR(mode.spread_minor, perfect_spread(), 0.02);
    EXPECT_NEAR(mode.spread_major, perfect_spread(), 0.02);
    EXPECT_NEAR(mode.share, 0.5 * perfect_high_quality_fraction(), 0.006);
  }
}

TEST(Perfect, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto source = perfect_data("ring");
  const PerfectMetrics a = measure_perfect(*source, 500, 3, 5), b = measure_perfect(*source, 500, 3, 5),
                       c = measure_perfect(*source, 500, 4, 5);
  EXPECT_EQ(a.jsd.mean, b.jsd.mean);
  EXPECT_EQ(a.reverse_kl.deviation, b.reverse_kl.deviation);
  EXPECT_NE(a.jsd.mean, c.jsd.mean);
}

TEST(Metrics, DataWithoutModesHasTheOutsideShareAlone) {
  const auto source = perfect_data("moons");
  const PerfectMetrics perfect = measure_perfect(*source, 500, 3, 5);
  EXPECT_EQ(perfect.outside_fraction.mean, 0);
  EXPECT_TRUE(std::isnan(perfect.modes_covered.mean));
  EXPECT_TRUE(std::isnan(perfect.high_quality_fraction.mean));
  EXPECT_TRUE(std::isnan(perfect.jsd.deviation));
  const Metrics metrics = measure(*source, Matrix<float>::Constant(2, 10, 100.0f));
  EXPECT_EQ(metrics.modes_total, 0);
  EXPECT_EQ(metrics.outside_fraction, 1);
  EXPECT_TRUE(std::isnan(metrics.jsd));
}

TEST(Metrics, AGeneratorThatCollapsedScoresAsTheTheorySays) {
  const auto source = perfect_data("ring");
  // All samples in the first mode: G of one point, and the mode itself.
  Matrix<float> x(2, kPerfectSamples);
  fill_normal({8, Stream::metric_noise, 0, 0}, x.data(), 2 * kPerfectSamples);
  x = x * 0.02f;
  x.row(0).array() += 2;
  const Metrics m = measure(*source, x);
  EXPECT_EQ(m.samples, kPerfectSamples);
  EXPECT_EQ(m.modes_covered, 1);
  EXPECT_EQ(m.modes_total, 8);
  EXPECT_NEAR(m.high_quality_fraction, perfect_high_quality_fraction(), 0.011);
  EXPECT_NEAR(m.reverse_kl, std::log(8.0), 1e-12);
  EXPECT_NEAR(m.jsd, 0.496929, 0.005);
  EXPECT_NEAR(m.kl_generator_data, std::log(8.0), 0.02);
  EXPECT_EQ(m.outside_fraction, 0);
  // Handing the grid in changes nothing.
  const DensityGrid grid = choose_density_grid(*source->mixture(), source->extent(), kPerfectSamples);
  EXPECT_EQ(measure(*source, x, &grid).jsd, m.jsd);
}

TEST(Metrics, SamplesFarOutAreAllLost) {
  const auto source = perfect_data("grid");
  const Metrics m = measure(*source, Matrix<float>::Constant(2, 100, 1e9f));
  EXPECT_EQ(m.modes_covered, 0);
  EXPECT_EQ(m.high_quality_fraction, 0);
  EXPECT_TRUE(std::isnan(m.reverse_kl));
  EXPECT_NEAR(m.jsd, std::numbers::ln2, 1e-9);
  EXPECT_NEAR(m.kl_data_generator, std::log(100.0), 1e-9);
  EXPECT_NEAR(m.kl_generator_data, std::log(101.0), 1e-9);
  EXPECT_EQ(m.outside_fraction, 1);
}

}  // namespace
}  // namespace gan
