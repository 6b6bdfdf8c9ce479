#include "core/history/series.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "core/base/check.h"

namespace gan {

Series::Series() : axis_(std::make_shared<StepAxis>()) {}

void Series::append(std::int64_t step, float value) {
  GAN_CHECK(!in_group_, "a member of a group is appended to through its group");
  axis_->append(step);
  push(value);
}

void Series::push(float value) {
  points_.push(value);
  const std::uint64_t size = points_.end();
  for (int level = 1; level < kPyramidLevels && size % bucket_points(level) == 0; ++level) {
    if (level > static_cast<int>(buckets_.size())) buckets_.emplace_back();
    const std::uint64_t child = (size / bucket_points(level) - 1) * kPyramidFactor;
    buckets_[level - 1].push(merge(level - 1, child, child + kPyramidFactor));
  }
}

Series::Summary Series::merge(int level, std::uint64_t begin, std::uint64_t end) const {
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  Summary all{kNone, kNone, kNone, 0};
  double sum = 0;
  for (std::uint64_t i = begin; i < end; ++i) {
    const Summary part = summary_of(level, i);
    if (part.count == 0) continue;
    all.min = all.count == 0 ? part.min : std::min(all.min, part.min);
    all.max = all.count == 0 ? part.max : std::max(all.max, part.max);
    all.count += part.count;
    sum += static_cast<double>(part.mean) * part.count;
  }
  if (all.count > 0) all.mean = std::clamp(static_cast<float>(sum / all.count), all.min, all.max);
  return all;
}

Series::Summary Series::summary_of(int level, std::uint64_t index) const {
  if (level == 0) {
    const float value = points_[index];
    if (std::isfinite(value)) return {value, value, value, 1};
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    return {kNone, kNone, kNone, 0};
  }
  const auto& ring = buckets_[level - 1];
  if (index < ring.end()) return ring[index];
  return merge(level - 1, index * kPyramidFactor, axis_->level_end(level - 1));  // the one being filled
}

Bucket Series::bucket(int level, std::uint64_t index) const {
  const StepRange steps = axis_->steps_of(level, index);
  const Summary s = summary_of(level, index);
  return {steps.first, steps.last, s.min, s.max, s.mean, s.count};
}

void Series::query(std::int64_t first, std::int64_t last, int max_buckets, std::vector<Bucket>& out,
                   bool neighbours) const {
  GAN_CHECK(max_buckets > 0, "a query needs room for a bucket");
  const LevelRange range = axis_->find(first, last, 2 * static_cast<std::uint64_t>(max_buckets), neighbours);
  out.resize(range.size());
  std::uint64_t i = range.begin;
  if (range.level > 0) {
    // The finished buckets, which are nearly all, straight from the rings.
    const auto& steps = axis_->finished(range.level);
    const auto& values = buckets_[range.level - 1];
    for (const std::uint64_t finished = std::min(range.end, values.end()); i < finished; ++i) {
      const StepRange& at = steps[i];
      const Summary& s = values[i];
      out[i - range.begin] = {at.first, at.last, s.min, s.max, s.mean, s.count};
    }
  }
  for (; i < range.end; ++i) out[i - range.begin] = bucket(range.level, i);
}

bool Series::at(std::int64_t step, Bucket& out) const {
  const LevelRange range = axis_->find_at(step);
  if (range.size() == 0) return false;
  out = bucket(range.level, range.begin);
  return true;
}

void Series::keep(std::uint64_t points) {
  points_.truncate(points);
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    buckets_[i].truncate(points / bucket_points(static_cast<int>(i) + 1));
  }
  while (!buckets_.empty() && buckets_.back().end() == 0) buckets_.pop_back();
}

void Series::truncate(std::int64_t step) {
  GAN_CHECK(!in_group_, "a member of a group is truncated through its group");
  keep(axis_->truncate(step));
}

void Series::clear() {
  GAN_CHECK(!in_group_, "a member of a group is cleared through its group");
  *this = Series();
}

float Series::last() const {
  if (empty()) return std::numeric_limits<float>::quiet_NaN();
  // After a truncation far back the single points are gone; the finest bucket stands in.
  if (points_.begin() < points_.end()) return points_[points_.end() - 1];
  Bucket newest;
  at(axis_->last(), newest);
  return newest.mean;
}

std::size_t Series::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + points_.memory_bytes() + (in_group_ ? 0 : axis_->memory_bytes());
  for (const auto& ring : buckets_) bytes += ring.memory_bytes();
  return bytes;
}

SeriesGroup::SeriesGroup(std::vector<std::string> names)
    : names_(std::move(names)), axis_(std::make_shared<StepAxis>()) {
  series_.reserve(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) series_.push_back(Series(axis_));
}

SeriesGroup::SeriesGroup(const SeriesGroup& other)
    : names_(other.names_), axis_(std::make_shared<StepAxis>(*other.axis_)) {
  series_.reserve(names_.size());
  for (const Series& series : other.series_) series_.push_back(Series(series, axis_));
}

void SeriesGroup::append(std::int64_t step, std::span<const float> row) {
  GAN_CHECK(row.size() == series_.size(), "a row holds one value for each series of the group");
  axis_->append(step);
  for (std::size_t i = 0; i < row.size(); ++i) series_[i].push(row[i]);
}

void SeriesGroup::truncate(std::int64_t step) {
  const std::uint64_t points = axis_->truncate(step);
  for (Series& series : series_) series.keep(points);
}

void SeriesGroup::clear() {
  *axis_ = StepAxis();
  for (Series& series : series_) series = Series(axis_);
}

const Series* SeriesGroup::find(std::string_view name) const {
  const auto at = std::find(names_.begin(), names_.end(), name);
  return at == names_.end() ? nullptr : &series_[static_cast<std::size_t>(at - names_.begin())];
}

std::size_t SeriesGroup::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + axis_->memory_bytes();
  for (const Series& series : series_) bytes += series.memory_bytes();
  return bytes;
}

}  // namespace gan
