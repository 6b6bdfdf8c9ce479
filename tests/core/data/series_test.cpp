// The multi-resolution record: exact against brute force, bounded in memory and in time.
#include "core/history/series.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

namespace gan {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

struct Point {
  std::int64_t step;
  float value;
};

// Steps with gaps, values with NaN: single ones, and a long stretch that covers whole buckets.
std::vector<Point> some_points(int count) {
  std::vector<Point> points;
  std::int64_t step = 5;
  std::uint32_t state = 12345;
  for (int i = 0; i < count; ++i) {
    state = state * 1664525u + 1013904223u;
    step += 1 + (state >> 28) % 3;
    float value = static_cast<float>(static_cast<int>(state >> 8) % 20001 - 10000) / 7.0f;
    if (state % 11 == 0 || (i > count / 2 && i < count / 2 + 40)) value = kNaN;
    points.push_back({step, value});
  }
  return points;
}

void expect_exact(const Bucket& bucket, const std::vector<Point>& points) {
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  double sum = 0;
  std::uint32_t count = 0;
  bool first_seen = false;
  bool last_seen = false;
  for (const Point& p : points) {
    if (p.step < bucket.first_step || p.step > bucket.last_step) continue;
    first_seen |= p.step == bucket.first_step;
    last_seen |= p.step == bucket.last_step;
    if (!std::isfinite(p.value)) continue;
    low = std::min(low, p.value);
    high = std::max(high, p.value);
    sum += p.value;
    ++count;
  }
  EXPECT_TRUE(first_seen);
  EXPECT_TRUE(last_seen);
  ASSERT_EQ(bucket.count, count);
  if (count == 0) {
    EXPECT_TRUE(std::isnan(bucket.mean) && std::isnan(bucket.min) && std::isnan(bucket.max));
    return;
  }
  EXPECT_EQ(bucket.min, low);
  EXPECT_EQ(bucket.max, high);
  EXPECT_NEAR(bucket.mean, sum / count, 1e-6 * std::max(std::abs(low), std::abs(high)));
}

TEST(Series, AnswersExactlyWhateverTheSizeAndTheRange) {
  for (const int count : {1, 2, 3, 4, 5, 63, 64, 1000, 4097}) {
    const std::vector<Point> points = some_points(count);
    Series series;
    for (const Point& p : points) series.append(p.step, p.value);
    const std::int64_t first = points.front().step;
    const std::int64_t last = points.back().step;
    for (const int max_buckets : {1, 7, 40, 5000}) {
      for (const auto& [from, to] : {std::pair{first, last}, std::pair{first - 10, last + 10},
                                     std::pair{first + (last - first) / 3, first + (last - first) / 2}}) {
        std::vector<Bucket> buckets;
        series.query(from, to, max_buckets, buckets);
        EXPECT_LE(buckets.size(), std::max<std::size_t>(2 * max_buckets, kPyramidFactor));
        std::size_t covered = 0;
        for (const Bucket& b : buckets) {
          expect_exact(b, points);
          EXPECT_TRUE(b.last_step >= from && b.first_step <= to);
          for (const Point& p : points) {
            covered += p.step >= std::max(from, b.first_step) && p.step <= std::min(to, b.last_step);
          }
        }
        std::size_t expected = 0;
        for (const Point& p : points) expected += p.step >= from && p.step <= to;
        EXPECT_EQ(covered, expected) << count << " points, " << max_buckets << " buckets";
      }
    }
  }
}

TEST(Series, TakesTheFinestLevelThatFits) {
  Series series;
  for (int i = 0; i < 4096; ++i) series.append(i, static_cast<float>(i));
  std::vector<Bucket> buckets;
  series.query(100, 149, 25, buckets);
  ASSERT_EQ(buckets.size(), 50u);
  EXPECT_EQ(buckets[0].count, 1u);
  series.query(100, 150, 25, buckets);
  EXPECT_EQ(buckets[0].count, 4u);
  series.query(100, 149, 25, buckets, true);
  ASSERT_EQ(buckets.size(), 52u);
  EXPECT_EQ(buckets.front().first_step, 99);
  EXPECT_EQ(buckets.back().last_step, 150);
}

TEST(Series, AnEmptySeriesAndRangesBesideTheRunAreEmpty) {
  Series series;
  std::vector<Bucket> buckets(3);
  series.query(0, 100, 10, buckets);
  EXPECT_TRUE(buckets.empty());
  EXPECT_TRUE(std::isnan(series.last()));
  Bucket b;
  EXPECT_FALSE(series.at(3, b));
  series.append(50, 1.5f);
  series.query(0, 49, 10, buckets);
  EXPECT_TRUE(buckets.empty());
  series.query(51, 60, 10, buckets);
  EXPECT_TRUE(buckets.empty());
  EXPECT_FALSE(series.at(49, b));
  ASSERT_TRUE(series.at(1000, b));
  EXPECT_EQ(b.first_step, 50);
  EXPECT_EQ(series.last(), 1.5f);
}

TEST(Series, InfinityIsAGapToo) {
  Series series;
  for (int i = 0; i < 64; ++i) series.append(i, i == 9 ? std::numeric_limits<float>::infinity() : 2.0f);
  std::vector<Bucket> buckets;
  series.query(0, 63, 1, buckets);
  ASSERT_FALSE(buckets.empty());
  std::uint32_t count = 0;
  for (const Bucket& b : buckets) {
    EXPECT_EQ(b.max, 2.0f);
    EXPECT_EQ(b.mean, 2.0f);
    count += b.count;
  }
  EXPECT_EQ(count, 63u);
}

// Sixteen series of ten million steps: DESIGN's bound, and a query that costs the same as on a thousand
// steps.
TEST(Series, TenMillionStepsStayBounded) {
  constexpr std::int64_t kSteps = 10'000'000;
  SeriesGroup group({"spikes", "steps", "gaps"});
  std::vector<std::int64_t> spikes;
  for (std::int64_t i = 0; i < kSteps; ++i) {
    const bool spike = i % 1'234'567 == 1000;
    if (spike) spikes.push_back(i);
    const float wave = static_cast<float>(i % 100) / 100.0f;
    const float row[] = {spike ? 50.0f : wave, static_cast<float>(i), kNaN};
    group.append(i, row);
  }
  EXPECT_LT(group.memory_bytes() + 13 * group[0].memory_bytes(), std::size_t{64} << 20);
  EXPECT_LT(16 * (group[0].memory_bytes() + (group.memory_bytes() - 3 * group[0].memory_bytes())),
            std::size_t{64} << 20)
      << "sixteen series on their own";

  std::vector<Bucket> buckets;
  group[0].query(0, kSteps, 500, buckets);
  EXPECT_LE(buckets.size(), 1000u);
  EXPECT_GT(buckets.size(), 200u);
  EXPECT_EQ(buckets.front().first_step, 0);
  EXPECT_EQ(buckets.back().last_step, kSteps - 1);
  std::uint64_t count = 0;
  std::size_t found = 0;
  for (const Bucket& b : buckets) {
    count += b.count;
    found += b.max == 50.0f;
  }
  EXPECT_EQ(count, static_cast<std::uint64_t>(kSteps));
  EXPECT_EQ(found, spikes.size()) << "no spike is ever thinned away";

  Bucket b;
  ASSERT_TRUE(group[1].at(kSteps - 20'000, b));
  EXPECT_EQ(b.count, 1u) << "the recent past stays single";
  ASSERT_TRUE(group[1].at(3'000'000, b));
  EXPECT_LE(b.count, 1024u);
  EXPECT_LE(b.min, 3e6f);
  EXPECT_GE(b.max, 3e6f);
  group[2].query(0, kSteps, 10, buckets);
  for (const Bucket& gap : buckets) EXPECT_EQ(gap.count, 0u);
}

TEST(Series, AQueryCostsTheSameOnAnyLength) {
  auto seconds_per_query = [](std::int64_t steps) {
    Series series;
    for (std::int64_t i = 0; i < steps; ++i) series.append(i, static_cast<float>(i % 17));
    std::vector<Bucket> buckets;
    double best = 1e9;
    for (int trial = 0; trial < 20; ++trial) {
      const auto start = std::chrono::steady_clock::now();
      for (int i = 0; i < 20; ++i) series.query(i, steps, 500, buckets);
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best / 20;
  };
  const double small = seconds_per_query(1000);
  const double large = seconds_per_query(500'000);
  EXPECT_LT(large, 5 * small + 20e-6);
}

TEST(Series, TruncatesExactlyInTheRecentPast) {
  const std::vector<Point> points = some_points(5000);
  for (const std::size_t left :
       {std::size_t{0}, std::size_t{1}, std::size_t{2047}, std::size_t{4096}, std::size_t{4999}, points.size()}) {
    Series series;
    for (const Point& p : points) series.append(p.step, p.value);
    series.truncate(left == points.size() ? points.back().step + 1 : points[left].step);
    ASSERT_EQ(series.size(), left);
    // What is appended afterwards continues as if the rest had never been.
    Series fresh;
    for (std::size_t i = 0; i < left; ++i) fresh.append(points[i].step, points[i].value);
    const std::int64_t next = points.back().step + 100;
    for (int i = 0; i < 300; ++i) {
      series.append(next + i, static_cast<float>(i));
      fresh.append(next + i, static_cast<float>(i));
    }
    for (const int max_buckets : {3, 100, 5000}) {
      std::vector<Bucket> a, b;
      series.query(0, next + 300, max_buckets, a);
      fresh.query(0, next + 300, max_buckets, b);
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].first_step, b[i].first_step);
        EXPECT_EQ(a[i].last_step, b[i].last_step);
        EXPECT_EQ(a[i].count, b[i].count);
        EXPECT_TRUE(a[i].count == 0 || a[i].mean == b[i].mean);
      }
    }
  }
}

TEST(Series, TruncatesFarBackAtTheFinestBucketThatIsLeft) {
  for (const std::int64_t cut : {220'000, 90'001, 4'000, 1}) {
    Series series;
    for (std::int64_t i = 0; i < 250'000; ++i) series.append(i, static_cast<float>(i));
    series.truncate(cut);
    EXPECT_LE(series.size(), static_cast<std::uint64_t>(cut));
    EXPECT_GE(series.size() + 1024, static_cast<std::uint64_t>(cut));
    if (series.size() > 0) {
      EXPECT_LT(series.last_step(), cut);
      EXPECT_NEAR(series.last(), static_cast<float>(series.last_step()), 512);
    }
    for (std::int64_t i = cut; i < cut + 90'000; ++i) series.append(i, static_cast<float>(i));
    std::vector<Bucket> buckets;
    series.query(0, cut + 90'000, 300, buckets);
    std::uint64_t count = 0;
    for (const Bucket& b : buckets) {
      EXPECT_EQ(b.min, static_cast<float>(b.first_step));
      EXPECT_EQ(b.max, static_cast<float>(b.last_step));
      count += b.count;
    }
    EXPECT_EQ(count, series.size());
  }
}

TEST(Series, ClearsForARestart) {
  Series series;
  for (int i = 0; i < 50'000; ++i) series.append(i, 3.0f);
  series.clear();
  EXPECT_TRUE(series.empty());
  EXPECT_LT(series.memory_bytes(), 4096u);
  series.append(1, 7.0f);
  std::vector<Bucket> buckets;
  series.query(0, 10, 10, buckets);
  ASSERT_EQ(buckets.size(), 1u);
  EXPECT_EQ(buckets[0].mean, 7.0f);
}

TEST(SeriesGroup, AgreesWithSingleSeriesAndKeepsItsAddresses) {
  SeriesGroup group({"d_loss", "g_loss"});
  const Series* d_loss = group.find("d_loss");
  ASSERT_EQ(d_loss, &group[0]);
  EXPECT_EQ(group.find("nothing"), nullptr);
  Series alone;
  for (const Point& p : some_points(70'000)) {
    const float row[] = {p.value, 1.0f};
    group.append(p.step, row);
    alone.append(p.step, p.value);
  }
  std::vector<Bucket> a, b;
  d_loss->query(0, 1'000'000, 200, a);
  alone.query(0, 1'000'000, 200, b);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].mean, b[i].mean);
  group.truncate(1000);
  EXPECT_LT(group.last_step(), 1000);
  group.clear();
  EXPECT_TRUE(group.empty());
  EXPECT_EQ(group.find("d_loss"), d_loss);
  EXPECT_TRUE(d_loss->empty());
  const float row[] = {1.0f, 2.0f};
  group.append(1, row);
  EXPECT_EQ(group[1].last(), 2.0f);
}

}  // namespace
}  // namespace gan
