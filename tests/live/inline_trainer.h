// A trainer in the test's own thread, with a clock that only the test moves on: what happens when is the same every
// time.
#pragma once

#include <functional>

#include "core/live/inline_executor.h"
#include "tests/live/live_game.h"

namespace gan::test {

class InlineTrainer : public Collected {
 public:
  explicit InlineTrainer(TrainerOptions options = {}, const Settings& settings = small_game())
      : trainer_(executor_, make_run(settings), counting(std::move(options))) {}

  Trainer* operator->() { return &trainer_; }
  ManualClock& clock() { return clock_; }
  InlineExecutor& executor() { return executor_; }
  int notices() const { return notices_; }
  double seconds() const { return Clock::Seconds(clock_.now().time_since_epoch()).count(); }

  // One turn, after which it is so much later, or the time until one is wanted. False where none ever is.
  bool go_on(Clock::Duration turn_takes = std::chrono::microseconds(100)) {
    if (executor_.due() > 0) {
      executor_.turn();
      clock_.advance(turn_takes);
      return true;
    }
    if (executor_.next_turn() == Clock::Time::max()) return false;
    clock_.advance_to(executor_.next_turn());
    return true;
  }
  // False when it never comes.
  bool wait(const std::function<bool()>& predicate) {
    for (int i = 0; i < 1000000; ++i) {
      if (predicate()) return true;
      if (!go_on()) return predicate();
    }
    return false;
  }
  // Turns take no time here; waiting for the next one does, until so much has passed.
  void pass(double seconds) {
    const Clock::Time end = clock_.now() + clock_duration(seconds);
    while (true) {
      if (executor_.due() > 0) {
        executor_.turn();
      } else if (executor_.next_turn() <= end) {
        clock_.advance_to(executor_.next_turn());
      } else {
        return clock_.advance_to(end);
      }
    }
  }

  // Until the request is done and the trainer rests.
  [[nodiscard]] bool settle(Ticket ticket) {
    return wait([&] {
      if (trainer_.acknowledged_ticket() < ticket) return false;
      const Activity activity = trainer_.activity();
      return activity == Activity::paused || activity == Activity::stalled;
    });
  }
  void collect() { Collected::collect(trainer_); }

 private:
  TrainerOptions counting(TrainerOptions options) {
    options.notify = [this, given = std::move(options.notify)] {
      ++notices_;
      if (given) given();
    };
    return options;
  }

  ManualClock clock_;
  InlineExecutor executor_{clock_};
  int notices_ = 0;
  Trainer trainer_;
};

}  // namespace gan::test
