#include "core/history/step_axis.h"

#include "core/base/check.h"

namespace gan {

void StepAxis::append(std::int64_t step) {
  GAN_CHECK(empty() || step > last(), "the steps of a series must increase");
  points_.push(step);
  // Close every bucket that this point completes; on average a third of a bucket an append.
  for (int level = 1; level < kPyramidLevels && size() % bucket_points(level) == 0; ++level) {
    if (level > static_cast<int>(buckets_.size())) buckets_.emplace_back();
    const std::uint64_t index = size() / bucket_points(level) - 1;
    const std::uint64_t child = index * kPyramidFactor;
    buckets_[level - 1].push({steps_of(level - 1, child).first, steps_of(level - 1, child + kPyramidFactor - 1).last});
  }
}

std::uint64_t StepAxis::truncate(std::int64_t step) {
  if (empty() || last() < step) return size();
  std::uint64_t left = 0;
  if (step > first()) {
    for (int level = 0; level < levels(); ++level) {
      // Whole buckets before `step`. The ones that the still open buckets above need must be remembered as
      // well.
      const std::uint64_t index = lower_bound(level, step);
      const std::uint64_t oldest = level_begin(level);
      const bool remembered = oldest == 0 || oldest <= index / kPyramidFactor * kPyramidFactor;
      if (!remembered || index == oldest) continue;
      left = index * bucket_points(level);
      break;
    }
  }
  points_.truncate(left);
  for (int level = 1; level < levels(); ++level) buckets_[level - 1].truncate(left / bucket_points(level));
  while (!buckets_.empty() && buckets_.back().end() == 0) buckets_.pop_back();
  return left;
}

std::int64_t StepAxis::first() const {
  GAN_CHECK(!empty(), "the first step of an empty series was asked for");
  return steps_of(levels() - 1, 0).first;
}

std::int64_t StepAxis::last() const {
  GAN_CHECK(!empty(), "the last step of an empty series was asked for");
  return steps_of(levels() - 1, level_end(levels() - 1) - 1).last;
}

std::uint64_t StepAxis::level_end(int level) const {
  return (size() + bucket_points(level) - 1) / bucket_points(level);
}

std::uint64_t StepAxis::level_begin(int level) const {
  return level == 0 ? points_.begin() : buckets_[level - 1].begin();
}

StepRange StepAxis::steps_of(int level, std::uint64_t index) const {
  if (level == 0) return {points_[index], points_[index]};
  const auto& ring = buckets_[level - 1];
  if (index < ring.end()) return ring[index];
  // The bucket being filled: from its first child to the newest child.
  return {steps_of(level - 1, index * kPyramidFactor).first, steps_of(level - 1, level_end(level - 1) - 1).last};
}

std::uint64_t StepAxis::lower_bound(int level, std::int64_t step) const {
  std::uint64_t low = level_begin(level);
  std::uint64_t high = level_end(level);
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (steps_of(level, middle).last < step) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

LevelRange StepAxis::find(std::int64_t first, std::int64_t last, std::uint64_t max_buckets, bool neighbours) const {
  if (empty() || first > last) return {};
  for (int level = 0; level < levels(); ++level) {
    const bool coarsest = level + 1 == levels();
    const std::uint64_t oldest = level_begin(level);
    const std::uint64_t newest = level_end(level);
    const bool covers = oldest == 0 || (oldest < newest && steps_of(level, oldest).first <= first);
    if (!covers && !coarsest) continue;
    LevelRange range{level, lower_bound(level, first), lower_bound(level, last)};
    if (range.end < newest && steps_of(level, range.end).first <= last) ++range.end;
    if (range.size() > max_buckets && !coarsest) continue;
    if (neighbours && range.begin > oldest) --range.begin;
    if (neighbours && range.end < newest) ++range.end;
    return range;
  }
  return {};
}

LevelRange StepAxis::find_at(std::int64_t step) const {
  if (empty() || step < first()) return {};
  for (int level = 0; level < levels(); ++level) {
    const std::uint64_t oldest = level_begin(level);
    if (oldest == level_end(level) || steps_of(level, oldest).first > step) continue;
    std::uint64_t index = lower_bound(level, step);
    if (index == level_end(level) || steps_of(level, index).first > step) --index;
    return {level, index, index + 1};
  }
  return {};
}

std::size_t StepAxis::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + points_.memory_bytes();
  for (const auto& ring : buckets_) bytes += ring.memory_bytes();
  return bytes;
}

}  // namespace gan
