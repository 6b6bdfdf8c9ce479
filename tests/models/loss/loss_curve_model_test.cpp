// The curves are the losses themselves: values in closed form, slopes against differences of the curves, and
// what the sentence says where the minimax loss is flat.
#include "app/panels/loss/loss_curve_model.h"

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
  compute_loss_curves({.loss = find_loss(loss), .mean_real_output = real, .mean_fake_output = fake}, workspace, curves);
  return curves;
}

TEST(LossCurve, MinimaxAndNonSaturatingInClosedForm) {
  const LossCurves minimax = curves_of("minimax"), non_saturating = curves_of("non_saturating");
  ASSERT_EQ(minimax.outputs.size(), static_cast<std::size_t>(LossCurves::kPoints));
  for (std::size_t i = 0; i < minimax.outputs.size(); ++i) {
    const double b = minimax.outputs[i];
    EXPECT_NEAR(minimax.generator.loss[i], -softplus(b), 1e-12);
    EXPECT_NEAR(minimax.generator.slope[i], -sigmoid(b), 1e-12);
    EXPECT_NEAR(non_saturating.generator.loss[i], softplus(-b), 1e-12);
    EXPECT_NEAR(non_saturating.generator.slope[i], sigmoid(b) - 1, 1e-12);
    // Each part of D's loss alone, without the other batch's: −log(1 − D) and −log D, which the names promise.
    EXPECT_NEAR(minimax.d_fake.loss[i], softplus(b), 1e-12);
    EXPECT_NEAR(minimax.d_real.loss[i], softplus(-b), 1e-12);
    // The loss of the first paper that it is compared with.
    EXPECT_NEAR(minimax.rival.loss[i], softplus(-b), 1e-12);
    EXPECT_NEAR(non_saturating.rival.loss[i], -softplus(b), 1e-12);
  }
}

TEST(LossCurve, SlopesAreThoseOfTheCurvesForEveryLoss) {
  for (const LossInfo& info : loss_infos()) {
    const LossCurves curves = curves_of(info.id);
    double largest = 0;
    for (const LossLine* line : {&curves.generator, &curves.d_fake, &curves.d_real}) {
      for (std::size_t i = 1; i + 1 < line->loss.size(); ++i) {
        const double h = curves.outputs[i + 1] - curves.outputs[i];
        const double difference = (line->loss[i + 1] - line->loss[i - 1]) / (2 * h);
        // A kink lies between two points at most; everything else is smooth to second order.
        EXPECT_NEAR(line->slope[i], difference, 0.51 + 0.002 * std::abs(difference))
            << info.id << " at " << curves.outputs[i];
        largest = std::max(largest, std::abs(line->slope[i]));
      }
    }
    EXPECT_GT(largest, 0.1) << info.id;
  }
}

TEST(LossCurve, LeastSquaresPartsAreZeroAtTheirLabels) {
  const LossCurves curves = curves_of("least_squares", 3, -2);
  for (std::size_t i = 0; i < curves.outputs.size(); ++i) {
    const double at = curves.outputs[i];
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

Matrix<float> spread(float low, float high) {
  return Vector<float>::LinSpaced(200, low, high).transpose();
}

TEST(LossCurve, TheAxisFitsTheHistogramsAndOfLogitsEndsEarly) {
  const LossInfo& plain = loss_info(find_loss("non_saturating"));
  const Range none{0, 0};
  EXPECT_EQ(output_range(plain, spread(0, 1), spread(-1, 0), none), (Range{-4, 4}));
  EXPECT_EQ(output_range(plain, spread(0, 1), spread(-7, -5), none), (Range{-8, 4}));
  // However sure D is: the slopes are near 0.
  EXPECT_EQ(output_range(plain, spread(400, 500), spread(-500, -300), none), (Range{-16, 16}));
  EXPECT_EQ(output_range(plain, spread(0, 1), spread(-5, 0), Range{-8, 4}), (Range{-8, 4})) << "calm";
  Matrix<float> stray = spread(0, 1);
  stray(0, 7) = 1e9F;
  EXPECT_EQ(output_range(plain, stray, spread(-1, 0), none).high, 4) << "one stray sample";
  EXPECT_EQ(output_range(plain, Matrix<float>(1, 0), Matrix<float>(1, 0), none), (Range{-4, 4}));
}

TEST(LossCurve, TheAxisOfACriticIsWhereItsOutputsAre) {
  const LossInfo& critic = loss_info(find_loss("wasserstein"));
  for (const auto& [low, high] : {std::pair{-0.004F, 0.006F}, {900.0F, 1000.0F}, {-3e5F, 2e5F}}) {
    const Range range = output_range(critic, spread(low, high), spread(low, high), {0, 0});
    const double span = static_cast<double>(high) - static_cast<double>(low);
    EXPECT_LE(range.low, static_cast<double>(low) + 0.02 * span);
    EXPECT_GE(range.high, static_cast<double>(high) - 0.02 * span);
    EXPECT_LT(range.span(), 2 * span);
  }
  const Matrix<float> same = Matrix<float>::Constant(1, 50, 7);
  const Range range = output_range(critic, same, same, {0, 0});
  EXPECT_TRUE(range.span() > 1 && range.contains(7));
  // What the loss names is always in sight: the margins of the hinge, the targets of least squares.
  const Range hinge = output_range(loss_info(find_loss("hinge")), same, same, {0, 0});
  EXPECT_TRUE(hinge.contains(-1) && hinge.contains(7));
  EXPECT_TRUE(
      output_range(loss_info(find_loss("least_squares")), spread(0.4F, 0.6F), spread(0.4F, 0.6F), {0, 0}).contains(0));
}

TEST(LossCurve, WhatLiesBeyondTheAxisIsCounted) {
  const Histogram h = make_histogram(spread(-30, 10), false, -16, 16);
  EXPECT_NEAR(h.below, 0.35, 0.01);
  EXPECT_EQ(h.above, 0);
}

// The slope that the sentence says is that of the axis, and the tangent's: by differences of the curve.
TEST(LossCurve, SlopesAreInTheUnitThatIsShown) {
  Workspace workspace;
  for (const char* loss : {"minimax", "non_saturating"}) {
    const int index = find_loss(loss);
    const auto along_d = [&](double d) {
      LossCurves c;
      compute_loss_curves({.loss = index, .low = logit_of(d), .high = logit_of(d) + 1}, workspace, c);
      return c.generator.loss[0];
    };
    for (const double d : {0.05, 0.451, 0.93}) {
      const double h = 1e-5, difference = (along_d(d + h) - along_d(d - h)) / (2 * h);
      const double slope = slope_along_axis(generator_slope(index, logit_of(d), 0, workspace), logit_of(d), true);
      EXPECT_NEAR(slope, difference, 1e-5 * (1 + std::abs(difference))) << loss << " at " << d;
    }
  }
  const int plain = find_loss("non_saturating");
  EXPECT_EQ(loss_curve_sentence(plain, logit_of(0.451), 0, false, workspace),
            "At D(G(z)) = 0.451, gradient w.r.t. the logit: −0.549 (non-saturating), −0.451 (minimax).");
  const std::string by_d = loss_curve_sentence(plain, logit_of(0.451), 0, true, workspace);
  EXPECT_NE(
      by_d.find(
          "D: −2.22 (non-saturating), −1.82 (minimax);\nw.r.t. the logit: −0.549 (non-saturating), −0.451 (minimax)."),
      std::string::npos)
      << by_d;
}

TEST(LossCurve, SentenceSaysWhereMinimaxIsFlat) {
  Workspace workspace;
  const std::string text = loss_curve_sentence(find_loss("minimax"), logit_of(0.003), 2, false, workspace);
  EXPECT_EQ(text, "At D(G(z)) = 0.003, gradient w.r.t. the logit: −0.003 (minimax, flat), −0.997 (non-saturating).");
  EXPECT_EQ(loss_curve_sentence(find_loss("minimax"), NAN, 2, true, workspace), "");
  for (const LossInfo& loss : loss_infos()) {
    if (loss.output.probability) continue;
    const std::string critic = loss_curve_sentence(find_loss(loss.id), -3, 2, false, workspace);
    EXPECT_NE(critic.find("f(G(z)) = −3"), std::string::npos) << critic;
    for (const char* word : {"D(", "logit"}) EXPECT_EQ(critic.find(word), std::string::npos) << critic;
  }
}

TEST(LossCurve, NamesSayWhatTheCurvesAre) {
  const LossCurveNames plain = loss_curve_names(loss_info(find_loss("non_saturating")), 1);
  EXPECT_EQ(plain.generator, "G: −log D(G(z))");
  EXPECT_EQ(plain.d_real, "D on real: −log D(x)");
  EXPECT_EQ(plain.d_fake, "D on fake: −log(1 − D(G(z)))");
  EXPECT_EQ(plain.rival, "minimax G: log(1 − D(G(z)))");
  EXPECT_EQ(loss_curve_names(loss_info(find_loss("minimax")), 0.9).d_real, "D on real, target 0.9");
  EXPECT_EQ(loss_curve_names(loss_info(find_loss("wasserstein")), 0.9).d_real, "D on real: −f(x)");
}

// Two crossing lines in a small image: every name has its place, off the other names and inside.
TEST(LossCurve, NamesStandBesideTheirCurves) {
  std::vector<float> rising, falling;
  for (int i = 0; i <= 160; ++i) {
    const auto x = static_cast<float>(2 * i);
    rising.insert(rising.end(), {x, 100.0F - 0.6F * static_cast<float>(i)});
    falling.insert(falling.end(), {x, 4.0F + 0.6F * static_cast<float>(i)});
  }
  const CurveName names[] = {{rising, 90}, {falling, 110}, {falling, 100}};
  const NameArea area{0, 0, 320, 104, 13, 6};
  const std::vector<NamePlace> places = place_curve_names(names, area);
  ASSERT_EQ(places.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(places[i].fits) << i;
    EXPECT_TRUE(places[i].x >= 0 && places[i].x + names[i].width <= 320 && places[i].y >= 0 && places[i].y + 13 <= 104)
        << i;
    for (std::size_t j = 0; j < i; ++j) {
      const bool apart = places[i].x + names[i].width <= places[j].x || places[j].x + names[j].width <= places[i].x ||
                         places[i].y + 13 <= places[j].y || places[j].y + 13 <= places[i].y;
      EXPECT_TRUE(apart) << i << " and " << j;
    }
    // Between its ends, not at vertices alone.
    for (const CurveName& curve : names) {
      for (std::size_t k = 0; k + 3 < curve.xy.size(); k += 2) {
        for (const float share : {0.0F, 0.25F, 0.5F, 0.75F}) {
          const float x = curve.xy[k] + share * (curve.xy[k + 2] - curve.xy[k]);
          const float y = curve.xy[k + 1] + share * (curve.xy[k + 3] - curve.xy[k + 1]);
          EXPECT_FALSE(x > places[i].x && x < places[i].x + names[i].width && y > places[i].y && y < places[i].y + 13)
              << "a line through name " << i;
        }
      }
    }
  }
  // Two points far apart: no vertex lies in a name that the line between them would cross.
  const std::vector<float> steep{150, 0, 170, 104};
  const std::vector<NamePlace> beside = place_curve_names(std::vector<CurveName>{{steep, 100}, {steep, 500}}, area);
  EXPECT_FALSE(beside[1].fits) << "too wide for the area";
  // Where there is no room nothing is said.
  EXPECT_FALSE(place_curve_names(names, {0, 0, 60, 104, 13, 6})[0].fits);
}

}  // namespace
}  // namespace gan
