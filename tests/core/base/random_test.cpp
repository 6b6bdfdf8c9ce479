#include "core/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace gan {
namespace {

const StreamKey kKey{0x0123456789abcdefull, Stream::noise_for_generator, 41, 3};

template <class T, class Fill>
std::vector<T> draw(std::size_t count, Fill fill) {
  std::vector<T> out(count);
  fill(out.data(), count);
  return out;
}

std::vector<float> normals(const StreamKey& key, std::size_t count) {
  return draw<float>(count, [&](float* out, std::size_t n) { fill_normal(key, out, n); });
}

double normal_cdf(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

// Kolmogorov-Smirnov distance of the sorted numbers from a distribution function.
template <class T, class Cdf>
double ks_distance(std::vector<T> x, Cdf cdf) {
  std::sort(x.begin(), x.end());
  double worst = 0;
  const double n = static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double p = cdf(static_cast<double>(x[i]));
    worst = std::max({worst, std::abs(p - static_cast<double>(i) / n), std::abs(p - static_cast<double>(i + 1) / n)});
  }
  return worst;
}

TEST(Philox, KnownAnswersOfThePaper) {
  struct Case {
    std::array<std::uint32_t, 4> counter;
    std::array<std::uint32_t, 2> key;
    std::array<std::uint32_t, 4> expected;
  };
  const std::uint32_t ones = 0xffffffffu;
  const Case cases[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}},
      {{ones, ones, ones, ones}, {ones, ones}, {0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}},
      {{0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u},
       {0xa4093822u, 0x299f31d0u},
       {0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}},
  };
  for (const Case& c : cases) {
    std::array<std::uint32_t, 4> out{};
    philox4x32_10(c.counter.data(), c.key.data(), out.data());
    EXPECT_EQ(out, c.expected);
  }
}

// The fast tile against the plain block, word by word, with every part of the key in use.
TEST(Philox, TheSequenceIsTheBlocksInTileOrder) {
  const StreamKey key{0xfedcba9876543210ull, Stream::penalty_mix, (std::uint64_t{0x00abcdef} << 32) | 0x89abcdefu,
                      0xdeadbeefu};
  constexpr std::size_t kCount = 64 * 37 + 5;
  std::vector<std::uint32_t> words(kCount);
  fill_bits(key, words.data(), kCount);
  const std::uint32_t philox_key[2] = {0x76543210u, 0xfedcba98u};
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto block = static_cast<std::uint32_t>(i / 64 * 16 + i % 16);
    const std::uint32_t counter[4] = {block, 0xdeadbeefu, 0x89abcdefu, (0x00abcdefu << 8) | 7u};
    std::uint32_t out[4];
    philox4x32_10(counter, philox_key, out);
    ASSERT_EQ(words[i], out[i / 16 % 4]) << i;
  }
}

TEST(Random, ALargerDrawBeginsWithTheSmaller) {
  const std::vector<float> all = normals(kKey, 2100);
  std::vector<float> uniform(2100);
  std::vector<double> normal64(2100), uniform64(2100);
  fill_uniform(kKey, uniform.data(), 2100, -1.0f, 1.0f);
  fill_normal(kKey, normal64.data(), 2100);
  fill_uniform(kKey, uniform64.data(), 2100, -1.0, 1.0);
  std::vector<std::size_t> counts;
  for (std::size_t n = 0; n <= 300; ++n) counts.push_back(n);
  for (std::size_t n : {511u, 512u, 513u, 1023u, 1025u, 2047u, 2099u}) counts.push_back(n);
  for (std::size_t n : counts) {
    // One guard number behind, which no fill may touch.
    std::vector<float> f(n + 1, 77.0f);
    fill_normal(kKey, f.data(), n);
    ASSERT_EQ(0, std::memcmp(f.data(), all.data(), n * sizeof(float))) << n;
    ASSERT_EQ(f[n], 77.0f);
    fill_uniform(kKey, f.data(), n, -1.0f, 1.0f);
    ASSERT_EQ(0, std::memcmp(f.data(), uniform.data(), n * sizeof(float))) << n;
    ASSERT_EQ(f[n], 77.0f);
    std::vector<double> d(n + 1, 77.0);
    fill_normal(kKey, d.data(), n);
    ASSERT_EQ(0, std::memcmp(d.data(), normal64.data(), n * sizeof(double))) << n;
    ASSERT_EQ(d[n], 77.0);
    fill_uniform(kKey, d.data(), n, -1.0, 1.0);
    ASSERT_EQ(0, std::memcmp(d.data(), uniform64.data(), n * sizeof(double))) << n;
    ASSERT_EQ(d[n], 77.0);
  }
}

TEST(Random, APartOfASequenceIsThatPart) {
  const std::vector<float> all = normals(kKey, 3000);
  std::vector<double> all64(3000), part64(700);
  fill_normal(kKey, all64.data(), all64.size());
  std::vector<float> part(700);
  for (const std::size_t first : {0u, 64u, 192u, 512u, 1088u, 2240u}) {
    fill_normal(kKey, part.data(), part.size(), first);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin() + static_cast<std::ptrdiff_t>(first))) << first;
    fill_normal(kKey, part64.data(), part64.size(), first);
    EXPECT_TRUE(std::equal(part64.begin(), part64.end(), all64.begin() + static_cast<std::ptrdiff_t>(first))) << first;
  }
  EXPECT_DEATH(fill_normal(kKey, part.data(), 10, 32), "multiple of 64");
}

TEST(Random, TheSameBitsAtAnyAddress) {
  const std::vector<float> expected = normals(kKey, 1000);
  std::vector<float> buffer(1100);
  for (std::size_t offset = 0; offset < 20; ++offset) {
    fill_normal(kKey, buffer.data() + offset, 1000);
    // Bit by bit.
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison)
    ASSERT_EQ(0, std::memcmp(buffer.data() + offset, expected.data(), 1000 * sizeof(float))) << offset;
  }
}

TEST(Random, NormalsHaveTheMomentsAndTheShapeOfTheNormalDistribution) {
  constexpr std::size_t kCount = 1000000;
  const std::vector<float> x = normals({5, Stream::metric_noise, 0, 0}, kCount);
  std::vector<double> y(kCount);
  fill_normal({5, Stream::metric_noise, 1, 0}, y.data(), kCount);
  const auto check = [&](const auto& values) {
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
    for (const double v : values) {
      m1 += v, m2 += v * v, m3 += v * v * v, m4 += v * v * v * v;
    }
    const double n = kCount;
    // Five standard errors of each moment: sqrt(1/n), sqrt(2/n), sqrt(15/n), sqrt(96/n).
    EXPECT_NEAR(m1 / n, 0, 5 * std::sqrt(1 / n));
    EXPECT_NEAR(m2 / n, 1, 5 * std::sqrt(2 / n));
    EXPECT_NEAR(m3 / n, 0, 5 * std::sqrt(15 / n));
    EXPECT_NEAR(m4 / n, 3, 5 * std::sqrt(96 / n));
    // P(sqrt n D > 1.95) is 0.001.
    EXPECT_LT(ks_distance(values, normal_cdf), 1.95 / std::sqrt(n));
  };
  check(x);
  check(y);
}

TEST(Random, TailsAreFilledFiniteAndSymmetric) {
  double beyond3 = 0, beyond4 = 0, beyond5 = 0, above4 = 0;
  float largest = 0;
  constexpr std::size_t kCount = 1 << 20;
  std::vector<float> x(kCount);
  for (std::uint64_t step = 0; step < 32; ++step) {
    fill_normal({6, Stream::metric_noise, step, 0}, x.data(), kCount);
    for (const float v : x) {
      ASSERT_TRUE(std::isfinite(v));
      const float a = std::abs(v);
      largest = std::max(largest, a);
      beyond3 += a > 3, beyond4 += a > 4, beyond5 += a > 5, above4 += v > 4;
    }
  }
  const double n = 32.0 * kCount;
  const auto expect_count = [&](double found, double probability) {
    EXPECT_NEAR(found, n * probability, 5 * std::sqrt(n * probability));
  };
  expect_count(beyond3, 2 * normal_cdf(-3));
  expect_count(beyond4, 2 * normal_cdf(-4));
  expect_count(beyond5, 2 * normal_cdf(-5));
  expect_count(above4, normal_cdf(-4));
  EXPECT_GT(largest, 5.2f);
  EXPECT_LT(largest, 6.7f);
}

// The float transform against Box and Muller in double, from the very uniform that it makes of the words.
TEST(Random, TheFloatTransformIsAccurate) {
  constexpr std::size_t kCount = 64 * 4000;
  std::vector<std::uint32_t> words(kCount);
  fill_bits(kKey, words.data(), kCount);
  const std::vector<float> x = normals(kKey, kCount);
  double worst = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const std::size_t half = i / 32 * 32, lane = i % 16;
    const std::uint32_t upper = words[half + lane] / 2;
    const double u = (static_cast<float>(upper) + 0.5f) * 0x1p-31f;
    const double angle = words[half + 16 + lane] * (2 * 3.14159265358979323846 * 0x1p-32);
    const double radius = std::sqrt(-2 * std::log(u));
    const double exact = radius * (i % 32 < 16 ? std::cos(angle) : std::sin(angle));
    // Relative to the number itself, but for angles whose float rounding error alone is larger than the sine.
    worst = std::max(worst, std::abs(x[i] - exact) / std::max(std::abs(exact), 1e-4 * radius));
  }
  EXPECT_LT(worst, 1e-6);
}

TEST(Random, UniformsFillTheHalfOpenRange) {
  constexpr std::size_t kCount = 1000000;
  std::vector<float> x(kCount);
  fill_uniform({8, Stream::metric_noise, 0, 0}, x.data(), kCount, -1.0f, 1.0f);
  EXPECT_LT(ks_distance(x, [](double v) { return (v + 1) / 2; }), 1.95 / std::sqrt(1.0 * kCount));
  std::vector<double> y(kCount);
  fill_uniform({8, Stream::metric_noise, 0, 0}, y.data(), kCount, 2.0, 5.0);
  EXPECT_LT(ks_distance(y, [](double v) { return (v - 2) / 3; }), 1.95 / std::sqrt(1.0 * kCount));
  // A range so narrow that rounding alone would reach the upper end.
  const float top = std::nextafter(1.0f, 2.0f);
  fill_uniform({8, Stream::metric_noise, 0, 0}, x.data(), kCount, 1.0f, top);
  EXPECT_TRUE(std::all_of(x.begin(), x.end(), [](float v) { return v == 1.0f; }));
  fill_uniform({8, Stream::metric_noise, 0, 0}, x.data(), 10, 4.0f, 4.0f);
  EXPECT_EQ(x[9], 4.0f);
}

TEST(Random, EveryPartOfTheKeyGivesAnUnrelatedSequence) {
  constexpr std::size_t kCount = 100000;
  const StreamKey base{11, Stream::data_for_discriminator, 7, 0};
  std::vector<StreamKey> keys(7, base);
  keys[1].seed = 12;
  keys[2].seed = 11 + (std::uint64_t{1} << 32);
  keys[3].stream = Stream::noise_for_discriminator;
  keys[4].step = 8;
  keys[5].step = 7 + (std::uint64_t{1} << 32);
  keys[6].inner = 1;
  std::vector<std::vector<float>> draws;
  for (const StreamKey& key : keys) draws.push_back(normals(key, kCount));
  for (std::size_t a = 0; a < keys.size(); ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      double product = 0;
      for (std::size_t i = 0; i < kCount; ++i) product += double{draws[a][i]} * draws[b][i];
      const double correlation = product / kCount;
      if (a == b) {
        EXPECT_NEAR(correlation, 1, 0.03);
      } else {
        EXPECT_LT(std::abs(correlation), 5 / std::sqrt(1.0 * kCount)) << a << " and " << b;
      }
    }
  }
}

// Neighbours share a block, a lane or a radius: none of it may show.
TEST(Random, NumbersOfOneSequenceAreUncorrelated) {
  constexpr std::size_t kCount = 1 << 20;
  const std::vector<float> x = normals({13, Stream::view_noise, 0, 0}, kCount);
  for (const std::size_t lag : {1u, 2u, 15u, 16u, 17u, 32u, 48u, 64u, 512u}) {
    double product = 0, squares = 0;
    for (std::size_t i = 0; i + lag < kCount; ++i) {
      const double a = x[i], b = x[i + lag];
      product += a * b;
      squares += (a * a - 1) * (b * b - 1);
    }
    EXPECT_LT(std::abs(product / kCount), 5 / std::sqrt(1.0 * kCount)) << lag;
    EXPECT_LT(std::abs(squares / kCount), 10 / std::sqrt(1.0 * kCount)) << lag;
  }
}

}  // namespace
}  // namespace gan
