// Looking back: what remembering costs an iteration, and how long any moment takes to be shown, by the clock: the first
// picture, which is the nearest state that is known, and the exact one. Bars: any of the last 100 000 iterations of S
// within 100 ms and 64 MiB; any of 4 000 iterations of convolutional images within 3 s and 256 MiB, with a first
// picture within 100 ms.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <semaphore>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "bench/thread_time.h"
#include "core/io/machine/processors.h"
#include "core/live/seeker.h"
#include "core/live/thread_executor.h"

namespace gan::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double milliseconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

void remember(benchmark::State& state, const char* name, bool remembers) {
  const std::unique_ptr<Run> run = trained_run(name, 50);
  Keyframes keyframes(std::size_t{64} << 20);
  keyframes.see(*run);
  for (auto _ : state) {
    run->step();
    if (remembers) keyframes.see(*run);
  }
  state.counters["it/s"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

struct Remembered {
  std::unique_ptr<Run> run;
  std::shared_ptr<Keyframes> keyframes;
};

Remembered remembered(const char* name, int iterations, std::size_t budget, int threads) {
  Remembered past{trained_run(name, 0), std::make_shared<Keyframes>(budget)};
  past.run->use_threads(threads);
  past.keyframes->see(*past.run);
  for (int i = 0; i < iterations; ++i) {
    past.run->step();
    past.keyframes->see(*past.run);
  }
  return past;
}

// `last`: of so many iterations any is looked for.
void seek(benchmark::State& state, const char* name, int iterations, std::int64_t last, std::size_t budget,
          int threads = 1) {
  const Remembered past = remembered(name, iterations, budget, threads);
  std::counting_semaphore<> news(0);
  ThreadExecutor executor;
  std::atomic<double> own{0};  // of the seeker's thread
  Seeker seeker(executor, past.keyframes, {}, [&news, &own] {
    own.store(thread_seconds(), std::memory_order_relaxed);
    news.release();
  });
  seeker.use_threads(threads);
  const auto all = std::make_shared<const Past>(past.run->past());
  std::mt19937_64 random(1);
  std::vector<double> first, exact, exact_own, steps;
  std::uint64_t seen = 0;
  for (auto _ : state) {
    const std::int64_t step = iterations - static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last));
    const Instant instant = first_instant_at({0, step, 0, 0}, all->events);
    const double own_before = own.load(std::memory_order_relaxed);
    const std::int64_t done_before = seeker.work_done();
    const auto start = SteadyClock::now();
    seeker.seek({all, {{past.run->id(), past.run->instant()}}, instant, false});
    bool shown = false;
    while (true) {
      news.acquire();
      const auto sought = seeker.found().take_newer(seen);
      if (!sought || sought->instant != instant) continue;
      if (!shown) first.push_back(milliseconds_since(start));
      shown = true;
      if (sought->keyframe) break;
    }
    exact.push_back(milliseconds_since(start));
    exact_own.push_back(1e3 * (own.load(std::memory_order_relaxed) - own_before));
    steps.push_back(static_cast<double>(seeker.work_done() - done_before));
    state.SetIterationTime(exact.back() * 1e-3);
  }
  const auto largest = [](const std::vector<double>& all_times) {
    return *std::max_element(all_times.begin(), all_times.end());
  };
  state.counters["longest ms"] = largest(exact);
  state.counters["longest own ms"] = largest(exact_own);
  state.counters["most sub-steps"] = largest(steps);
  state.counters["first picture, longest ms"] = largest(first);
  state.counters["MiB"] = static_cast<double>(past.keyframes->bytes()) / (1 << 20);
  state.counters["keyframes"] = static_cast<double>(past.keyframes->count());
}

}  // namespace

void register_past() {
  for (const char* name : {"S", "T", "I-CONV"}) {
    for (const bool remembers : {false, true}) {
      const std::string title = std::string("past/iteration/") + name + (remembers ? "/remembered" : "/plain");
      benchmark::RegisterBenchmark(title.c_str(), [=](benchmark::State& s) { remember(s, name, remembers); });
    }
  }
  benchmark::RegisterBenchmark("past/seek/S",
                               [](benchmark::State& s) { seek(s, "S", 100000, 100000, std::size_t{64} << 20); })
      ->UseManualTime()
      ->Iterations(200)
      ->Unit(benchmark::kMillisecond);
  // The whole run, with as many threads as the window takes: it is trained for this before, which takes its time.
  benchmark::RegisterBenchmark(
      "past/seek/I-CONV",
      [](benchmark::State& s) { seek(s, "I-CONV", 4000, 4000, std::size_t{256} << 20, default_thread_count()); })
      ->UseManualTime()
      ->Iterations(80)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace gan::bench
