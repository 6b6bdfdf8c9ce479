// A trainer on a thread, and a way to wait for a thread without sleeping.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

#include "core/live/thread_executor.h"
#include "tests/live/live_game.h"
#include "tests/patience.h"

namespace gan::test {

// Wakes whoever waits whenever a worker says that something is new.
class Bell {
 public:
  std::function<void()> ringer() {
    return [this] {
      {
        const std::lock_guard lock(mutex_);
        ++rings_;
      }
      changed_.notify_all();
    };
  }
  // False when it never comes.
  bool wait(const std::function<bool()>& predicate) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!predicate()) {
      std::unique_lock lock(mutex_);
      // The bell may have rung since the predicate was asked: look again soon.
      changed_.wait_for(lock, std::chrono::milliseconds(2));
      if (std::chrono::steady_clock::now() > deadline) return false;
    }
    return true;
  }
  // Looks only when the bell has rung, as a window does that sleeps. False when it never comes.
  bool wait_for_rings(const std::function<bool()>& predicate) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    std::unique_lock lock(mutex_);
    while (true) {
      const int heard = rings_;
      lock.unlock();
      if (predicate()) return true;
      lock.lock();
      if (!changed_.wait_until(lock, deadline, [&] { return rings_ != heard; })) return false;
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int rings_ = 0;
};

class TestTrainer : public Collected {
 public:
  explicit TestTrainer(TrainerOptions options = {}, const Settings& settings = small_game())
      : trainer_(threads_, make_run(settings), with_bell(std::move(options))) {}

  Trainer* operator->() { return &trainer_; }
  Bell& bell() { return bell_; }
  bool wait(const std::function<bool()>& predicate) { return bell_.wait(predicate); }

  // Until the request is done and the trainer rests.
  [[nodiscard]] bool settle(Ticket ticket) {
    return wait([&] {
      if (trainer_.acknowledged_ticket() < ticket) return false;
      const Activity activity = trainer_.activity();
      return activity == Activity::paused || activity == Activity::stalled;
    });
  }
  [[nodiscard]] bool acknowledged(Ticket ticket) {
    return wait([&] { return trainer_.acknowledged_ticket() >= ticket; });
  }
  void collect() { Collected::collect(trainer_); }

 private:
  TrainerOptions with_bell(TrainerOptions options) {
    options.notify = bell_.ringer();
    return options;
  }

  ThreadExecutor threads_;
  Bell bell_;
  Trainer trainer_;
};

}  // namespace gan::test
