#include "core/base/thread_pool.h"

#include "core/base/check.h"

namespace gan {
namespace {

// About twenty microseconds: a training step opens its next job within that; a paused game lets the threads sleep.
constexpr int kSpins = 4000;

void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace

ThreadPool::ThreadPool(int threads) {
  GAN_CHECK(threads >= 1, "a pool needs the thread that calls it");
  for (int i = 1; i < threads; ++i) workers_.emplace_back([this, i] { work(i); });
}

ThreadPool::~ThreadPool() {
  ending_.store(true);
  generation_.fetch_add(2);
  generation_.notify_all();
}

void ThreadPool::take_blocks(int worker) {
  for (Index block = next_.fetch_add(1); block < job_.blocks; block = next_.fetch_add(1)) {
    job_.body(job_.context, block, worker);
  }
}

void ThreadPool::run(Index blocks, Body body, void* context) {
  if (workers_.empty() || blocks <= 1) {
    for (Index block = 0; block < blocks; ++block) body(context, block, 0);
    return;
  }
  job_ = {body, context, blocks};
  next_.store(0);
  generation_.fetch_add(1);
  generation_.notify_all();
  take_blocks(0);
  // Closed before the count is read: a worker that enters later sees an even generation and leaves.
  generation_.fetch_add(1);
  for (int spin = 0; inside_.load() != 0; ++spin) {
    if (spin < kSpins)
      relax();
    else
      std::this_thread::yield();  // somebody inside is not running: more threads than free cores
  }
}

void ThreadPool::work(int worker) {
  std::uint32_t seen = 0;
  while (true) {
    std::uint32_t now = generation_.load();
    for (int spin = 0; now == seen && spin < kSpins; ++spin) relax(), now = generation_.load();
    if (now == seen) {
      generation_.wait(seen);
      continue;
    }
    inside_.fetch_add(1);
    now = generation_.load();
    if (now % 2 == 1) take_blocks(worker);
    inside_.fetch_sub(1);
    seen = now;
    // Asked only after the generation that is now counted as seen was read: the pool says that it is ending before it
    // counts up for the last time, so whoever has seen the last count knows, and nobody waits for one more.
    if (ending_.load()) return;
  }
}

}  // namespace gan
