// Data on the line: samples, density, distribution function and pieces of each kind say the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/metrics/line_divergence.h"
#include "tests/core/probe/drawn.h"

namespace gan {
namespace {

DataSpec line_spec(const char* id) {
  DataSpec spec;
  spec.kind = find_distribution(id);
  spec.location = 1.5;
  spec.sigma = 0.4;
  spec.radius = 0.8;
  spec.modes = 3;
  spec.spacing = 2;
  if (std::string(id) == "mixture_1d") spec.weights = {1, 0, 3};
  return spec;
}

constexpr const char* kLineKinds[] = {"gaussian_1d", "mixture_1d", "uniform_1d", "exponential_1d"};

TEST(LineData, DensityIntegratesToItsDistributionFunction) {
  for (const char* id : kLineKinds) {
    SCOPED_TRACE(id);
    const auto source = test::source_of(line_spec(id));
    ASSERT_NE(source->line(), nullptr);
    const LineDensity& density = *source->line();
    const std::vector<double> pieces = density.pieces();
    ASSERT_TRUE(std::is_sorted(pieces.begin(), pieces.end()));
    const LogDensity log_density = [&](double x) { return density.log_density(x); };
    EXPECT_NEAR(expectation(
                    log_density, [](double) { return 1.0; }, quadrature_over(pieces)),
                1, 1e-12);
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      const std::vector<double> part{pieces.front(), pieces[i]};
      std::vector<double> until(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      EXPECT_NEAR(expectation(
                      log_density, [](double) { return 1.0; }, quadrature_over(until)),
                  density.mass_below(pieces[i]), 1e-12);
    }
    EXPECT_LT(density.mass_below(pieces.front()), 1e-15);
    EXPECT_GT(density.mass_below(pieces.back()), 1 - 1e-15);
    EXPECT_GT(density.scale(), 0);
  }
}

// Kolmogorov and Smirnov's statistic of n samples is above 1.95/√n once in a thousand.
TEST(LineData, SamplesAreOfTheDistribution) {
  constexpr Index kCount = 50000;
  for (const char* id : kLineKinds) {
    SCOPED_TRACE(id);
    const auto source = test::source_of(line_spec(id));
    Matrix<float> x = test::draw(*source, kCount);
    std::sort(x.data(), x.data() + x.size());
    double farthest = 0;
    for (Index i = 0; i < kCount; ++i) {
      const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(kCount);
      farthest = std::max(farthest, std::abs(source->line()->mass_below(static_cast<double>(x(0, i))) - share));
    }
    EXPECT_LT(farthest, 1.95 / std::sqrt(static_cast<double>(kCount)));
    EXPECT_GT(farthest, 0);
  }
}

TEST(LineData, HasALineAndADensityAndNothingOfThePlane) {
  for (const char* id : kLineKinds) {
    const DataKind kind = test::source_of(line_spec(id))->kind();
    EXPECT_EQ(kind.can, (Capabilities{Capability::line, Capability::density, Capability::points})) << id;
    EXPECT_EQ(kind.dimension, 1);
  }
  DataSpec dirac;
  dirac.kind = find_distribution("dirac");
  EXPECT_EQ(test::source_of(dirac)->kind().can, (Capabilities{Capability::line, Capability::points}))
      << "a point mass has no density";
}

TEST(LineData, BadParametersAreNamed) {
  const auto message_of = [](DataSpec spec) { return make_data_source(spec, 1).message(); };
  for (const char* id : {"gaussian_1d", "mixture_1d", "exponential_1d"}) {
    DataSpec spec = line_spec(id);
    spec.sigma = 0;
    EXPECT_EQ(message_of(spec), "data.sigma is 0: a number above 0, at most 1e6, was expected") << id;
  }
  DataSpec spec = line_spec("uniform_1d");
  spec.radius = -1;
  EXPECT_EQ(message_of(spec), "data.radius is -1: a number above 0, at most 1e6, was expected");
  spec = line_spec("mixture_1d");
  spec.weights = {1, 2};
  EXPECT_EQ(message_of(spec),
            "data.weights has 2 numbers, but the 1-D mixture has 3 modes: as many numbers, or none, were expected");
}

}  // namespace
}  // namespace gan
