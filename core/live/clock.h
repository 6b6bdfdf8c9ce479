// Clock: what time it is for whoever works on an executor. Only pacing reads it: no time reaches a number of a game.
#pragma once

#include <chrono>

namespace gan {

class Clock {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Duration = Time::duration;
  using Seconds = std::chrono::duration<double>;

  virtual ~Clock() = default;
  virtual Time now() const = 0;  // never goes back
};

inline Clock::Duration clock_duration(double seconds) {
  return std::chrono::duration_cast<Clock::Duration>(Clock::Seconds(seconds));
}

// The machine's.
const Clock& steady_clock();

// Stands still until it is moved on, by the thread that owns the executor.
class ManualClock final : public Clock {
 public:
  Time now() const override { return now_; }
  void advance(Duration duration) { now_ += duration; }
  void advance_to(Time time) {
    if (time > now_) now_ = time;
  }

 private:
  Time now_{};
};

}  // namespace gan
