// How D's output is shown: a probability as one, a critic about its middle and scaled to its spread.
#include "app/lab/looks/output_scale.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gan {
namespace {

// An image of a game with this loss: a surface and samples at `level`, reaching `spread` to either side.
ProbeResult image(const char* loss, double level, double spread, std::int64_t segment = 0, double real_label = 1) {
  ProbeResult result;
  auto snapshot = std::make_shared<Snapshot>();
  auto settings = std::make_shared<Settings>();
  settings->hyperparameters.loss = find_loss(loss);
  settings->hyperparameters.real_label = real_label;
  snapshot->settings = settings;
  snapshot->position.segment = segment;
  result.snapshot = snapshot;
  const auto line = [&](Index rows, Index cols, double low, double high) {
    Matrix<float> out(rows, cols);
    for (Index i = 0; i < out.size(); ++i) {
      out.data()[i] =
          static_cast<float>(low + (high - low) * static_cast<double>(i) / static_cast<double>(out.size() - 1));
    }
    return out;
  };
  result.surface.logits = line(40, 30, level - spread, level + spread);
  result.real_logits = line(1, 64, level + 0.1 * spread, level + 0.3 * spread);
  result.fake_logits = line(1, 64, level - 0.3 * spread, level - 0.1 * spread);
  return result;
}

TEST(OutputScale, AProbabilityIsShownAsOne) {
  OutputReader reader;
  reader.take(image("non_saturating", 3, 2));
  const OutputScale& scale = reader.scale();
  EXPECT_DOUBLE_EQ(scale.shown(0), 0.5);
  EXPECT_DOUBLE_EQ(scale.side(0), 0);
  EXPECT_NEAR(scale.side(2), 2 * sigmoid(2) - 1, 1e-12);
  EXPECT_EQ(scale.sentence(0, false), "D(G(z)) = 0.5000,  logit 0");
  EXPECT_EQ(surface_map(0, 5, scale).kind, 0);
  const ColourLegend legend = surface_legend(0, 5, scale);
  EXPECT_EQ(legend.title, "D(x): probability that x is real");
  EXPECT_EQ(legend.low + legend.middle + legend.high, "0 = fake½1 = real");
}

// In `wgan-clip` all outputs are tiny, in `oscillation` after R1 all are far below 0: both fill the colours all the
// same.
TEST(OutputScale, ACriticFillsTheColoursWhateverItsLevelAndSize) {
  for (const char* loss : {"wasserstein", "relativistic_paired", "relativistic_average"}) {
    for (const double level : {0.0, -7.0, 250.0}) {
      for (const double spread : {0.003, 1.0, 40.0}) {
        OutputReader reader;
        reader.take(image(loss, level, spread));
        const OutputScale& scale = reader.scale();
        EXPECT_NEAR(scale.middle, level, 1e-3 * spread + 1e-6 * std::abs(level)) << loss;
        EXPECT_GT(scale.side(level + spread), 0.3) << loss << " " << level << " " << spread;
        EXPECT_LT(scale.side(level - spread), -0.3) << loss;
        EXPECT_LE(std::abs(scale.side(level + 0.01 * spread)), 0.03) << "the ends cover the spread";
        EXPECT_DOUBLE_EQ(scale.shown(level), level) << "f(x) itself, not a sigmoid";
        const SurfaceMap map = surface_map(0, 5, scale);
        EXPECT_EQ(map.kind, 1);
        EXPECT_EQ(map.middle, scale.middle);
        EXPECT_EQ(map.range, scale.reach);
      }
    }
  }
}

TEST(OutputScale, TheScaleStandsStillWhileTheSpreadBreathes) {
  OutputReader reader;
  reader.take(image("wasserstein", 0, 0.9));
  const double reach = reader.scale().reach;
  int changes = 0;
  double last = reach;
  for (int i = 0; i < 400; ++i) {
    reader.take(image("wasserstein", 0.01 * i, 0.7 + 0.2 * std::sin(0.3 * i)));
    changes += reader.scale().reach != last ? 1 : 0;
    last = reader.scale().reach;
  }
  EXPECT_EQ(changes, 0);
  reader.take(image("wasserstein", 0, 30));
  EXPECT_GE(reader.scale().reach, 17) << "it grows at once";
  reader.take(image("wasserstein", 0, 0.9));
  EXPECT_EQ(reader.scale().reach, reach) << "and comes back";
  // Another run begins with its own spread.
  reader.take(image("wasserstein", 0, 0.5, 1));
  EXPECT_LE(reader.scale().reach, 0.5 * (1 + 1e-9));
}

TEST(OutputScale, WhatIsNotFiniteDecidesNothing) {
  OutputReader reader;
  ProbeResult broken = image("wasserstein", 2, 1);
  broken.real_logits(0, 3) = NAN;
  broken.fake_logits(0, 5) = INFINITY;
  broken.surface.logits(4, 4) = -INFINITY;
  reader.take(broken);
  EXPECT_NEAR(reader.scale().middle, 2, 0.02);
  EXPECT_LE(reader.scale().reach, 2);
  broken.real_logits.setConstant(NAN);
  broken.fake_logits.setConstant(NAN);
  broken.surface.logits.setConstant(NAN);
  reader.take(broken);
  EXPECT_NEAR(reader.scale().middle, 2, 0.02) << "the last one is kept";
  EXPECT_GT(reader.scale().reach, 0);
  EXPECT_TRUE(std::isnan(reader.scale().side(NAN)));
  // A critic of one value everywhere is in the middle.
  OutputReader flat;
  flat.take(image("wasserstein", 4, 0));
  EXPECT_NEAR(flat.scale().side(4), 0, 1e-6);
}

TEST(OutputScale, MarginsAndTargetsAreTheEndsOfTheirLosses) {
  OutputReader reader;
  reader.take(image("hinge", 9, 3));
  EXPECT_EQ(reader.scale().side(1), 1);
  EXPECT_EQ(reader.scale().side(-1), -1);
  EXPECT_EQ(surface_legend(0, 5, reader.scale()).low, "fake −1");
  reader.take(image("least_squares", 9, 3));
  EXPECT_EQ(reader.scale().side(0), -1);
  EXPECT_EQ(reader.scale().side(0.5), 0);
  reader.take(image("least_squares", 9, 3, 0, 0.8));
  EXPECT_DOUBLE_EQ(reader.scale().side(0.8), 1);
  EXPECT_EQ(surface_legend(0, 5, reader.scale()).high, "real 0.8");
}

// The ends of the colours are told apart, and no more digits are written than the colours have a meaning for.
TEST(OutputScale, ACriticsLegendHasTheDigitsOfItsReach) {
  OutputScale scale;
  scale.reading = output_reading(loss_info(find_loss("wasserstein")), 1);
  const auto ends = [&](double middle, double reach) {
    scale.middle = middle, scale.reach = reach;
    const ColourLegend legend = surface_legend(0, 5, scale);
    return legend.low + ", " + legend.middle + ", " + legend.high;
  };
  EXPECT_EQ(ends(-4.99771, 5), "low −10, mid −5, high 0");
  EXPECT_EQ(ends(250.3, 0.03), "low 250.27, mid 250.3, high 250.33");
  EXPECT_EQ(ends(0.0121, 0.003), "low 0.0091, mid 0.0121, high 0.0151");
  EXPECT_EQ(ends(1234.4, 70), "low 1\u2009164, mid 1\u2009234, high 1\u2009304");
}

TEST(OutputScale, NoCriticIsCalledAProbabilityAnywhere) {
  for (const LossInfo& loss : loss_infos()) {
    OutputReader reader;
    reader.take(image(loss.id, 1, 2));
    const OutputScale& scale = reader.scale();
    std::string all = scale.sentence(0.7, true) + scale.sentence(0.7, false);
    for (int setting = 0; setting < 3; ++setting) {
      const ColourLegend legend = surface_legend(setting, 5, scale);
      all += legend.title + legend.low + legend.middle + legend.high + surface_choice(setting, scale);
      EXPECT_EQ(legend.length, setting == 2);
    }
    if (loss.output.probability) continue;
    for (const char* word : {"D(x)", "D(G", "probability", "logit", "sigmoid", "½"}) {
      EXPECT_EQ(all.find(word), std::string::npos) << loss.id << ": " << all;
    }
  }
}

}  // namespace
}  // namespace gan
