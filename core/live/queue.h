// Queue: lossless hand-over between threads, in order. Writers append; the reader swaps the whole batch out,
// so that the lock is held for a push or a swap only. `pending` is one atomic read: a hot loop asks it at
// every step.
#pragma once

#include <atomic>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

namespace gan {

template <class T>
class Queue {
 public:
  void push(T item) {
    const std::lock_guard lock(mutex_);
    items_.push_back(std::move(item));
    pending_.store(true, std::memory_order_release);
  }

  // Moves all of `batch` to the end; `batch` is left empty and keeps its memory.
  void append(std::vector<T>& batch) {
    if (batch.empty()) return;
    const std::lock_guard lock(mutex_);
    if (items_.empty()) {
      items_.swap(batch);
    } else {
      items_.insert(items_.end(), std::make_move_iterator(batch.begin()),
                    std::make_move_iterator(batch.end()));
      batch.clear();
    }
    pending_.store(true, std::memory_order_release);
  }

  // Everything so far, in order; what `into` held is dropped, and its memory is used for what comes next.
  void take(std::vector<T>& into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    items_.swap(into);
    pending_.store(false, std::memory_order_release);
  }

  bool pending() const { return pending_.load(std::memory_order_acquire); }

 private:
  std::mutex mutex_;
  std::vector<T> items_;
  std::atomic<bool> pending_{false};
};

}  // namespace gan
