// Series: the record of one scalar over the steps of a run, in bounded memory (about 3 MiB of values and
// steps after 10^7 points, then 0.5 MiB for each factor 4). The newest 32 768 points stay single; older ones
// are remembered as buckets of 4, 16, 64 ... points with exact minimum and maximum, so that the whole run is
// always covered and any stretch of it is read in constant time. SeriesGroup holds several that are appended
// together and share one step axis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/history/step_axis.h"

namespace gan {

// A stretch of consecutive points. Points that are not finite (a gap in the record, a blow-up) are left out
// of `min`, `max`, `mean` and `count`; where no finite one is left, count = 0 and the three are NaN.
struct Bucket {
  std::int64_t first_step = 0;
  std::int64_t last_step = 0;  // inclusive
  float min = 0;
  float max = 0;
  float mean = 0;
  std::uint32_t count = 0;
};

class Series {
 public:
  Series();
  Series(Series&&) noexcept = default;
  Series& operator=(Series&&) noexcept = default;

  // `step` is greater than every step before it; gaps are fine. Amortised O(1). Not for a member of a
  // SeriesGroup.
  void append(std::int64_t step, float value);

  // Replaces `out` by the buckets that overlap the steps [first, last], in order, on the finest level where
  // they are at most 2 * max_buckets (with `neighbours` one more on each side, so that a line reaches the
  // edge of a plot).
  void query(std::int64_t first, std::int64_t last, int max_buckets, std::vector<Bucket>& out,
             bool neighbours = false) const;
  // The finest bucket that holds `step`, or else the nearest before it; false when the series begins later.
  bool at(std::int64_t step, Bucket& out) const;

  // Forgets the points with a step >= `step` (how exactly: StepAxis::truncate); everything. Not for group
  // members.
  void truncate(std::int64_t step);
  void clear();

  bool empty() const { return points_.end() == 0; }
  std::uint64_t size() const { return points_.end(); }        // points appended
  float last() const;                                         // the newest value, NaN when empty
  std::int64_t first_step() const { return axis_->first(); }  // the series is not empty
  std::int64_t last_step() const { return axis_->last(); }
  std::size_t memory_bytes() const;  // with the step axis, unless a group owns that

 private:
  friend class SeriesGroup;
  struct Summary {
    float min, max, mean;
    std::uint32_t count;
  };

  explicit Series(std::shared_ptr<StepAxis> axis) : axis_(std::move(axis)), in_group_(true) {}
  Series(const Series& other, std::shared_ptr<StepAxis> axis)
      : axis_(std::move(axis)), in_group_(true), points_(other.points_), buckets_(other.buckets_) {}
  void push(float value);
  void keep(std::uint64_t points);
  Summary merge(int level, std::uint64_t begin, std::uint64_t end) const;
  Summary summary_of(int level, std::uint64_t index) const;
  Bucket bucket(int level, std::uint64_t index) const;

  std::shared_ptr<StepAxis> axis_;
  bool in_group_ = false;
  PointRing<float> points_;
  std::vector<BucketRing<Summary>> buckets_;  // level l at [l - 1], in step with the axis
};

// A fixed set of named series appended together, one row a step. A copy is a record of its own; moving keeps every
// `const Series*` into it valid.
class SeriesGroup {
 public:
  explicit SeriesGroup(std::vector<std::string> names);
  SeriesGroup(SeriesGroup&&) noexcept = default;
  SeriesGroup& operator=(SeriesGroup&&) noexcept = default;
  SeriesGroup(const SeriesGroup& other);

  // One value a series, in the order of the names. NaN where a series has no value at this step.
  void append(std::int64_t step, std::span<const float> row);
  void truncate(std::int64_t step);
  void clear();

  std::size_t count() const { return names_.size(); }
  const std::string& name(std::size_t i) const { return names_[i]; }
  const Series& operator[](std::size_t i) const { return series_[i]; }
  // Null when there is no series of that name.
  const Series* find(std::string_view name) const;

  bool empty() const { return axis_->empty(); }
  std::int64_t first_step() const { return axis_->first(); }  // the group is not empty
  std::int64_t last_step() const { return axis_->last(); }
  std::size_t memory_bytes() const;

 private:
  std::vector<std::string> names_;
  std::shared_ptr<StepAxis> axis_;
  std::vector<Series> series_;
};

}  // namespace gan
