// Queue: lossless hand-over between threads, in order. Writers append, and wake the reader; the one reader swaps the
// whole batch out, so that the lock is held for a push or a swap only. Items are numbered 1, 2, 3 ... as they come in.
// `pending` is one atomic read: a hot loop asks it at every step.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace gan {

template <class T>
class Queue {
 public:
  // The item's number.
  std::uint64_t push(T item) {
    const std::lock_guard lock(mutex_);
    items_.push_back(std::move(item));
    pending_.store(true, std::memory_order_release);
    return ++pushed_;
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

 private:
  std::mutex mutex_;
  std::vector<T> items_;
  std::uint64_t pushed_ = 0;
  std::atomic<bool> pending_{false};
};

}  // namespace gan
