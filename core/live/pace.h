// Pace: when a trainer may begin its next sub-step, when it looks at the clock, and when it shows what it did. Changes
// no number of a game.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "core/live/rate_meter.h"

namespace gan {

inline constexpr double kUnlimitedSpeed = std::numeric_limits<double>::infinity();
inline constexpr double kSlowestSpeed = 0.5;  // sub-steps a second

class Pace {
 public:
  // publish_rate: snapshots and batches a second, at most, while it trains.
  Pace(const Clock& clock, double publish_rate) : clock_(clock), publish_period_(clock_duration(1.0 / publish_rate)) {}

  // Training begins: nothing is due from before.
  void start() {
    next_substep_ = last_look_ = clock_.now();
    until_look_ = interval_ = 1;
  }
  void stop() { meter_.reset(); }

  void set_speed(double substeps_per_second) {
    speed_ = substeps_per_second >= kSlowestSpeed ? substeps_per_second : kSlowestSpeed;
    next_substep_ = std::min(next_substep_, clock_.now() + clock_duration(1.0 / speed_));
  }
  bool unlimited() const { return speed_ == kUnlimitedSpeed; }

  // Whether the next sub-step may begin; if so, the one after it is due later.
  bool allows_substep(Clock::Time now) {
    if (now < next_substep_) return false;
    next_substep_ = std::max(next_substep_, now - kLongestArrears) + clock_duration(1.0 / speed_);
    return true;
  }
  Clock::Time next_substep() const { return next_substep_; }

  // At full speed the clock is looked at after so many sub-steps as take about kLookTarget.
  bool look_is_due() { return --until_look_ <= 0; }
  void look_soon() { until_look_ = 1; }
  // A look at the clock: whether it is time to show what was done.
  bool look(Clock::Time now) {
    const Clock::Duration elapsed = now - last_look_;
    last_look_ = now;
    if (elapsed > 2 * kLookTarget) {
      interval_ = std::max(1, interval_ / 2);
    } else if (elapsed < kLookTarget) {
      interval_ = std::min(kLongestInterval, interval_ * 2);
    }
    until_look_ = interval_;
    if (now < next_tick_) return false;
    next_tick_ = now + publish_period_;
    return true;
  }

  // Iterations a second at a tick at which so many are complete.
  double rate(Clock::Time now, std::int64_t iterations) {
    meter_.add(now, iterations);
    return meter_.rate();
  }

  // A snapshot was copied between two moments: copying takes at most one part in kSnapshotShare of the time.
  void snapshot_taken(Clock::Time before, Clock::Time after) {
    next_snapshot_ = after + std::max(publish_period_, kSnapshotShare * (after - before));
  }
  Clock::Time next_snapshot() const { return next_snapshot_; }

 private:
  static constexpr int kSnapshotShare = 40;
  static constexpr int kLongestInterval = 64;  // sub-steps
  static constexpr Clock::Duration kLookTarget = std::chrono::microseconds(500);
  // A speed limit catches up with this much delay at most; what is longer is forgotten.
  static constexpr Clock::Duration kLongestArrears = std::chrono::milliseconds(100);

  const Clock& clock_;
  const Clock::Duration publish_period_;
  double speed_ = kUnlimitedSpeed;
  int interval_ = 1, until_look_ = 1;
  Clock::Time last_look_{}, next_tick_{}, next_snapshot_{}, next_substep_{};
  RateMeter meter_;
};

}  // namespace gan
