// The curves are the losses themselves: values in closed form, slopes against differences of the curves, and
// what the sentence says where the minimax loss is flat.
#include "app/models/loss_curve_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace gan {
namespace {

double softplus(double x) {
  return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

LossCurves curves_of(const char* loss, double real = 0.7, double fake = -0.4) {
  Workspace workspace;
  LossCurves curves;
  compute_loss_curves({.loss = find_loss(loss), .mean_real_logit = real, .mean_fake_logit = fake}, workspace,
                      curves);
  return curves;
}

TEST(LossCurve, MinimaxAndNonSaturatingInClosedForm) {
  const LossCurves minimax = curves_of("minimax"), non_saturating = curves_of("non_saturating");
  ASSERT_EQ(minimax.logits.size(), static_cast<std::size_t>(LossCurves::kPoints));
  for (std::size_t i = 0; i < minimax.logits.size(); ++i) {
    const double b = minimax.logits[i];
    EXPECT_NEAR(minimax.generator.loss[i], -softplus(b), 1e-12);
    EXPECT_NEAR(minimax.generator.slope[i], -sigmoid(b), 1e-12);
    EXPECT_NEAR(non_saturating.generator.loss[i], softplus(-b), 1e-12);
    EXPECT_NEAR(non_saturating.generator.slope[i], sigmoid(b) - 1, 1e-12);
    // Each part of D's loss alone, without the other batch's; its zero is where it is least on the curve.
    EXPECT_NEAR(minimax.d_fake.loss[i], softplus(b) - softplus(-8), 1e-12);
    EXPECT_NEAR(minimax.d_real.loss[i], softplus(-b) + softplus(-8), 1e-12);
  }
}

TEST(LossCurve, SlopesAreThoseOfTheCurvesForEveryLoss) {
  for (const LossInfo& info : loss_infos()) {
    const LossCurves curves = curves_of(info.id);
    double largest = 0;
    for (const LossLine* line : {&curves.generator, &curves.d_fake, &curves.d_real}) {
      for (std::size_t i = 1; i + 1 < line->loss.size(); ++i) {
        const double h = curves.logits[i + 1] - curves.logits[i];
        const double difference = (line->loss[i + 1] - line->loss[i - 1]) / (2 * h);
        // A kink lies between two points at most; everything else is smooth to second order.
        EXPECT_NEAR(line->slope[i], difference, 0.51) << info.id << " at " << curves.logits[i];
        largest = std::max(largest, std::abs(line->slope[i]));
      }
    }
    EXPECT_GT(largest, 0.1) << info.id;
  }
}

TEST(LossCurve, LeastSquaresPartsAreZeroAtTheirLabels) {
  const LossCurves curves = curves_of("least_squares", 3, -2);
  for (std::size_t i = 0; i < curves.logits.size(); ++i) {
    const double at = curves.logits[i];
    EXPECT_NEAR(curves.d_fake.loss[i], 0.5 * at * at, 1e-12);
    EXPECT_NEAR(curves.d_real.loss[i], 0.5 * (at - 1) * (at - 1), 1e-12);
    EXPECT_NEAR(curves.generator.loss[i], 0.5 * (at - 1) * (at - 1), 1e-12);
  }
}

TEST(LossCurve, RelativisticLossDependsOnTheMeanOfTheOtherBatch) {
  const LossCurves near = curves_of("relativistic_paired", 0), far = curves_of("relativistic_paired", 5);
  EXPECT_NEAR(near.generator.slope[80], -0.5, 1e-12);
  EXPECT_NEAR(far.generator.slope[80], -sigmoid(5), 1e-12);
}

TEST(LossCurve, HistogramCountsOutliersAtTheEdgesAndLeavesNanOut) {
  Matrix<float> logits(1, 5);
  logits << -100, 100, 0.1F, 0.1F, NAN;
  const Histogram h = make_histogram(logits, false, -8, 8);
  EXPECT_FLOAT_EQ(h.share.front(), 0.25F);
  EXPECT_FLOAT_EQ(h.share.back(), 0.25F);
  EXPECT_FLOAT_EQ(h.largest, 0.5F);
  const Histogram p = make_histogram(logits, true, 0, 1);
  EXPECT_FLOAT_EQ(p.share[25], 0.5F);
}

TEST(LossCurve, MeanOutputIsTheMeanProbabilityOrTheMeanLogit) {
  Matrix<float> logits(1, 3);
  logits << -4, 4, INFINITY;
  EXPECT_NEAR(mean_output(logits, true), 0, 1e-9);
  logits << -20, 0, 20;
  EXPECT_NEAR(sigmoid(mean_output(logits, true)), 0.5, 1e-9);
  EXPECT_NEAR(mean_output(logits, false), 0, 1e-9);
  EXPECT_TRUE(std::isnan(mean_output(Matrix<float>(1, 0), true)));
}

TEST(LossCurve, ReachCoversTheBatchesInStepsOfTwo) {
  Matrix<float> small = Matrix<float>::Constant(1, 200, 3), large = Matrix<float>::Constant(1, 200, -20);
  EXPECT_EQ(logit_reach(small, small), 8);
  EXPECT_EQ(logit_reach(small, large), 32);
  small(0, 7) = 1e9F;
  EXPECT_EQ(logit_reach(small, small), 8);
}

TEST(LossCurve, SentenceSaysWhereMinimaxIsFlat) {
  Workspace workspace;
  const double b = logit_of(0.003);
  const std::string text = loss_curve_sentence(find_loss("minimax"), b, 2, workspace);
  EXPECT_EQ(
      text,
      "At D(G(z)) = 0.003 the minimax loss is flat: slope −0.003; the non-saturating one would have −0.997.");
  EXPECT_EQ(loss_curve_sentence(find_loss("minimax"), NAN, 2, workspace), "");
  EXPECT_NE(loss_curve_sentence(find_loss("wasserstein"), -3, 2, workspace).find("critic"),
            std::string::npos);
}

}  // namespace
}  // namespace gan
