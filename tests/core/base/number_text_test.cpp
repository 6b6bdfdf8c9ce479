// One notation of numbers, wherever a person reads them.
#include "core/base/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gan {
namespace {

TEST(NumberText, TheSameNumberIsWrittenAlike) {
  // What one reads in a legend, beside a control and on an axis.
  EXPECT_STREQ(value_text(1.8e-9).c_str(), "1.8e−9");
  EXPECT_EQ(short_text(1.8e-9), "1.8e−9");
  EXPECT_STREQ(value_text(5e-9).c_str(), "5e−9");
  EXPECT_EQ(short_text(5e-9), "5e−9");
  EXPECT_STREQ(scientific_text(1e-8, 0, false).c_str(), "1e−8");
  EXPECT_EQ(short_text(1e-8), "1e−8");
  EXPECT_STREQ(scientific_text(1.5e-5, 2, false).c_str(), "1.50e−5");
}

TEST(NumberText, ShortOnesHaveNoPadding) {
  EXPECT_EQ(short_text(0.05), "0.05");
  EXPECT_EQ(short_text(2), "2");
  EXPECT_EQ(short_text(-1.3862943611198906, 7), "−1.386294");
  EXPECT_EQ(short_text(0.0009999999), "0.001");
  EXPECT_EQ(short_text(999999.9), "1e6");
  EXPECT_EQ(short_text(12345, 5), "12\u2009345");
  EXPECT_EQ(short_text(-0.0), "0");
  EXPECT_EQ(short_text(NAN), "–");
  EXPECT_EQ(short_text(std::numeric_limits<double>::max()), "1.8e308");
  EXPECT_EQ(short_text(std::numeric_limits<double>::denorm_min()), "4.94e−324");
}

TEST(NumberText, SharesAreInPercent) {
  EXPECT_EQ(percent_text(0.98889), "98.9%");
  EXPECT_EQ(percent_text(0.86, 0), "86%");
  EXPECT_EQ(percent_text(-0.00001), "0.0%");
  EXPECT_EQ(percent_text(INFINITY), "–");
}

TEST(NumberText, PlainOnesCanBeRead) {
  EXPECT_EQ(plain_number("−1.5e−7"), "-1.5e-7");
  EXPECT_EQ(plain_number("12\u2009340"), "12340");
  EXPECT_EQ(short_exponent("1e-04"), "1e-4");
  EXPECT_EQ(short_exponent("2.5e+06"), "2.5e6");
  EXPECT_EQ(short_exponent("1e+00"), "1e0");
  EXPECT_EQ(short_exponent("0.25"), "0.25");
}

TEST(NumberText, NothingOverflowsItsPlace) {
  for (const double v : {-1e300, 1e300, -1.23456789e-300, 123456.789, -999999.5}) {
    EXPECT_LT(std::string(value_text(v).c_str()).size(), sizeof(NumberText));
    EXPECT_LT(std::string(fixed_text(v, 3).c_str()).size(), sizeof(NumberText));
  }
}

TEST(NumberText, SteadyTextHasAboutThreeDigits) {
  const auto text = [](double value) { return std::string(steady_text(value).c_str()); };
  EXPECT_EQ(text(0), "0.00");
  EXPECT_EQ(text(-1.3862), "−1.39");
  EXPECT_EQ(text(9.999), "10.0");
  EXPECT_EQ(text(123.4), "123");
  EXPECT_EQ(text(0.0012), "1.2e−3");
  EXPECT_EQ(text(NAN), "–");
}

}  // namespace
}  // namespace gan
