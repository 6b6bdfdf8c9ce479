// Data that move: samples, density and modes stay together, and modes that are hidden are gone.
#include "core/data/moved_source.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gan {
namespace {

std::shared_ptr<const DataSource> source_of(const char* kind) {
  DataSpec spec;
  spec.kind = find_distribution(kind);
  auto made = make_data_source(spec, 3);
  EXPECT_TRUE(made) << made.message();
  return made.value();
}

Matrix<float> drawn(const DataSource& source, Index n = 500) {
  Matrix<float> out(2, n);
  source.sample({1, Stream::view_data, 0, 0}, view_of(out));
  return out;
}

TEST(MovedSource, IsTheSourceItselfWhereNothingHasMoved) {
  const auto ring = source_of("ring");
  EXPECT_EQ(moved_source(ring, {}), ring);
}

TEST(MovedSource, SamplesTurnAndThenDrift) {
  for (const char* kind : {"grid", "moons"}) {
    SCOPED_TRACE(kind);
    const auto still = source_of(kind);
    const Matrix<float> before = drawn(*still);
    const Matrix<float> after = drawn(*moved_source(still, {90, 1, -2}));
    for (Index i = 0; i < before.cols(); ++i) {
      EXPECT_NEAR(after(0, i), -before(1, i) + 1, 1e-5);
      EXPECT_NEAR(after(1, i), before(0, i) - 2, 1e-5);
    }
  }
}

TEST(MovedSource, KnowsWhereItCameFrom) {
  const auto still = source_of("moons");
  const DataMotion motion{130, 1.5, -2};
  const auto moved = moved_source(still, motion);
  EXPECT_EQ(moved->unmoved(), still);
  EXPECT_EQ(moved->motion(), motion);
  EXPECT_EQ(still->unmoved(), nullptr);
  const Matrix<float> there = drawn(*moved);
  Matrix<float> back = there;
  move_samples_back(motion, view_of(back));
  EXPECT_LT((back - drawn(*still)).cwiseAbs().maxCoeff(), 1e-5f);
  EXPECT_GT((back - there).cwiseAbs().maxCoeff(), 1);
}

TEST(MovedSource, TheDensityGoesWithTheSamples) {
  const auto still = source_of("grid");
  const auto moved = moved_source(still, {30, 0.5, 0.25});
  Matrix<float> x = drawn(*still, 50), y = x;
  move_samples({30, 0.5, 0.25}, view_of(y));
  for (Index i = 0; i < x.cols(); ++i) {
    const double before = still->mixture()->log_density(x(0, i), x(1, i));
    EXPECT_NEAR(moved->mixture()->log_density(y(0, i), y(1, i)), before, 1e-3);
    EXPECT_GT(before, -20);
  }
}

TEST(MovedSource, ItsExtentHoldsItAtEveryAngleAndIsTheSameAtAll) {
  for (const char* kind : {"grid", "moons", "ring"}) {
    const auto still = source_of(kind);
    const Extent first = moved_source(still, {1, 0, 0})->extent();
    for (double degrees = 1; degrees < 360; degrees += 37) {
      const auto moved = moved_source(still, {degrees, 3, 0});
      const Extent e = moved->extent();
      EXPECT_EQ(e.half, first.half);
      EXPECT_EQ(e.x, first.x + 3);
      const Matrix<float> x = drawn(*moved);
      EXPECT_LT((x.row(0).array() - static_cast<float>(e.x)).abs().maxCoeff(), e.half);
      EXPECT_LT((x.row(1).array() - static_cast<float>(e.y)).abs().maxCoeff(), e.half);
    }
  }
}

TEST(HiddenModes, AreLeftOutAndTheOthersHaveTheirShares) {
  const auto ring = source_of("ring");
  ModeSet hidden;
  hidden.set(0).set(5).set(100);
  const auto rest = ring->without(hidden);
  ASSERT_NE(rest, nullptr);
  ASSERT_EQ(rest->mixture()->weights.size(), 6);
  EXPECT_NEAR(rest->mixture()->weights.sum(), 1, 1e-12);
  EXPECT_EQ(rest->mixture()->centres.col(0), ring->mixture()->centres.col(1));
  EXPECT_EQ(rest->mixture()->centres.col(4), ring->mixture()->centres.col(6));
  const Matrix<float> x = drawn(*rest);
  for (const Index gone : {0, 5}) {
    const auto c = ring->mixture()->centres.col(gone);
    for (Index i = 0; i < x.cols(); ++i) EXPECT_GT(std::hypot(x(0, i) - c[0], x(1, i) - c[1]), 0.5);
  }
}

TEST(HiddenModes, NothingIsLeftOutWhereNothingCanBe) {
  ModeSet beyond, all;
  beyond.set(8);
  for (std::size_t k = 0; k < 8; ++k) all.set(k);
  EXPECT_EQ(source_of("ring")->without({}), nullptr);
  EXPECT_EQ(source_of("ring")->without(beyond), nullptr);
  EXPECT_EQ(source_of("ring")->without(all), nullptr);
  EXPECT_EQ(source_of("moons")->without(all), nullptr);
}

}  // namespace
}  // namespace gan
