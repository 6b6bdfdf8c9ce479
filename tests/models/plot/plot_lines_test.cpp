#include "app/plot/plot_lines.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gan {
namespace {

Series waves(int steps) {
  Series series;
  for (int i = 0; i < steps; ++i) series.append(i, static_cast<float>(std::sin(i * 0.01) + (i % 2 ? 0.3 : -0.3)));
  return series;
}

TEST(PlotLines, TheNumberOfBucketsFollowsThePixels) {
  for (const int steps : {100, 5000, 300'000}) {
    const Series series = waves(steps);
    std::vector<Bucket> buckets;
    collect_buckets(series, {0, static_cast<double>(steps)}, 500, 0, buckets);
    EXPECT_LE(buckets.size(), 602u);
    EXPECT_GE(buckets.size(), std::min<std::size_t>(100, 140));
  }
}

TEST(PlotLines, NeighboursReachTheEdges) {
  const Series series = waves(1000);
  std::vector<Bucket> buckets;
  collect_buckets(series, {400.5, 420.5}, 500, 0, buckets);
  EXPECT_EQ(buckets.front().first_step, 399);
  EXPECT_EQ(buckets.back().last_step, 422);
}

TEST(PlotLines, ExtentCountsWhatIsInSight) {
  std::vector<Bucket> buckets{{0, 9, -5, 9, 1, 10}, {10, 19, 1, 2, 1.5f, 10}, {20, 29, NAN, NAN, NAN, 0}};
  Range extent;
  bool any = false;
  add_extent(buckets, {12, 40}, false, extent, any);
  EXPECT_TRUE(any);
  EXPECT_EQ(extent, (Range{1, 2}));
  any = false;
  add_extent(buckets, {0, 40}, true, extent, any);
  EXPECT_EQ(extent, (Range{1, 9})) << "the logarithm takes positive values alone";
  any = false;
  add_extent(buckets, {22, 40}, false, extent, any);
  EXPECT_FALSE(any);
}

TEST(PlotLines, TracesMeansEnvelopeAndGaps) {
  const std::vector<Bucket> buckets{
      {0, 3, 0, 4, 2, 4}, {4, 4, 1, 1, 1, 1}, {5, 8, NAN, NAN, NAN, 0}, {9, 9, 3, 3, 3, 1}};
  SeriesLine line;
  trace_line(buckets, Scale({0, 10}, 0, 100), Scale({0, 10}, 100, 0), 0, line);
  ASSERT_EQ(line.points.size(), 3u);
  EXPECT_TRUE(line.merged);
  EXPECT_FLOAT_EQ(line.points[0].x, 15);
  EXPECT_FLOAT_EQ(line.points[0].y, 80);
  EXPECT_FLOAT_EQ(line.points[0].top, 60);
  EXPECT_FLOAT_EQ(line.points[0].bottom, 100);
  EXPECT_TRUE(line.points[0].starts);
  EXPECT_FALSE(line.points[1].starts);
  EXPECT_FLOAT_EQ(line.points[1].top, line.points[1].bottom);
  EXPECT_TRUE(line.points[2].starts) << "the gap breaks the line";

  EXPECT_FLOAT_EQ(height_at(line, 27.5f), 85);
  EXPECT_TRUE(std::isnan(height_at(line, 70))) << "no line across the gap";
  EXPECT_TRUE(std::isnan(height_at(line, 5)));
  ASSERT_NE(nearest_point(line, 42, 4), nullptr);
  EXPECT_FLOAT_EQ(nearest_point(line, 42, 4)->x, 40);
  EXPECT_EQ(nearest_point(line, 60, 4), nullptr);
}

TEST(PlotLines, SmoothingHasNoBiasAndCalmsNoise) {
  const Series constant = [] {
    Series s;
    for (int i = 0; i < 500; ++i) s.append(i, 3.0f);
    return s;
  }();
  std::vector<Bucket> buckets;
  SeriesLine line;
  const Scale x({0, 499}, 0, 500);
  const Scale y({0, 10}, 100, 0);
  collect_buckets(constant, {0, 499}, 500, 0.9, buckets);
  trace_line(buckets, x, y, 0.9, line);
  for (const LinePoint& p : line.points) EXPECT_NEAR(p.smooth_value, 3, 1e-5);

  Series noisy;
  for (int i = 0; i < 500; ++i) noisy.append(i, i % 2 ? 4.0f : 2.0f);
  collect_buckets(noisy, {0, 499}, 500, 0.9, buckets);
  trace_line(buckets, x, y, 0.9, line);
  EXPECT_NEAR(line.points.back().smooth_value, 3, 0.12);
  EXPECT_GT(std::abs(line.points.back().y - line.points.back().smooth), 8);
  // By hand: weights 0.1, 0.9 * 0.1, ... over their sum. All points are one pixel apart.
  double sum = 0, weight = 0;
  const double fade = std::pow(0.9, static_cast<double>(line.points[1].x - line.points[0].x));
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = i == 0 ? 0.1 : 1 - fade;
    sum = sum * fade + share * buckets[i].mean;
    weight = weight * fade + share;
  }
  EXPECT_NEAR(line.points[2].smooth_value, sum / weight, 1e-4);
}

TEST(PlotLines, SmoothingDoesNotDependOnWhereTheStretchBegins) {
  const Series series = waves(2000);
  std::vector<Bucket> buckets;
  SeriesLine line;
  auto smoothed_at = [&](double from, double step) {
    const Range shown{from, from + 500};
    collect_buckets(series, shown, 500, 0.9, buckets);
    const Scale x(shown, 0, 500);
    trace_line(buckets, x, Scale({-2, 2}, 100, 0), 0.9, line);
    return nearest_point(line, x.pixel(step), 2)->smooth_value;
  };
  EXPECT_NEAR(smoothed_at(1000, 1010), smoothed_at(900, 1010), 0.05);
}

TEST(PlotLines, AnotherRunIsSmoothedAnew) {
  const std::vector<Bucket> buckets{{-3, -3, 9, 9, 9, 1}, {-2, -2, 9, 9, 9, 1}, kRunBreak, {1, 1, 2, 2, 2, 1}};
  SeriesLine line;
  trace_line(buckets, Scale({-4, 4}, 0, 80), Scale({0, 10}, 100, 0), 0.9, line);
  ASSERT_EQ(line.points.size(), 3u);
  EXPECT_NEAR(line.points[1].smooth_value, 9, 1e-4);
  EXPECT_TRUE(line.points[2].starts);
  EXPECT_NEAR(line.points[2].smooth_value, 2, 1e-5);
}

}  // namespace
}  // namespace gan
