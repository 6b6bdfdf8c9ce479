// Small games and a way to wait for a thread without sleeping, for the tests of the threads.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "core/live/trainer.h"
#include "tests/patience.h"
#include "tests/seed.h"

namespace gan::test {

// A game whose iterations take a few microseconds.
inline Settings small_game() {
  Settings settings;
  settings.spec.seed = seed(settings.spec.seed);
  settings.spec.generator.hidden = settings.spec.discriminator.hidden = {8};
  settings.hyperparameters.batch_size = 8;
  return settings;
}

inline std::unique_ptr<Run> make_run(const Settings& settings = small_game()) {
  auto run = Run::create(settings);
  EXPECT_TRUE(run.ok()) << run.message();
  return std::move(run).value();
}

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
      // What the predicate reads may change just after the bell (an acknowledgement does): look again soon.
      changed_.wait_for(lock, std::chrono::milliseconds(2));
      if (std::chrono::steady_clock::now() > deadline) return false;
    }
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int rings_ = 0;
};

// A trainer with its bell, and what a window would keep of its output.
class TestTrainer {
 public:
  explicit TestTrainer(TrainerOptions options = {}, const Settings& settings = small_game())
      : trainer_(make_run(settings), with_bell(std::move(options))) {}

  Trainer* operator->() { return &trainer_; }
  Trainer& get() { return trainer_; }
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

  // Appends what is new to `output`.
  void collect() {
    TrainerOutput batch;
    trainer_.take_output(batch);
    output.records.insert(output.records.end(), batch.records.begin(), batch.records.end());
    output.applied.insert(output.applied.end(), batch.applied.begin(), batch.applied.end());
    output.rejected.insert(output.rejected.end(), batch.rejected.begin(), batch.rejected.end());
    output.problems.insert(output.problems.end(), batch.problems.begin(), batch.problems.end());
  }
  // Every segment's records count 1, 2, 3 ... without a gap.
  void expect_gapless() const {
    std::int64_t segment = -1, step = 0;
    for (const SegmentRecord& r : output.records) {
      if (r.segment.number != segment) step = 0;
      ASSERT_GE(r.segment.number, segment);
      segment = r.segment.number;
      ASSERT_EQ(r.record.step, ++step) << "in segment " << segment;
    }
  }

  TrainerOutput output;

 private:
  TrainerOptions with_bell(TrainerOptions options) {
    options.notify = bell_.ringer();
    return options;
  }

  Bell bell_;
  Trainer trainer_;
};

inline Command set_rate(double rate) {
  return SetValue{"hyperparameters.generator.learning_rate", rate};
}
inline Command set_k(std::int64_t k) {
  return SetValue{"hyperparameters.k", k};
}

}  // namespace gan::test
