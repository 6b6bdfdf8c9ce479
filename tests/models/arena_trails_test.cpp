// Trails hold only positions that were given, at even distances in iterations, however the snapshots come.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/panels/arena/arena_trails_model.h"

namespace gan {
namespace {

constexpr int kLongest = 6;

// Particle 0 lies at (step, -step), so that a trail says of which iterations it is.
struct Walk {
  RunId run = RunId::next();
  ArenaTrails trails;
  Matrix<float> samples{2, 3};

  void at(std::int64_t step, std::int64_t segment = 0) {
    const auto x = static_cast<float>(step);
    samples << x, 0, 3, -x, 0, 0;
    trails.add({run, {segment, step, 0, 0}}, samples, kLongest);
  }
  std::vector<int> steps() const {
    std::vector<int> found;
    for (int t = 0; t < trails.length(); ++t) {
      found.push_back(static_cast<int>(trails.xy()[2 * static_cast<std::size_t>(t)]));
    }
    return found;
  }
};

TEST(ArenaTrails, LieTenIterationsApartWhereEverySnapshotComes) {
  Walk walk;
  for (int step = 0; step <= 87; ++step) walk.at(step);
  EXPECT_EQ(walk.trails.spacing(), 10);
  EXPECT_EQ(walk.steps(), (std::vector<int>{40, 50, 60, 70, 80, 87}));
  walk.at(87);
  EXPECT_EQ(walk.trails.length(), 6);
  // Particle by particle, and the middle of all three apart.
  EXPECT_EQ(walk.trails.xy().size(), 2u * 3 * 6);
  EXPECT_EQ(walk.trails.xy()[1], -40);
  ASSERT_EQ(walk.trails.centre().size(), 2u * 6);
  EXPECT_FLOAT_EQ(walk.trails.centre()[0], (40 + 0 + 3) / 3.0F);
  EXPECT_FLOAT_EQ(walk.trails.centre()[11], -29);
}

TEST(ArenaTrails, AreEvenWhereSnapshotsAreFarApartAndIrregular) {
  Walk walk;
  std::int64_t step = 0;
  for (int i = 0; i < 200; ++i) {
    step += 300 + 37 * (i % 4);
    walk.at(step);
    const double spacing = static_cast<double>(walk.trails.spacing());
    const std::vector<int> steps = walk.steps();
    for (std::size_t t = 1; t + 1 < steps.size(); ++t) {
      EXPECT_LE(std::abs(steps[t] - steps[t - 1] - spacing), 0.5 * spacing) << i;
    }
  }
  EXPECT_EQ(walk.trails.spacing(), 1000);
  EXPECT_EQ(walk.trails.length(), kLongest);
}

TEST(ArenaTrails, FollowTheSpeed) {
  Walk walk;
  std::int64_t step = 0;
  for (int i = 0; i < 50; ++i) walk.at(step += 400);
  EXPECT_EQ(walk.trails.spacing(), 1000);
  for (int i = 0; i < 150; ++i) walk.at(++step);
  // Slow again: what lies further apart is left out.
  EXPECT_EQ(walk.trails.spacing(), 10);
  const std::vector<int> steps = walk.steps();
  ASSERT_EQ(steps.size(), 6u);
  for (std::size_t t = 1; t + 1 < steps.size(); ++t) EXPECT_EQ(steps[t] - steps[t - 1], 10);
}

TEST(ArenaTrails, BeginAnewAtAStepBackAnotherSegmentOrRun) {
  Walk walk;
  for (int step = 0; step <= 40; ++step) walk.at(step);
  EXPECT_GT(walk.trails.length(), 3);
  walk.at(20);
  EXPECT_EQ(walk.trails.length(), 1);
  for (int step = 21; step <= 60; ++step) walk.at(step);
  EXPECT_GT(walk.trails.length(), 3);
  walk.at(61, 1);
  EXPECT_EQ(walk.trails.length(), 1);
  for (int step = 62; step <= 100; ++step) walk.at(step, 1);
  EXPECT_GT(walk.trails.length(), 3);
  walk.run = RunId::next();
  walk.at(101, 1);
  EXPECT_EQ(walk.trails.length(), 1);
}

TEST(ArenaTrails, AParticleThatIsNotFiniteStaysWhereItWas) {
  Walk walk;
  walk.at(0);
  walk.at(10);
  walk.samples << std::numeric_limits<float>::quiet_NaN(), 0, 3, 0, 0, 0;
  walk.trails.add({walk.run, {0, 20, 0, 0}}, walk.samples, kLongest);
  EXPECT_EQ(walk.steps(), (std::vector<int>{0, 10, 10}));
  EXPECT_FLOAT_EQ(walk.trails.centre()[4], 1.5F);
}

}  // namespace
}  // namespace gan
