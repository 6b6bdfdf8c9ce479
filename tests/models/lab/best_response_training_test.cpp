// What comes next while D is trained to its optimum, on numbers of which the end is known.
#include "app/lab/response/best_response_training.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gan {
namespace {

using End = BestResponseTraining::End;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

ResponseState seen(double value, double gradient_norm, double best = kUnknown, double noise = 1e-6) {
  ResponseState state;
  state.samples = 8192;
  state.value = value;
  state.d_loss = -value;
  state.gradient = gradient_norm * gradient_norm;
  state.noise = noise;
  state.best = best;
  return state;
}

const Instant kStart{{0, 7, 0, 0}, 3};

TEST(BestResponseTraining, EndsWhereTheGapCloses) {
  BestResponseTraining training;
  EXPECT_TRUE(training.request().ceiling);
  EXPECT_FALSE(training.from());
  auto next = training.look(kStart, seen(-1.3, 1, -1.0));
  EXPECT_EQ(next.steps, 20);
  EXPECT_FALSE(training.request().ceiling) << "G stands still";
  EXPECT_EQ(training.progress(), "Training D to its optimum: 0 steps, 0.30 below its best response");
  next = training.look({{0, 7, 20, 0}, 4}, seen(-1.05, 0.5));
  EXPECT_EQ(next.steps, 20);
  EXPECT_NEAR(*training.gap(), 0.05, 1e-12);
  EXPECT_GT(training.share(), 0.4);
  next = training.look({{0, 7, 40, 0}, 5}, seen(-1.005, 0.4));
  EXPECT_EQ(next.end, End::gap_closed);
  EXPECT_EQ(training.steps(), 40);
  EXPECT_EQ(training.from(), kStart);
  EXPECT_EQ(training.outcome(next.end),
            "D is at its best response after 40 steps; G stood still. V is −1.005, the best response to this G has "
            "−1.000.");
}

TEST(BestResponseTraining, EndsWhereTheGradientIsNoise) {
  BestResponseTraining training;
  EXPECT_FALSE(training.look(kStart, seen(-1, 1)).end);
  const auto next = training.look(kStart, seen(-0.9, 0.05, kUnknown, 0.01));
  EXPECT_EQ(next.end, End::gradient_small);
  EXPECT_EQ(training.outcome(next.end),
            "D is at its optimum after 20 steps: what is left of its gradient, 0.05, is within the noise of 8\u2009192 "
            "samples.");
}

// Of games without chance there is no noise.
TEST(BestResponseTraining, EndsWhereNextToNothingOfTheGradientIsLeft) {
  BestResponseTraining training;
  EXPECT_FALSE(training.look(kStart, seen(-1, 1, kUnknown, 0)).end);
  EXPECT_FALSE(training.look(kStart, seen(-0.9, 0.002, kUnknown, 0)).end);
  EXPECT_EQ(training.look(kStart, seen(-0.8, 0.0009, kUnknown, 0)).end, End::gradient_small);
}

TEST(BestResponseTraining, EndsWhereTheLossFallsNoFurther) {
  BestResponseTraining training;
  EXPECT_FALSE(training.look(kStart, seen(-1, 1, -0.5)).end);
  std::optional<End> end;
  int looks = 0;
  for (; !end && looks < 100; ++looks) end = training.look(kStart, seen(-0.9 + (looks % 2) * 1e-5, 0.7)).end;
  EXPECT_EQ(end, End::level);
  EXPECT_EQ(looks, BestResponseTraining::kLevelLooks + 1);
}

TEST(BestResponseTraining, TakesNoMoreStepsThanTheMost) {
  BestResponseTraining training;
  double value = -5;
  std::int64_t sum = 0, longest = 0;
  auto next = training.look(kStart, seen(value, 1, 0));
  while (!next.end) {
    sum += next.steps;
    longest = std::max(longest, next.steps);
    next = training.look(kStart, seen(value *= 0.99, 1));
  }
  EXPECT_EQ(next.end, End::most_steps);
  EXPECT_EQ(sum, BestResponseTraining::kMostSteps);
  EXPECT_EQ(longest, BestResponseTraining::kMost);
  EXPECT_EQ(training.share(), 1);
}

TEST(BestResponseTraining, ShareNeverFalls) {
  BestResponseTraining training;
  training.look(kStart, seen(-1.3, 1, -1.0));
  double share = 0;
  for (const double value : {-1.2, -1.25, -1.05, -1.2, -1.02}) {
    training.look(kStart, seen(value, 0.9));
    EXPECT_GE(training.share(), share);
    share = training.share();
    EXPECT_LE(share, 1);
  }
}

// Outputs that are not finite are not taken for an end that was reached.
TEST(BestResponseTraining, UnknownNumbersEndNothing) {
  BestResponseTraining training;
  EXPECT_FALSE(training.look(kStart, seen(kUnknown, 1, kUnknown, 0)).end);
  EXPECT_FALSE(training.look(kStart, seen(kUnknown, kUnknown, kUnknown, kUnknown)).end);
}

}  // namespace
}  // namespace gan
