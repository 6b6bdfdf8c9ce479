#include "core/probe/quality/modes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace gan {
namespace {

GaussianMixture line_of_modes(int count, double sigma) {
  GaussianMixture m;
  m.centres = Matrix<double>::Zero(2, count);
  for (int k = 0; k < count; ++k) m.centres(0, k) = 10.0 * k;
  m.weights = Vector<double>::Constant(count, 1.0 / count);
  m.sigma = Vector<double>::Constant(count, sigma);
  return m;
}

template <class Real>
Matrix<Real> columns(const std::vector<std::pair<double, double>>& points) {
  Matrix<Real> out(2, static_cast<Index>(points.size()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    out(0, static_cast<Index>(i)) = static_cast<Real>(points[i].first);
    out(1, static_cast<Index>(i)) = static_cast<Real>(points[i].second);
  }
  return out;
}

TEST(Modes, CountsWhatIsNearWhichCentre) {
  const GaussianMixture m = line_of_modes(3, 0.5);
  const auto check = [&](const auto& samples) {
    const ModeCoverage c = measure_modes(m, samples);
    EXPECT_EQ(c.samples, 6);
    EXPECT_EQ(c.high_quality, 4);
    EXPECT_EQ(c.covered, 2);
    EXPECT_DOUBLE_EQ(c.high_quality_fraction, 4.0 / 6);
    EXPECT_EQ(c.modes[0].count, 3);
    EXPECT_EQ(c.modes[1].count, 0);
    EXPECT_EQ(c.modes[2].count, 1);
    EXPECT_DOUBLE_EQ(c.modes[0].share, 0.5);
    EXPECT_NEAR(c.reverse_kl, 0.75 * std::log(0.75 * 3) + 0.25 * std::log(0.25 * 3), 1e-15);
    EXPECT_TRUE(std::isnan(c.modes[1].mean_x));
    EXPECT_EQ(c.modes[2].mean_x, 20);
    EXPECT_TRUE(std::isnan(c.modes[2].spread_minor));
  };
  // The circle's edge, 1.5 from the centre, belongs to it; the fifth lies beyond it and the sixth between
  // modes.
  const std::vector<std::pair<double, double>> points = {{0, 0}, {1.5, 0}, {0, -1.5}, {20, 0}, {20, 1.5001}, {15, 0}};
  check(columns<float>(points));
  check(columns<double>(points));
}

// A bridge leaves a sample on every mode that it passes: that captures a mode, and does not cover it.
TEST(Modes, CoveredFromAQuarterOfTheFairShareUp) {
  GaussianMixture m = line_of_modes(4, 0.5);
  m.weights << 0.4, 0.3, 0.2, 0.1;
  // A quarter of the fair shares of 1000 samples: 100, 75, 50, 25.
  std::vector<std::pair<double, double>> points;
  const int counts[4] = {100, 74, 825, 1};
  for (int k = 0; k < 4; ++k) points.insert(points.end(), static_cast<std::size_t>(counts[k]), {10.0 * k, 0.1});
  const ModeCoverage c = measure_modes(m, columns<float>(points));
  EXPECT_EQ(c.captured, 4);
  EXPECT_EQ(c.covered, 2);
  EXPECT_TRUE(c.modes[0].covered);
  EXPECT_FALSE(c.modes[1].covered);
  EXPECT_TRUE(c.modes[2].covered);
  EXPECT_FALSE(c.modes[3].covered);
  // What is of low quality counts among all samples and for no mode.
  points.insert(points.end(), 4, {5, 0});
  EXPECT_FALSE(measure_modes(m, columns<float>(points)).modes[0].covered);
  EXPECT_FALSE(covers(0, 0.001, 10));
  EXPECT_TRUE(covers(1, 0.001, 10));
}

TEST(Concentration, CountsTheModesThatSamplesAreNearTo) {
  GaussianMixture ring;
  ring.centres.resize(2, 4);
  ring.centres << 2, 0, -2, 0, 0, 2, 0, -2;
  ring.weights = Vector<double>::Constant(4, 0.25);
  ring.sigma = Vector<double>::Constant(4, 0.02);
  Matrix<float> samples(2, 4);
  samples << 2, 2.1F, 1.9F, 2, 0, 0, 0.1F, -0.1F;
  EXPECT_NEAR(measure_modes(ring, samples).concentration.effective_modes, 1, 1e-9);
  EXPECT_TRUE(measure_modes(ring, samples).concentration.near);
  samples << 0.1F, 0, -0.1F, 0, 0, 0.1F, 0, -0.1F;
  EXPECT_NEAR(measure_modes(ring, samples).concentration.effective_modes, 4, 1e-6);
  EXPECT_TRUE(measure_modes(ring, samples).concentration.together);
  EXPECT_FALSE(measure_modes(ring, samples).concentration.near);
}

TEST(Modes, EachModeHasItsOwnWidth) {
  GaussianMixture m = line_of_modes(2, 1);
  m.sigma << 1, 0.1;
  // Both lie 2.9 away from their nearest centre: within three deviations of the wide mode alone.
  const ModeCoverage c = measure_modes(m, columns<double>({{2.9, 0}, {7.1, 0}}));
  EXPECT_EQ(c.modes[0].count, 1);
  EXPECT_EQ(c.modes[1].count, 0);
  EXPECT_EQ(c.covered, 1);
}

TEST(Modes, ReverseKlOfEvenCoverageOfSomeModesIsLnOfTheRatio) {
  for (const int total : {8, 25}) {
    const GaussianMixture m = line_of_modes(total, 0.5);
    for (int covered = 1; covered <= total; ++covered) {
      std::vector<std::pair<double, double>> points;
      for (int i = 0; i < 3 * covered; ++i) points.push_back({10.0 * (i % covered), 0.1});
      const ModeCoverage c = measure_modes(m, columns<double>(points));
      EXPECT_EQ(c.covered, covered);
      EXPECT_NEAR(c.reverse_kl, std::log(static_cast<double>(total) / covered), 1e-12);
    }
  }
}

TEST(Modes, ReverseKlIsTakenToTheWeights) {
  GaussianMixture m = line_of_modes(2, 0.5);
  m.weights << 0.25, 0.75;
  EXPECT_NEAR(measure_modes(m, columns<double>({{0, 0}, {10, 0}, {10, 0}, {10, 0}})).reverse_kl, 0, 1e-15);
  EXPECT_NEAR(measure_modes(m, columns<double>({{0, 0}, {10, 0}})).reverse_kl,
              0.5 * std::log(0.5 / 0.25) + 0.5 * std::log(0.5 / 0.75), 1e-15);
}

TEST(Modes, MeanAndSpreadOfAKnownCross) {
  const GaussianMixture m = line_of_modes(2, 0.5);
  // A cross with arms a and b, turned by 30 degrees, about (10.1, 0.2): covariance eigenvalues 2 a^2/3 and 2
  // b^2/3.
  const double a = 0.6, b = 0.3, c = std::cos(0.5236), s = std::sin(0.5236);
  std::vector<std::pair<double, double>> points;
  for (const double sign : {-1.0, 1.0}) {
    points.push_back({10.1 + sign * a * c, 0.2 + sign * a * s});
    points.push_back({10.1 - sign * b * s, 0.2 + sign * b * c});
  }
  const ModeStatistics mode = measure_modes(m, columns<double>(points)).modes[1];
  EXPECT_EQ(mode.count, 4);
  EXPECT_NEAR(mode.mean_x, 10.1, 1e-12);
  EXPECT_NEAR(mode.mean_y, 0.2, 1e-12);
  EXPECT_NEAR(mode.spread_major, 2 * a * a / 3 / 0.25, 1e-12);
  EXPECT_NEAR(mode.spread_minor, 2 * b * b / 3 / 0.25, 1e-12);
}

TEST(Modes, NothingIsUndefinedSilently) {
  const GaussianMixture m = line_of_modes(2, 0.5);
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  const ModeCoverage lost = measure_modes(m, columns<double>({{5, 0}, {nan, 0}, {0, inf}}));
  EXPECT_EQ(lost.high_quality, 0);
  EXPECT_EQ(lost.covered, 0);
  EXPECT_EQ(lost.captured, 0);
  EXPECT_EQ(lost.high_quality_fraction, 0);
  EXPECT_TRUE(std::isnan(lost.reverse_kl));
  const ModeCoverage none = measure_modes(m, Matrix<float>(2, 0));
  EXPECT_TRUE(std::isnan(none.high_quality_fraction));
  EXPECT_EQ(none.modes.size(), 2u);
}

// The search works on blocks of 64 samples: against the plain one, at sizes around the block.
TEST(Modes, AgreesWithThePlainSearch) {
  const auto source = [] {
    DataSpec spec;
    spec.kind = find_distribution("random");
    spec.modes = 30;
    spec.sigma = 0.2;
    auto made = make_data_source(spec, 4);
    return made.value();
  }();
  const GaussianMixture& m = *source->mixture();
  for (const Index count : {1, 63, 64, 65, 500}) {
    Matrix<float> x(2, count);
    source->sample({9, Stream::metric_data, 0, 0}, view_of(x));
    std::vector<Index> counts(30, 0);
    for (Index i = 0; i < count; ++i) {
      Index k = 0;
      const Vector<double> at = x.col(i).cast<double>();
      const double square = (m.centres.colwise() - at).colwise().squaredNorm().minCoeff(&k);
      if (std::sqrt(square) <= 3 * m.sigma[k]) ++counts[static_cast<std::size_t>(k)];
    }
    const ModeCoverage c = measure_modes(m, x);
    for (std::size_t k = 0; k < 30; ++k) EXPECT_EQ(c.modes[k].count, counts[k]) << count << " " << k;
  }
}

TEST(Outside, CountsEverySampleThatTheSquareDoesNotShow) {
  const Extent e{1, 2, 0.5};
  const double nan = std::nan("");
  EXPECT_DOUBLE_EQ(
      outside_fraction(e,
                       columns<float>({{1, 2}, {1.5, 2.5}, {0.5, 1.5}, {1.6, 2}, {1, 1.4}, {nan, 2}, {1, 2}, {1, 2}})),
      3.0 / 8);
  EXPECT_TRUE(std::isnan(outside_fraction(e, Matrix<double>(2, 0))));
}

}  // namespace
}  // namespace gan
