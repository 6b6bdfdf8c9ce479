// Figure 1: what is asked for, how high and where everything stands, and what is said of V.
#include "app/panels/line/line_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/math/math_markup.h"
#include "core/game/losses.h"
#include "tests/core/probe/drawn.h"

namespace gan {
namespace {

constexpr Viewport kStage{900, 600};

LineCurves two_bumps(double high) {
  LineCurves c;
  c.request = {-2, 2, 400, 3};
  for (int i = 0; i < 400; ++i) {
    const double x = -2 + (i + 0.5) * 0.01;
    c.real.push_back(std::exp(-x * x));
    c.generated.push_back(high * std::exp(-(x - 1) * (x - 1)));
    c.generated_error.push_back(0.01);
    c.best.push_back(c.real.back() / (c.real.back() + c.generated.back()));
    c.best_error.push_back(0.02);
    c.logits.push_back(static_cast<float>(x));
  }
  return c;
}

TEST(LineModel, AsksForWhatIsSeenAndAQuarterBeyond) {
  ArenaCamera camera;
  camera.centre_x = 3;
  camera.half_extent = 2;
  const WorldRect seen = camera.visible(kStage);
  const LineRequest r = line_request(camera, kStage);
  EXPECT_DOUBLE_EQ(r.low, seen.x_min - (seen.x_max - seen.x_min) / 4);
  EXPECT_DOUBLE_EQ(r.high, seen.x_max + (seen.x_max - seen.x_min) / 4);
  EXPECT_EQ(r.columns, 900);
  EXPECT_EQ(line_request(camera, {20, 20}).columns, 64);
  EXPECT_EQ(line_request(camera, {90000, 20}).columns, 2048);
}

TEST(LineModel, FitsTheDataAndTheSamplesWithoutLosingTheData) {
  DataSpec spec;
  spec.kind = find_distribution("gaussian_1d");
  spec.sigma = 1;
  const auto data = test::source_of(spec);
  const WorldRect alone = line_bounds(*data, {});
  EXPECT_DOUBLE_EQ(alone.x_min, -5);
  EXPECT_DOUBLE_EQ(alone.x_max, 5);
  EXPECT_LT(alone.y_min, alone.y_max);
  Matrix<float> samples = Matrix<float>::Constant(1, 100, 8.0F);
  EXPECT_NEAR(line_bounds(*data, samples).x_max, 9, 1e-9);
  EXPECT_DOUBLE_EQ(line_bounds(*data, samples).x_min, -5);
  samples.setConstant(-1000);
  EXPECT_DOUBLE_EQ(line_bounds(*data, samples).x_min, -15) << "the data stay large enough to see";
  samples.setConstant(0);
  samples(0, 0) = 900;
  samples(0, 1) = std::nanf("");
  EXPECT_DOUBLE_EQ(line_bounds(*data, samples).x_max, 5) << "a stray sample is no reason";
}

TEST(LineModel, TheTopIsRoundAndHolds) {
  DensityTop top;
  EXPECT_DOUBLE_EQ(top.update(two_bumps(0.5), -2, 2), 1.5);
  EXPECT_DOUBLE_EQ(top.update(two_bumps(1.3), -2, 2), 1.5) << "there is room";
  EXPECT_DOUBLE_EQ(top.update(two_bumps(1.6), -2, 2), 2);
  EXPECT_DOUBLE_EQ(top.update(two_bumps(100), -2, 2), 3) << "a spike of G is cut: 2.5 times p_data";
  EXPECT_DOUBLE_EQ(top.update(two_bumps(0.2), -2, 2), 1.5) << "too low by half";
  EXPECT_DOUBLE_EQ(top.update(two_bumps(0.2), -2, -1.5), 0.15) << "of what is seen";
  const double before = top.top();
  LineCurves broken = two_bumps(1);
  broken.real.assign(400, std::nan(""));
  broken.generated.assign(400, std::nan(""));
  EXPECT_EQ(top.update(broken, -2, 2), before);
}

TEST(LineModel, TheLegendStandsWhereTheCurvesAreLow) {
  OutputScale output;
  output.reading = loss_info(find_loss("non_saturating")).output;
  LineCurves c = two_bumps(0.001);
  for (std::size_t i = 0; i < 400; ++i) {
    c.logits[i] = i < 200 ? -3.0F : 3.0F;
    c.best[i] = i < 200 ? std::nan("") : 0.9;
  }
  EXPECT_EQ(legend_side(c, output, -2, 2, LegendSide::right), LegendSide::left);
  std::reverse(c.logits.begin(), c.logits.end());
  std::reverse(c.best.begin(), c.best.end());
  EXPECT_EQ(legend_side(c, output, -2, 2, LegendSide::left), LegendSide::right);
  c.logits.assign(400, 0);
  c.best.assign(400, 0.5);
  for (const LegendSide side : {LegendSide::left, LegendSide::right}) {
    EXPECT_EQ(legend_side(c, output, -2, 2, side), side) << "no difference is no reason";
    EXPECT_EQ(legend_side(c, output, 50, 60, side), side);
  }
}

TEST(LineModel, ZonesFollowOneAnotherAndGiveWay) {
  for (const float height : {80.0F, 150.0F, 300.0F, 600.0F, 1400.0F}) {
    for (const bool map : {false, true}) {
      const LineZones z = line_zones(height, 40, 13, 8, map, true);
      EXPECT_GT(z.base, z.top) << height;
      EXPECT_GE(z.x_axis, z.base);
      EXPECT_GE(z.z_axis, z.x_axis);
      if (height >= 300) {
        EXPECT_LE(z.z_axis + (map ? 13 : 0), height) << "all of it is on the stage";
        EXPECT_EQ(z.z_axis > z.x_axis, map);
        EXPECT_GT(z.base - z.top, 0.3F * height);
      }
    }
  }
  EXPECT_EQ(line_zones(100, 0, 13, 8, true, true).ticks, 0) << "no room for numbers";
}

TEST(LineModel, NoiseStandsAroundTheMiddle) {
  for (const NoiseKind kind : {NoiseKind::normal, NoiseKind::uniform}) {
    EXPECT_DOUBLE_EQ(place_of_noise(kind, 0), 0.5);
    EXPECT_DOUBLE_EQ(place_of_noise(kind, 1) - 0.5, 0.5 - place_of_noise(kind, -1));
    EXPECT_GT(place_of_noise(kind, kind == NoiseKind::normal ? 3 : 1), 0.8);
    EXPECT_LT(place_of_noise(kind, kind == NoiseKind::normal ? 3 : 1), 0.95);
  }
}

TEST(LineModel, SaysBothFormsOfTheValueAndItsBounds) {
  LineCurves c = two_bumps(1);
  c.value_real = -0.7;
  c.value_fake = -0.6;
  c.jsd = 0.2;
  LineValues v = line_values(c, -1.25, 512);
  ASSERT_EQ(v.rows.size(), 2u);
  for (const LineValueRow& row : v.rows) EXPECT_TRUE(parse_math(row.formula)) << row.formula;
  EXPECT_EQ(v.rows[0].text, "= −1.250 (m = 512)");
  EXPECT_EQ(v.rows[1].text, "= −1.300");
  EXPECT_NEAR(v.ceiling, 0.4 - std::log(4.0), 1e-12);
  EXPECT_EQ(v.bounds, "floor −log 4 = −1.386  ·  ceiling −log 4 + 2·JSD = −0.986");
  EXPECT_EQ(v.verdict, "D is 0.31 below its best response");
  c.jsd = 0.053;
  EXPECT_EQ(line_values(c, -1.25, 512).verdict, "D is 0.020 below its best response") << "nothing of it is noise";
  c.value_error = 0.004;
  c.jsd = 0.043;
  v = line_values(c, std::nan(""), 512);
  EXPECT_EQ(v.rows[0].text, "= – (m = 512)");
  EXPECT_EQ(v.rows[1].text, "= −1.300 ± 0.004");
  EXPECT_EQ(v.verdict, "D is at its best response");
  c.value_error = 0.0002;
  EXPECT_EQ(line_values(c, -1.25, 512).rows[1].text, "= −1.3000 ± 0.0002");
}

TEST(LineModel, ReadsWhatStandsUnderTheMouse) {
  LineCurves c = two_bumps(1);
  OutputScale output;
  output.reading = loss_info(find_loss("non_saturating")).output;
  std::vector<LineReadoutRow> rows = line_readout(c, 1.005, 0.01, output);
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[1].name, "p_data(x)");
  EXPECT_EQ(rows[2].value, "1.00 ± 0.01");
  EXPECT_EQ(rows[3].name, "D(x)");
  EXPECT_EQ(rows[3].value, "0.7320") << "the sigmoid of 1.005";
  EXPECT_EQ(rows[4].name, "D*(x)");
  c.best.assign(400, std::nan(""));
  EXPECT_EQ(line_readout(c, 1.005, 0.01, output)[4].value, "any: no sample");
  EXPECT_EQ(line_readout(c, 7, 0.01, output).size(), 1u) << "beyond what was asked for";
  output.reading = loss_info(find_loss("wasserstein")).output;
  rows = line_readout(c, 1.005, 0.01, output);
  ASSERT_EQ(rows.size(), 4u) << "of a critic D* is no best response";
  EXPECT_EQ(rows[3].name, "f(x)");
}

TEST(LineModel, NotesSayWhatCannotBeSeen) {
  LineCurves c = two_bumps(1);
  EXPECT_TRUE(line_notes(c, Matrix<float>::Zero(1, 5), {-1, 1, 0, 1}).empty());
  c.samples = 20000;
  c.width = 0.0625;
  c.noise_dimension = 4;
  Matrix<float> samples = Matrix<float>::Zero(1, 5);
  samples(0, 1) = 3;
  samples(0, 2) = std::nanf("");
  const std::vector<std::string> notes = line_notes(c, samples, {-1, 1, 0, 1});
  ASSERT_EQ(notes.size(), 3u);
  EXPECT_EQ(notes[0], "p_g from 20\u2009000 samples, blurred by 0.062");
  EXPECT_EQ(notes[1], "z: the first of 4 numbers, the others 0");
  EXPECT_EQ(notes[2], "2 samples outside the view");
}

// The middle of a column has its value; between two of them it is on the line that joins them.
TEST(LogitAt, IsOnTheCurveThatIsDrawn) {
  LineCurves c;
  c.request.low = -1, c.request.high = 3, c.request.columns = 4;
  c.logits = {2, 4, -1, 0};
  EXPECT_DOUBLE_EQ(logit_at(c, -0.5), 2);
  EXPECT_DOUBLE_EQ(logit_at(c, 0), 3);
  EXPECT_DOUBLE_EQ(logit_at(c, 1.25), 0.25);
  EXPECT_DOUBLE_EQ(logit_at(c, 2.5), 0);
  for (const double x : {-0.6, 2.6, std::numeric_limits<double>::quiet_NaN()}) EXPECT_TRUE(std::isnan(logit_at(c, x)));
  EXPECT_TRUE(std::isnan(logit_at(LineCurves(), 0)));
}

}  // namespace
}  // namespace gan
