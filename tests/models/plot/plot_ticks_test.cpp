#include "app/plot/plot_ticks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace gan {
namespace {

std::vector<std::string> labels(const TickList& ticks) {
  std::vector<std::string> out;
  for (const Tick& t : ticks.all()) {
    if (t.label.bytes[0] != 0) out.emplace_back(t.label.c_str());
  }
  return out;
}

using Labels = std::vector<std::string>;

TEST(PlotTicks, StepsAreOneTwoOrFive) {
  EXPECT_DOUBLE_EQ(nice_step(10, 10), 1);
  EXPECT_DOUBLE_EQ(nice_step(10, 7), 2);
  EXPECT_DOUBLE_EQ(nice_step(10, 3), 5);
  EXPECT_DOUBLE_EQ(nice_step(0.3, 3), 0.1);
  EXPECT_DOUBLE_EQ(nice_step(7e7, 1), 1e8);
  EXPECT_DOUBLE_EQ(nice_step(0.07, 10), 0.01);
  EXPECT_DOUBLE_EQ(nice_step(3000, 8), 500);
  EXPECT_DOUBLE_EQ(nice_step(0, 10), 1);
  EXPECT_DOUBLE_EQ(nice_step(std::numeric_limits<double>::infinity(), 10), 1);
}

TEST(PlotTicks, LinearTicksReadWell) {
  EXPECT_EQ(labels(linear_ticks({0, 1}, 5, false)), (Labels{"0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
  EXPECT_EQ(labels(linear_ticks({-1.6, 0.1}, 4, false)), (Labels{"−1.5", "−1.0", "−0.5", "0"}));
  EXPECT_EQ(labels(linear_ticks({0, 13'000}, 3, true)), (Labels{"0", "5\u2009000", "10\u2009000"}));
  EXPECT_EQ(labels(linear_ticks({0, 410'000}, 4, true)), (Labels{"0", "200k", "400k"}));
  EXPECT_EQ(labels(linear_ticks({0, 10e6}, 4, true)), (Labels{"0", "5M", "10M"}));
  EXPECT_EQ(labels(linear_ticks({1.2e6, 1.45e6}, 2, true)), (Labels{"1.2M", "1.4M"}));
  EXPECT_EQ(labels(linear_ticks({99'950, 100'050}, 2, true)), (Labels{"99\u2009950", "100\u2009000", "100\u2009050"}));
  EXPECT_EQ(labels(linear_ticks({0, 4e-5}, 2, false)), (Labels{"0", "2e−5", "4e−5"}));
}

// Whatever the range, no two ticks of an axis read the same.
TEST(PlotTicks, LabelsDiffer) {
  for (const Range range :
       {Range{1e12, 1e12 + 10}, Range{-3e15, -3e15 + 20}, Range{1e9, 1e9 + 1e-3}, Range{5e-9, 5.00001e-9},
        Range{1.7e9, 1.7e9 + 200}, Range{4500000, 4500001}, Range{1e16, 1e16 + 8}, Range{-1e-7, 1e-7}}) {
    const Labels all = labels(linear_ticks(range, 8, false));
    EXPECT_GE(all.size(), 2u);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_NE(all[i], all[i - 1]) << range.low;
  }
}

TEST(PlotTicks, AxesStandInTheDatasOwnCoordinates) {
  const AxisLabels plain = axis_labels({-2.5, 2.5}, 1);
  EXPECT_EQ(labels(plain.ticks), (Labels{"−2", "−1", "0", "1", "2"}));
  EXPECT_STREQ(plain.base.c_str(), "");
  const AxisLabels map = axis_labels({-2.5, 2.5}, 1, 4500000);
  EXPECT_EQ(labels(map.ticks), (Labels{"4\u2009499\u2009998", "4\u2009499\u2009999", "4\u2009500\u2009000",
                                       "4\u2009500\u2009001", "4\u2009500\u2009002"}));
  EXPECT_EQ(map.ticks.items[0].value, -2) << "where the line stands";
  const AxisLabels stamps = axis_labels({-120, 120}, 50, 1700000100);
  EXPECT_STREQ(stamps.base.c_str(), "+ 1\u2009700\u2009000\u2009000");
  EXPECT_EQ(labels(stamps.ticks), (Labels{"0", "50", "100", "150", "200"}));
  EXPECT_EQ(labels(axis_labels({-2, 2}, 2, 0, 1e30).ticks), (Labels{"−2e30", "0", "2e30"}));
  // Zoomed in as far as the camera goes, wherever.
  for (const double origin : {0.0, 2.0, -4500000.0, 1.7e9, 1e30}) {
    for (const double step : {1e-5, 1e-3, 0.5}) {
      const AxisLabels axis = axis_labels({-4 * step, 4 * step}, step, origin, origin == 1e30 ? 1e30 : 1);
      const Labels all = labels(axis.ticks);
      EXPECT_EQ(all.size(), 9u) << origin << " " << step;
      EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size()) << origin << " " << step;
    }
  }
}

TEST(PlotTicks, CoordinatesHaveTheDigitsOfAPixel) {
  EXPECT_STREQ(coordinate_text(4500001.2883, 0.01).c_str(), "4\u2009500\u2009001.29");
  EXPECT_STREQ(coordinate_text(0.12345, 0.002).c_str(), "0.123");
  EXPECT_STREQ(coordinate_text(-2.5e30, 1e28).c_str(), "−2.50e30");
  EXPECT_STREQ(coordinate_text(1700000123.4, 1).c_str(), "1\u2009700\u2009000\u2009123");
}

TEST(PlotTicks, StepsOfARunAreWhole) {
  EXPECT_EQ(labels(linear_ticks({1, 4}, 10, true)), (Labels{"1", "2", "3", "4"}));
}

TEST(PlotTicks, TheirNumberIsBoundedOnAnyRange) {
  for (const Range range :
       {Range{0, 1e-12}, Range{-1e30, 1e30}, Range{1e9, 1e9 + 1}, Range{5, 5}, Range{2, 1}, Range{0, INFINITY}}) {
    EXPECT_LE(linear_ticks(range, 8, false).size, 10);
    EXPECT_LE(linear_ticks(range, 1000, false).size, TickList::kMost);
  }
}

TEST(PlotTicks, LogarithmicTicks) {
  EXPECT_EQ(labels(log_ticks({0.0008, 12}, 6)), (Labels{"0.001", "0.01", "0.1", "1", "10"}));
  EXPECT_EQ(labels(log_ticks({1e-5, 1e-3}, 4)), (Labels{"1e−5", "1e−4", "0.001"}));
  EXPECT_EQ(labels(log_ticks({0.9, 30}, 8)), (Labels{"1", "2", "5", "10", "20"}));
  const TickList few = log_ticks({0.5, 50}, 3);
  EXPECT_EQ(labels(few), (Labels{"1", "10"}));
  EXPECT_GT(few.size, 2) << "minor ticks between the decades";
  EXPECT_LE(labels(log_ticks({1e-30, 1e30}, 6)).size(), 7u);
  EXPECT_GE(labels(log_ticks({1.1, 1.9}, 4)).size(), 3u) << "less than a decade has linear ticks";
  EXPECT_EQ(log_ticks({0, 10}, 5).size, 0) << "not a logarithmic range";
  const TickList decades = log_ticks({1, 1e5}, 6);
  for (const Tick& t : decades.all()) EXPECT_TRUE(t.value >= 1 && t.value <= 1e5 * (1 + 1e-9));
}

TEST(PlotTicks, Values) {
  EXPECT_STREQ(value_text(0.69314).c_str(), "0.6931");
  EXPECT_STREQ(value_text(-1.38629).c_str(), "−1.386");
  EXPECT_STREQ(value_text(12.345).c_str(), "12.35");
  EXPECT_STREQ(value_text(1234.4).c_str(), "1\u2009234");
  EXPECT_STREQ(value_text(8).c_str(), "8");
  EXPECT_STREQ(value_text(0).c_str(), "0");
  EXPECT_STREQ(value_text(1.234e-5).c_str(), "1.2e−5");
  EXPECT_STREQ(value_text(3.2e12).c_str(), "3.2e12");
  EXPECT_STREQ(value_text(NAN).c_str(), "–");
  EXPECT_STREQ(step_text(999).c_str(), "999");
  EXPECT_STREQ(step_text(12'340).c_str(), "12\u2009340");
  EXPECT_EQ("n = " + whole_text(2500), "n = 2\u2009500");
  EXPECT_STREQ(step_text(10'000'000).c_str(), "10\u2009000\u2009000");
}

TEST(LinearTicks, HugeNumbersStayShort) {
  const TickList ticks = linear_ticks({-6e16, 6e16}, 3, false);
  for (const Tick& tick : ticks.all()) EXPECT_LE(std::string(tick.label.c_str()).size(), 9u) << tick.label.c_str();
  EXPECT_GE(ticks.size, 2);
}

}  // namespace
}  // namespace gan
