// Queue: lossless hand-over between threads, in order. Writers append; the one reader swaps the whole batch
// out, so that the lock is held for a push or a swap only. Items are numbered 1, 2, 3 ... as they come in.
// `pending` is one atomic read: a hot loop asks it at every step.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

namespace gan {

template <class T>
class Queue {
 public:
  // The item's number.
  std::uint64_t push(T item) {
    std::uint64_t number = 0;
    {
      const std::lock_guard lock(mutex_);
      items_.push_back(std::move(item));
      number = ++pushed_;
      pending_.store(true, std::memory_order_release);
    }
    changed_.notify_one();
    return number;
  }

  // Everything so far, in order, and the number of the last item ever pushed; what `into` held is dropped,
  // and its memory is used for what comes next.
  std::uint64_t take(std::vector<T>& into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    items_.swap(into);
    pending_.store(false, std::memory_order_release);
    return pushed_;
  }

  bool pending() const { return pending_.load(std::memory_order_acquire); }

  // Sleeps until something is pending or a stop is requested.
  void wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return !items_.empty(); });
  }
  // The same, but not beyond `deadline`.
  void wait_until(const std::stop_token& stop, std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, stop, deadline, [this] { return !items_.empty(); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<T> items_;
  std::uint64_t pushed_ = 0;
  std::atomic<bool> pending_{false};
};

}  // namespace gan
