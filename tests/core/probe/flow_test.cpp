// Divergence and curl of how samples move, against motions whose divergence and curl are known.
#include "core/probe/points/flow.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/probe/probe.h"
#include "core/run/run.h"
#include "tests/seed.h"

namespace gan {
namespace {

constexpr double kWidth = 0.3;
const SurfaceRequest kLattice{{-0.8, -0.8, 0.8, 0.8}, 8, 8};

Matrix<float> cloud(Index n = 400) {
  Matrix<float> x(2, n);
  fill_uniform({test::seed(3), Stream::view_noise, 0, 0}, x.data(), static_cast<std::size_t>(x.size()), -1, 1);
  return x;
}

// After x ← M x + b in ten iterations.
SampleFlow moved(const Matrix<float>& x, const Matrix<float>& m, float bx, float by) {
  Matrix<float> later = m * x;
  later.row(0).array() += bx;
  later.row(1).array() += by;
  SampleFlow out;
  EXPECT_TRUE(sample_flow(x, 20, later, 30, FlowAt::later, kLattice, kWidth, {}, out));
  return out;
}

Matrix<float> matrix(float a, float b, float c, float d) {
  Matrix<float> m(2, 2);
  m << a, b, c, d;
  return m;
}

void expect_everywhere(const Matrix<float>& field, double value) {
  for (Index i = 0; i < field.size(); ++i) EXPECT_NEAR(static_cast<double>(field.data()[i]), value, 2e-5) << i;
}

TEST(Flow, OfATranslationIsNone) {
  const SampleFlow flow = moved(cloud(), matrix(1, 0, 0, 1), 0.3F, -0.4F);
  expect_everywhere(flow.divergence, 0);
  expect_everywhere(flow.curl, 0);
  EXPECT_NEAR(flow.speed, 0.05, 1e-6);
  EXPECT_EQ(flow.from, 20);
  EXPECT_EQ(flow.to, 30);
}

// Velocities at the middle of the chord: 2 tan(φ/2)/Δ of angular velocity, and no divergence.
TEST(Flow, OfARotationIsTwiceItsAngularVelocity) {
  for (const double angle : {0.05, -0.7}) {
    const auto c = static_cast<float>(std::cos(angle)), s = static_cast<float>(std::sin(angle));
    const SampleFlow flow = moved(cloud(), matrix(c, -s, s, c), 0, 0);
    // Corners of the lattice may be left by the middles of the chords.
    const double curl = 2 * 2 * std::tan(angle / 2) / 10;
    int known = 0;
    for (Index i = 0; i < flow.curl.size(); ++i) {
      if (std::isnan(flow.curl.data()[i])) continue;
      ++known;
      EXPECT_NEAR(static_cast<double>(flow.curl.data()[i]), curl, 2e-5);
      EXPECT_NEAR(static_cast<double>(flow.divergence.data()[i]), 0, 2e-5);
    }
    EXPECT_GT(known, 50);
    EXPECT_NEAR(flow.mean_curl, curl, 1e-5);
    EXPECT_NEAR(flow.curl_size, std::abs(curl), 1e-5);
    EXPECT_GT(flow.rotation(), 0.99);
  }
}

// x ← 0.8 x: velocity −0.02 x at the middle 0.9 x.
TEST(Flow, OfAContractionIsItsRate) {
  const SampleFlow flow = moved(cloud(), matrix(0.8F, 0, 0, 0.8F), 0, 0);
  EXPECT_NEAR(flow.mean_divergence, -2 * 0.02 / 0.9, 1e-5);
  EXPECT_NEAR(flow.divergence_size, 2 * 0.02 / 0.9, 1e-5);
  EXPECT_NEAR(flow.curl_size, 0, 1e-5);
  EXPECT_LT(flow.rotation(), 0.01);
}

// vx = 0.05 y: no divergence, and a curl of −0.05.
TEST(Flow, OfAShearTurnsRight) {
  const SampleFlow flow = moved(cloud(), matrix(1, 0.5F, 0, 1), 0, 0);
  EXPECT_NEAR(flow.mean_curl, -0.05, 1e-5);
  EXPECT_NEAR(flow.divergence_size, 0, 1e-5);
}

TEST(Flow, IsNotKnownWhereTooFewSamplesLie) {
  Matrix<float> x = cloud();
  for (Index i = 0; i < x.cols(); ++i) x(0, i) = -std::abs(x(0, i));  // the left half alone
  const SampleFlow flow = moved(x, matrix(0.9F, 0, 0, 0.9F), 0, 0);
  EXPECT_TRUE(std::isnan(flow.divergence(7, 4)));
  EXPECT_FALSE(std::isnan(flow.divergence(1, 4)));
  EXPECT_GT(flow.samples, 380);
  const SampleFlow few = moved(x.leftCols(5), matrix(0.9F, 0, 0, 0.9F), 0, 0);
  EXPECT_EQ(few.samples, 0);
  EXPECT_TRUE(few.divergence.array().isNaN().all());
}

// Across a line there is nothing to fit a slope to.
TEST(Flow, IsNotKnownOfSamplesOnALine) {
  Matrix<float> x = cloud();
  x.row(1) = 0.5F * x.row(0);
  EXPECT_EQ(moved(x, matrix(1, 0.5F, 0, 1), 0, 0).samples, 0);
}

TEST(Flow, LeavesOutWhatIsNotFinite) {
  Matrix<float> x = cloud();
  x(0, 3) = std::numeric_limits<float>::infinity();
  x(1, 9) = std::numeric_limits<float>::quiet_NaN();
  const SampleFlow flow = moved(x, matrix(0.8F, 0, 0, 0.8F), 0, 0);
  EXPECT_GT(flow.samples, 380);
  EXPECT_LE(flow.samples, 398);
  EXPECT_NEAR(flow.mean_divergence, -2 * 0.02 / 0.9, 1e-5);
  EXPECT_TRUE(std::isfinite(flow.speed));
}

// A cloud that goes far while it turns: the field lies where it is shown.
TEST(Flow, LiesWhereTheSamplesAre) {
  const Matrix<float> x = 0.2F * cloud();
  Matrix<float> later = matrix(1, -0.1F, 0.1F, 1) * x;
  later.row(0).array() += 3;
  SampleFlow here, there;
  ASSERT_TRUE(sample_flow(x, 0, later, 10, FlowAt::earlier, kLattice, kWidth, {}, here));
  ASSERT_TRUE(sample_flow(x, 0, later, 10, FlowAt::later, kLattice, kWidth, {}, there));
  EXPECT_FALSE(std::isnan(here.curl(4, 4)));
  EXPECT_TRUE(there.curl.array().isNaN().all());
  EXPECT_NEAR(here.mean_curl, there.mean_curl, 1e-5);
  EXPECT_GT(here.mean_curl, 0.019);
}

// Whichever snapshot comes first.
TEST(Flow, IsAFunctionOfTwoSnapshots) {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {8};
  const auto run = Run::create(s);
  ASSERT_TRUE(run) << run.message();
  std::shared_ptr<const Snapshot> moments[2];
  for (auto& moment : moments) {
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(run.value()->step());
    moment = run.value()->snapshot();
  }
  Evaluators networks;
  ProbeRequest plain;
  plain.generated = 200;
  const auto there = [&](int i) {
    return FlowRequest{std::make_shared<Matrix<float>>(run_probe(moments[i], plain, networks)->generated),
                       moments[i]->segment(), moments[i]->position.step, kLattice};
  };
  ProbeRequest back = plain, forth = plain, other = plain, same = plain;
  back.flow = there(0), forth.flow = there(1), other.flow = there(0), same.flow = there(1);
  other.flow->segment = SegmentId{};
  const SampleFlow earlier = run_probe(moments[1], back, networks)->flow,
                   later = run_probe(moments[0], forth, networks)->flow;
  EXPECT_GT(earlier.samples, 100);
  EXPECT_GT(earlier.divergence_size, 0);
  EXPECT_EQ(earlier.from, 10);
  EXPECT_EQ(earlier.to, 20);
  EXPECT_EQ(later.from, 10);
  EXPECT_EQ(earlier.speed, later.speed);
  SampleFlow expected;
  ASSERT_TRUE(sample_flow(*back.flow->other, 10, *forth.flow->other, 20, FlowAt::later, kLattice,
                          flow_width(moments[1]->data->extent()), {}, expected));
  EXPECT_EQ(earlier.mean_curl, expected.mean_curl);
  EXPECT_EQ(earlier.mean_divergence, expected.mean_divergence);
  EXPECT_EQ(run_probe(moments[1], other, networks)->flow.divergence.size(), 0);
  EXPECT_EQ(run_probe(moments[1], same, networks)->flow.divergence.size(), 0);
}

}  // namespace
}  // namespace gan
