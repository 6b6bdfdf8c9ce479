// Waves in the records: periods, swings, and how much less they are than before.
#include "core/insight/waves.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/history/series.h"

namespace gan {
namespace {

std::vector<float> wave(double period, double growth, double noise) {
  std::vector<float> v(256);
  std::uint32_t state = 12345;
  for (std::size_t i = 0; i < v.size(); ++i) {
    state = state * 1664525u + 1013904223u;
    const double t = static_cast<double>(i);
    v[i] = static_cast<float>(2 + 0.01 * t + std::exp(growth * t) * std::sin(2 * std::numbers::pi * t / period) +
                              noise * (static_cast<double>(state >> 8) / (1 << 23) - 1));
  }
  return v;
}

TEST(Oscillation, FindsThePeriodOfASteadyWaveUnderNoise) {
  const auto found = find_oscillation(wave(24, 0, 0.3));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->period, 24, 2);
  EXPECT_GT(found->strength, 0.7);
}

TEST(Oscillation, NoiseATrendAndADyingWaveAreNone) {
  EXPECT_FALSE(find_oscillation(wave(24, -0.03, 0)));
  const auto noise = find_oscillation(wave(1e9, 0, 1));
  EXPECT_TRUE(!noise || noise->strength < 0.35);
  EXPECT_FALSE(find_oscillation(std::vector<float>(256, 1.5F)));
  EXPECT_FALSE(find_oscillation(std::vector<float>(256, NAN)));
}

// A wave and a thousandth of it.
TEST(Waves, ANarrowWaveIsAtRestAgainstAWideOne) {
  Series series;
  for (int i = 1; i <= 6000; ++i) {
    const double wide = i <= 4000 ? 1 : 0.001;
    series.append(i, static_cast<float>(5 + wide * std::sin(2 * std::numbers::pi * i / 60.0)));
  }
  const Wave now = recent_wave(series, 4000);
  EXPECT_GT(now.strength, 0.9);
  EXPECT_NEAR(now.period, 60, 3);
  EXPECT_NEAR(now.share, 0.001, 2e-4);
  const Rest rest = measure_rest(series, 4000);
  EXPECT_NEAR(rest.share, 0.001, 2e-4);
  EXPECT_GT(rest.strength, 0.4);
  Series all_wide;
  for (int i = 1; i <= 4000; ++i) all_wide.append(i, static_cast<float>(std::sin(2 * std::numbers::pi * i / 60.0)));
  EXPECT_NEAR(recent_wave(all_wide, 0).share, 1, 0.05);
  EXPECT_TRUE(std::isnan(measure_rest(all_wide, 0).share)) << "nothing came before";
  EXPECT_TRUE(std::isnan(measure_rest(all_wide, 3500).share)) << "too little has come since";
}

TEST(Waves, OnlyRecordsSinceTheChangeCount) {
  Series series;
  for (int i = 1; i <= 4000; ++i) {
    series.append(
        i, static_cast<float>(i <= 3800 ? std::sin(2 * std::numbers::pi * i / 60.0) : 0.0001 * (i * 7919 % 101)));
  }
  EXPECT_GT(recent_wave(series, 0).strength, 0.4);
  EXPECT_EQ(recent_wave(series, 3800).strength, 0) << "two hundred records are too few for any";
  for (int i = 4001; i <= 4200; ++i) series.append(i, static_cast<float>(0.0001 * (i * 7919 % 101)));
  EXPECT_LT(recent_wave(series, 3800).strength, 0.4);
}

TEST(Waves, SwingsLeaveTrendsAndLeapsOut) {
  std::vector<float> v(1000);
  for (std::size_t i = 0; i < v.size(); ++i) v[i] = static_cast<float>(0.3 * static_cast<double>(i));
  EXPECT_NEAR(swing_of(v), 0, 1e-3);
  for (std::size_t i = 0; i < 40; ++i) v[25 * i] += 1000.0F * (i % 2 == 0 ? 1.0F : -1.0F);
  EXPECT_LT(swing_of(v), 10);
  for (std::size_t i = 0; i < v.size(); ++i) v[i] = static_cast<float>(std::sin(0.1 * static_cast<double>(i)));
  EXPECT_NEAR(swing_of(v), std::sin(0.4 * std::numbers::pi), 0.02);  // the inner four fifths of a sine
  EXPECT_EQ(swing_of(std::vector<float>(100, NAN)), 0);
}

}  // namespace
}  // namespace gan
