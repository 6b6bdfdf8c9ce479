// Mailbox: one immutable value shared between threads, newest wins. Publishing and reading hold the lock for
// the copy of a pointer only; the old value is released outside it. The version lets a reader see that
// nothing is new without taking the lock, and lets a writer see that nobody has read its last value yet.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace gan {

template <class T>
class Mailbox {
 public:
  // Replaces the value; returns its version: 1, 2, 3 ...
  std::uint64_t publish(std::shared_ptr<const T> value) {
    const std::lock_guard lock(mutex_);
    std::swap(value_, value);  // the old value dies with the argument, after the lock
    const std::uint64_t version = version_.load(std::memory_order_relaxed) + 1;
    version_.store(version, std::memory_order_release);
    return version;
  }

  // The newest value; null before the first. Counts as taken.
  std::shared_ptr<const T> latest() const {
    const std::lock_guard lock(mutex_);
    taken_.store(version_.load(std::memory_order_relaxed), std::memory_order_release);
    return value_;
  }

  // The newest value when its version is above `seen`, which then becomes that version; otherwise null. Costs
  // one atomic read when nothing is new.
  std::shared_ptr<const T> take_newer(std::uint64_t& seen) const {
    if (version() <= seen) return nullptr;
    const std::lock_guard lock(mutex_);
    seen = version_.load(std::memory_order_relaxed);
    taken_.store(seen, std::memory_order_release);
    return value_;
  }

  std::uint64_t version() const { return version_.load(std::memory_order_acquire); }
  // Whether some reader has taken the newest value.
  bool taken() const { return taken_.load(std::memory_order_acquire) == version(); }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const T> value_;
  std::atomic<std::uint64_t> version_{0};
  mutable std::atomic<std::uint64_t> taken_{0};
};

}  // namespace gan
