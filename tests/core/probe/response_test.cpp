// How far D is from its best response, against gradients that are taken otherwise and closed forms.
#include "core/probe/quality/response.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>

#include "core/game/losses.h"
#include "core/run/run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings small() {
  Settings s;
  s.spec.seed = test::seed(s.spec.seed);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {16};
  s.hyperparameters.batch_size = 64;
  return s;
}

std::unique_ptr<Run> begun(const Settings& settings) {
  auto run = Run::create(settings);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

ResponseState response(const Run& run, const ResponseRequest& request) {
  ResponseState state;
  EXPECT_TRUE(probe_response(*run.snapshot(), request, {}, state));
  return state;
}

// E‖mean‖² = ‖g‖² + noise, and of four times the samples the noise is a quarter.
TEST(Response, NoiseFallsWithTheSamplesAndTheGradientDoesNot) {
  const auto run = begun(small());
  for (int i = 0; i < 20; ++i) run->step();
  const ResponseState few = response(*run, {2000, false}), many = response(*run, {32000, false});
  EXPECT_EQ(few.samples, 2000);
  EXPECT_GT(many.noise, 0);
  EXPECT_NEAR(std::log(few.noise / many.noise), std::log(16), std::log(4));
  EXPECT_NEAR(few.gradient, many.gradient, 4 * std::sqrt(few.noise * many.gradient) + 4 * few.noise);
  EXPECT_NEAR(few.value, -few.d_loss, 1e-5) << "what D maximises is its loss without penalties, the other way round";
}

TEST(Response, ThatOfADThatIsTrainedAloneIsInItsNoise) {
  Settings s = small();
  s.hyperparameters.batch_size = 256;
  s.hyperparameters.discriminator.learning_rate = 1e-3;
  s.spec.data.sigma = 0.5;
  const auto run = begun(s);
  const ResponseState before = response(*run, {4096, true});
  EXPECT_FALSE(before.gradient_is_noise());
  ASSERT_TRUE(run->apply(TakeSteps{Player::discriminator, 1000}).ok());
  ASSERT_TRUE(run->apply(TakeSteps{Player::discriminator, 1000}).ok());
  const ResponseState after = response(*run, {4096, true});
  EXPECT_LT(after.gradient, before.gradient / 20);
  EXPECT_LT(after.d_loss, before.d_loss);
  EXPECT_DOUBLE_EQ(after.best, before.best) << "G stood still";
  EXPECT_LT(after.value, after.best + 0.05) << "no D is better than the best";
  EXPECT_LT(after.best - after.value, (before.best - before.value) / 2);
}

TEST(Response, IsTheSameWhenLookedAtAgainAndMovesNothing) {
  const auto run = begun(small());
  run->step();
  const std::uint64_t hash = run->hash();
  const ResponseState once = response(*run, {512, true}), again = response(*run, {512, true});
  EXPECT_EQ(once.gradient, again.gradient);
  EXPECT_EQ(once.best, again.best);
  EXPECT_EQ(run->hash(), hash);
}

TEST(Response, ACriticHasNoCeiling) {
  Settings s = small();
  s.hyperparameters.loss = find_loss("wasserstein");
  const auto run = begun(s);
  EXPECT_TRUE(std::isnan(response(*run, {512, true}).best));
  EXPECT_FALSE(std::isnan(response(*run, {512, true}).gradient));
}

// A pack of three does not divide the groups.
TEST(Response, OfPacksIsOfWholeOnes) {
  Settings s = small();
  s.spec.discriminator.packing = 3;
  s.hyperparameters.batch_size = 63;
  const ResponseState state = response(*begun(s), {1024, false});
  EXPECT_EQ(state.samples, 8 * 126);
  EXPECT_GT(state.gradient, 0);
}

// Nor do groups of five, of points or of packs of images, whose groups can be more than is looked at.
TEST(Response, OfGroupsIsOfWholeOnes) {
  Settings s = small();
  s.spec.discriminator.deviation_group = 5;
  s.hyperparameters.batch_size = 60;
  EXPECT_EQ(response(*begun(s), {1024, false}).samples, 8 * 125);
  s.spec.discriminator.packing = 3;
  EXPECT_EQ(response(*begun(s), {1024, false}).samples, 8 * 120);
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  EXPECT_EQ(response(*begun(s), {1024, false}).samples, 8 * 30);
  s.spec.discriminator.deviation_group = 20;
  const ResponseState state = response(*begun(s), {1024, false});
  EXPECT_EQ(state.samples, 8 * 60);
  EXPECT_GT(state.gradient, 0);
}

TEST(Response, TheCeilingIsKnownOnTheLineToo) {
  Settings s = small();
  s.spec.data.kind = find_distribution("gaussian_1d");
  const ResponseState state = response(*begun(s), {4096, true});
  EXPECT_GT(state.best, state.value);
  EXPECT_LT(state.best, 0);
}

// Nothing of a game of two numbers is random: all groups are the same, and the gradient is exact.
TEST(Response, OfTwoNumbersHasNoNoise) {
  Settings s = small();
  s.spec.generator.architecture = Architecture::point;
  s.spec.discriminator.architecture = Architecture::linear;
  s.spec.data.kind = find_distribution("dirac");
  const auto run = begun(s);
  const ResponseState state = response(*run, {512, true});
  EXPECT_NEAR(state.noise, 0, 1e-12);
  EXPECT_GT(state.gradient, 0);
}

TEST(Response, IsCancelled) {
  const auto run = begun(small());
  std::atomic<bool> cancelled{true};
  ResponseState state;
  EXPECT_FALSE(probe_response(*run->snapshot(), {512, true}, CancelFlag(cancelled), state));
}

}  // namespace
}  // namespace gan
