// ThreadPool: a few threads that share the blocks of one computation and join at its end. Which thread takes a block
// depends on timing; what a block computes must not, so that a result is the same bit for bit for every number of
// threads: blocks are cut by the shapes alone, and a sum over blocks is taken in their order.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "core/base/matrix.h"

namespace gan {

class ThreadPool {
 public:
  // The caller counts as one of them: threads - 1 are started. threads >= 1.
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }

  // Calls body(context, block, worker) once for each block in [0, blocks), worker in [0, threads()); returns when all
  // are done. One caller at a time; body must not call run again.
  using Body = void (*)(void* context, Index block, int worker);
  void run(Index blocks, Body body, void* context);

 private:
  void work(int worker);
  void take_blocks(int worker);

  struct Job {
    Body body = nullptr;
    void* context = nullptr;
    Index blocks = 0;
  };
  Job job_;
  std::atomic<bool> ending_{false};
  // Odd while a job is open, even between two; workers that come late find it closed and do not hold it up.
  alignas(64) std::atomic<std::uint32_t> generation_{0};
  alignas(64) std::atomic<int> inside_{0};
  alignas(64) std::atomic<Index> next_{0};
  std::vector<std::jthread> workers_;
};

}  // namespace gan
