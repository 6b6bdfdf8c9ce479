// Dashes are of one length on the screen, whatever the points of a line are.
#include "app/plot/plot_dashes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace gan {
namespace {

const DashWindow kWindow{0, 0, 200, 1};

SeriesLine line_of(const std::vector<std::pair<float, float>>& points) {
  SeriesLine line;
  for (const auto& [x, y] : points) {
    LinePoint p;
    p.x = x, p.smooth = y;
    p.y = -1;  // what is drawn is the smoothed line
    p.starts = line.points.empty();
    line.points.push_back(p);
  }
  return line;
}

struct DashPiece {
  float from, to;
};

std::vector<DashPiece> pieces(const SeriesLine& line) {
  std::vector<DashPiece> all;
  for (const LinePoint& p : line.points) {
    if (p.starts || all.empty()) all.push_back({p.x, p.x});
    all.back().to = p.x;
  }
  return all;
}

SeriesLine dashed(const SeriesLine& line, std::size_t style, const DashWindow& window = kWindow) {
  SeriesLine out;
  dash_line(line, line_style(style), window, out);
  return out;
}

TEST(PlotDashes, EveryGameHasAStyleOfItsOwn) {
  std::set<std::vector<float>> seen;
  for (std::size_t i = 0; i < kLineStyles; ++i) {
    const auto pattern = line_style(i).pattern();
    EXPECT_TRUE(seen.insert({pattern.begin(), pattern.end()}).second) << i;
    EXPECT_EQ(pattern.size() % 2, 0u) << "a dash and a gap";
  }
  EXPECT_TRUE(line_style(0).solid());
  EXPECT_EQ(line_style(kLineStyles).count, 0u);
}

TEST(PlotDashes, ASolidLineStaysWhole) {
  const SeriesLine line = line_of({{-20, 5}, {-10, 5}, {10, 5}, {50, 5}});
  const SeriesLine out = dashed(line, 0);
  ASSERT_EQ(out.points.size(), 3u) << "of what lies left of the edge one point is enough";
  EXPECT_EQ(pieces(out).size(), 1u);
  EXPECT_TRUE(dashed(SeriesLine{}, 1).points.empty());
}

// Two points or two hundred: the same dashes.
TEST(PlotDashes, TheSamplingDoesNotShow) {
  const SeriesLine two = line_of({{0, 10}, {130, 10}});
  SeriesLine many;
  for (int i = 0; i <= 260; ++i) {
    LinePoint p;
    p.x = 0.5F * static_cast<float>(i), p.smooth = 10, p.starts = i == 0;
    many.points.push_back(p);
  }
  for (std::size_t style = 1; style < kLineStyles; ++style) {
    const std::vector<DashPiece> few = pieces(dashed(two, style)), fine = pieces(dashed(many, style));
    ASSERT_EQ(few.size(), fine.size()) << style;
    ASSERT_GT(few.size(), 5u);
    for (std::size_t i = 0; i < few.size(); ++i) {
      EXPECT_NEAR(few[i].from, fine[i].from, 0.01F);
      EXPECT_NEAR(few[i].to, fine[i].to, 0.01F);
    }
  }
  const std::vector<DashPiece> dashes = pieces(dashed(two, 1));
  EXPECT_FLOAT_EQ(dashes[0].to, 8);
  EXPECT_FLOAT_EQ(dashes[1].from, 13);
  EXPECT_FLOAT_EQ(dashes[1].to, 21);
  EXPECT_FLOAT_EQ(pieces(dashed(two, 1, {0, 0, 200, 2}))[0].to, 16) << "on a screen of twice the density";
}

TEST(PlotDashes, ASlopeIsMeasuredAlongTheLine) {
  const std::vector<DashPiece> dashes = pieces(dashed(line_of({{0, 0}, {3, 400}}), 1));
  EXPECT_GT(dashes.size(), 4u) << "a steep line is dashed as well";
}

// Along the zigzag of a noisy line a dash would be a pixel wide.
TEST(PlotDashes, NoiseDoesNotShrinkThem) {
  SeriesLine noise;
  for (int i = 0; i <= 200; ++i) {
    LinePoint p;
    p.x = static_cast<float>(i), p.smooth = i % 2 == 0 ? 50.0F : 80.0F, p.starts = i == 0;
    noise.points.push_back(p);
  }
  const std::vector<DashPiece> dashes = pieces(dashed(noise, 1));
  EXPECT_GT(dashes.size(), 6u);
  EXPECT_LT(dashes.size(), 45u) << "200 pixels of noise, 6,000 along it";
}

TEST(PlotDashes, WhatIsOutOfSightCostsNothing) {
  const SeriesLine wild = line_of({{0, 0}, {10, 1e9F}, {20, -1e9F}, {30, 1e9F}, {40, 20}});
  EXPECT_LT(dashed(wild, 2).points.size(), 400u);
}

TEST(PlotDashes, AGapOfTheLineStaysAGap) {
  SeriesLine line = line_of({{0, 5}, {4, 5}, {100, 5}, {104, 5}});
  line.points[2].starts = true;
  const std::vector<DashPiece> all = pieces(dashed(line, 1));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_FLOAT_EQ(all[0].to, 4);
  EXPECT_FLOAT_EQ(all[1].from, 100);
}

}  // namespace
}  // namespace gan
