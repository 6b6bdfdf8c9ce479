#include <gtest/gtest.h>

#include "core/probe/shared/samples.h"
#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

TEST(ProbeSamples, AnIdentityGeneratorShowsItsNoise) {
  test::TestGame game = test::TestGame::random({});
  game.set_identity_generator();
  const auto snapshot = game.snapshot();
  const StreamKey key = view_noise_key(*snapshot);
  const Matrix<float> noise = sample_noise(*snapshot, key, 700);
  EXPECT_EQ(noise, sample_generator(*snapshot, key, 700));
  EXPECT_NEAR(noise.mean(), 0, 0.1);
  EXPECT_NEAR(noise.array().square().mean(), 1, 0.1);
}

TEST(ProbeSamples, AParticleKeepsItsNoiseWhateverTheNumberAndTheStep) {
  test::TestGame game = test::TestGame::random({16}, 3);
  const auto early = game.snapshot();
  const Matrix<float> few = sample_generator(*early, view_noise_key(*early), 10);
  game.state.step = 5000;
  const auto late = game.snapshot();
  const Matrix<float> many = sample_generator(*late, view_noise_key(*late), 1000);
  ASSERT_GT((few.col(0) - few.col(1)).norm(), 1e-3);
  EXPECT_LT((few - many.leftCols(10)).cwiseAbs().maxCoeff(), 1e-5);
}

TEST(ProbeSamples, UniformNoiseStaysInItsCube) {
  const auto snapshot = test::TestGame::random({}, 5, NoiseKind::uniform).snapshot();
  const Matrix<float> noise = sample_noise(*snapshot, view_noise_key(*snapshot), 2000);
  EXPECT_EQ(noise.rows(), 5);
  EXPECT_GE(noise.minCoeff(), -1);
  EXPECT_LE(noise.maxCoeff(), 1);
  EXPECT_NEAR(noise.array().square().mean(), 1.0 / 3, 0.02);
}

TEST(ProbeSamples, SeedsDiffer) {
  test::TestGame game = test::TestGame::random({4});
  const auto one = game.snapshot();
  game.settings.spec.seed += 1;
  const auto two = game.snapshot();
  EXPECT_NE(sample_data(*one, view_data_key(*one), 8), sample_data(*two, view_data_key(*two), 8));
  EXPECT_NE(sample_noise(*one, view_noise_key(*one), 8), sample_noise(*two, view_noise_key(*two), 8));
}

}  // namespace
}  // namespace gan
