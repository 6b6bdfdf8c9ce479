// RateMeter: how fast a trainer completes iterations, for people to read. Changes no number of a game.
#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include "core/live/clock.h"

namespace gan {

// Completed iterations a second over the last second, or between the last two when they are slower than that.
class RateMeter {
 public:
  void add(Clock::Time now, std::int64_t iterations) {
    if (!entries_.empty() && entries_.back().second == iterations) return;
    entries_.emplace_back(now, iterations);
    while (entries_.size() > 2 && now - entries_.front().first > kRateWindow) entries_.pop_front();
  }
  void reset() { entries_.clear(); }
  double rate() const {
    if (entries_.size() < 2) return 0;
    const Clock::Seconds time = entries_.back().first - entries_.front().first;
    if (time.count() <= 0) return 0;
    return static_cast<double>(entries_.back().second - entries_.front().second) / time.count();
  }

 private:
  static constexpr Clock::Seconds kRateWindow{1.0};
  std::deque<std::pair<Clock::Time, std::int64_t>> entries_;
};

}  // namespace gan
