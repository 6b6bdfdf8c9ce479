// StepAxis: the steps at which the points of a series were taken, as a pyramid. Level 0 holds the step of
// each point, level l >= 1 the first and last step of each run of 4^l points. The axis alone decides which
// points fall into which bucket, how much of each level is remembered and which level answers a query; the
// values of any number of series (series.h) follow it index by index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/history/chunk_ring.h"

namespace gan {

inline constexpr int kPyramidFactor = 4;   // points or buckets that make one bucket of the next level
inline constexpr int kPyramidLevels = 16;  // the coarsest bucket holds 4^15 points
inline constexpr std::size_t kPyramidChunk = 512;
// Remembered: the newest 32 768 points one by one, and 16 384 buckets of each level above. A level must not
// reach further back than the one above it, so the first is at most `factor` times the second.
template <class T>
using PointRing = ChunkRing<T, kPyramidChunk, 64>;
template <class T>
using BucketRing = ChunkRing<T, kPyramidChunk, 32>;

struct StepRange {
  std::int64_t first = 0;
  std::int64_t last = 0;  // inclusive
};

// Buckets [begin, end) of one level, absolute indices; `end` may count the bucket that is still being filled.
struct LevelRange {
  int level = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t size() const { return end - begin; }
};

class StepAxis {
 public:
  // `step` is greater than every step before it.
  void append(std::int64_t step);
  // Forgets every point with a step >= `step`. Exact where the single points are remembered; further back it
  // cuts at a bucket of the finest level that is, so up to one such bucket before `step` goes too. Returns
  // the points left.
  std::uint64_t truncate(std::int64_t step);

  std::uint64_t size() const { return points_.end(); }
  bool empty() const { return size() == 0; }
  std::int64_t first() const;  // of the whole run; the axis is not empty
  std::int64_t last() const;

  // Number of levels in use; buckets of a level, the one still being filled included; where its memory
  // begins.
  int levels() const { return 1 + static_cast<int>(buckets_.size()); }
  std::uint64_t level_end(int level) const;
  std::uint64_t level_begin(int level) const;
  StepRange steps_of(int level, std::uint64_t index) const;
  const BucketRing<StepRange>& finished(int level) const { return buckets_[level - 1]; }  // level >= 1

  // The buckets that overlap the steps [first, last], on the finest level that still remembers all of them
  // and has at most `max_buckets` there; with `neighbours` one more on each side. Empty when nothing overlaps
  // or is beside.
  LevelRange find(std::int64_t first, std::int64_t last, std::uint64_t max_buckets, bool neighbours) const;
  // The finest bucket that holds `step`, or else the nearest one before it. Empty range when there is none.
  LevelRange find_at(std::int64_t step) const;

  std::size_t memory_bytes() const;

 private:
  // First index on `level` whose last step is >= step; level_end(level) when there is none.
  std::uint64_t lower_bound(int level, std::int64_t step) const;

  PointRing<std::int64_t> points_;
  std::vector<BucketRing<StepRange>> buckets_;  // level l at [l - 1]
};

// Points in one bucket of a level.
constexpr std::uint64_t bucket_points(int level) {
  return std::uint64_t{1} << (2 * level);
}

}  // namespace gan
