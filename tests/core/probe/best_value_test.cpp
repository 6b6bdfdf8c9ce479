// V of the best response against closed forms (DYNAMICS of the field: a generator on k of K separated modes, r = k/K:
// V = r ln r − (1 + r) ln(1 + r)), and one that is right.
#include "core/probe/quality/best_value.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "tests/seed.h"

namespace gan {
namespace {

constexpr double kFloor = -1.3862943611198906;

GaussianMixture ring(Index modes, double radius, double sigma) {
  GaussianMixture m;
  m.centres.resize(2, modes);
  m.weights = Vector<double>::Constant(modes, 1.0 / static_cast<double>(modes));
  m.sigma = Vector<double>::Constant(modes, sigma);
  for (Index i = 0; i < modes; ++i) {
    const double angle = 2 * M_PI * static_cast<double>(i) / static_cast<double>(modes);
    m.centres.col(i) << radius * std::cos(angle), radius * std::sin(angle);
  }
  return m;
}

Matrix<float> samples(const GaussianMixture& m, Index n, Index modes) {
  Matrix<float> out(2, n);
  fill_normal({test::seed(9), Stream::view_noise, 0, 0}, out.data(), static_cast<std::size_t>(out.size()));
  for (Index i = 0; i < n; ++i) {
    const Index k = i % modes;
    out.col(i) = (out.col(i).cast<double>() * m.sigma(k) + m.centres.col(k)).cast<float>();
  }
  return out;
}

TEST(BestValue, IsTheFloorWhereTheGeneratorIsRight) {
  for (const double sigma : {0.02, 0.1, 0.5}) {
    const GaussianMixture m = ring(8, 2, sigma);
    EXPECT_NEAR(BestResponse(m, {0, 0, 2.5 + 2 * sigma}).value(samples(m, 20000, 8)), kFloor, 0.01) << sigma;
  }
}

TEST(BestValue, OfSomeOfTheModesIsTheClosedForm) {
  const GaussianMixture m = ring(8, 2, 0.02);
  for (const Index covered : {1, 4, 7}) {
    const double r = static_cast<double>(covered) / 8;
    EXPECT_NEAR(BestResponse(m, {0, 0, 2.5}).value(samples(m, 20000, covered)),
                r * std::log(r) - (1 + r) * std::log(1 + r), 0.01)
        << covered;
  }
}

TEST(BestValue, OfSamplesElsewhereIsNothingLost) {
  const GaussianMixture m = ring(8, 2, 0.02);
  Matrix<float> far = samples(m, 2000, 8);
  far.array() += 50;
  EXPECT_NEAR(BestResponse(m, {0, 0, 2.5}).value(far), 0, 1e-6) << "D tells every one";
  far.setConstant(std::numeric_limits<float>::quiet_NaN());
  EXPECT_NEAR(BestResponse(m, {0, 0, 2.5}).value(far), 0, 1e-6);
}

// JSD(N(0, I), N((μ, 0), I)) is that of one dimension: 1.0 apart 0.111421482, 2.0 apart 0.336830820. The blur h widens
// both alike, to √(1 + h²), which is as if they were nearer.
TEST(BestValue, OfTwoGaussiansIsTheClosedForm) {
  GaussianMixture m = ring(1, 0, 1.0);
  for (const auto& [apart, jsd] : {std::pair{1.0, 0.111421482}, {2.0, 0.336830820}}) {
    Matrix<float> moved = samples(m, 40000, 1);
    moved.row(0).array() += static_cast<float>(apart);
    EXPECT_NEAR(BestResponse(m, {0, 0, 5}).value(moved), value_of_best_response(jsd), 0.012) << apart;
  }
}

}  // namespace
}  // namespace gan
