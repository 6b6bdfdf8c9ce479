#include "core/live/thread_executor.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/base/check.h"

namespace gan {
namespace {

class WorkerThread final : public Placement {
 public:
  explicit WorkerThread(Worker& worker) : worker_(worker), thread_([this] { take_turns(); }) {}
  ~WorkerThread() override { end(); }

  void wake() override {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    changed_.notify_one();
  }

  void end() override {
    GAN_CHECK(std::this_thread::get_id() != thread_.get_id(), "a worker can't wait for its own turn to end");
    {
      const std::lock_guard lock(mutex_);
      ending_.store(true, std::memory_order_relaxed);
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

 private:
  // Between two turns of which the second follows at once there is no lock.
  void take_turns() {
    const CancelFlag ending(ending_);
    Next next = Next::when_woken();
    while (true) {
      if (!next.is_at_once()) sleep_until(next.time());
      if (ending.cancelled()) return;
      next = worker_.turn(ending);
      if (next.is_never()) return;
    }
  }

  void sleep_until(Clock::Time time) {
    const auto called = [this] { return woken_ || ending_.load(std::memory_order_relaxed); };
    std::unique_lock lock(mutex_);
    if (time == Clock::Time::max()) {
      changed_.wait(lock, called);
    } else {
      changed_.wait_until(lock, time, called);
    }
    // What it was woken for is seen by the turn that begins now.
    woken_ = false;
  }

  Worker& worker_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  std::atomic<bool> ending_{false};
  std::thread thread_;  // last: it uses the others
};

}  // namespace

std::unique_ptr<Placement> ThreadExecutor::place(Worker& worker, Urgency) {
  return std::make_unique<WorkerThread>(worker);
}

}  // namespace gan
