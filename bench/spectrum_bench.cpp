// The spectrum of what trains: how long the leading eigenvalues of the update map of configuration S take, and how much
// of the training rate is kept while they are found every half second beside it. Bar: at least 95 %. And how long the
// line between the start and a state of S takes.
#include <benchmark/benchmark.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "bench/thread_time.h"
#include "core/live/probe_desk.h"
#include "core/live/thread_executor.h"
#include "core/probe/path/moment_path.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kApart{500};

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void spectrum(benchmark::State& state, int steps) {
  const auto snapshot = trained_run("S", steps)->snapshot();
  Spectrum found;
  for (auto _ : state) benchmark::DoNotOptimize(find_spectrum(snapshot, {0, kQuickProducts}, {}, found));
  state.counters["products"] = found.products;
  state.counters["settled"] = found.settled;
  state.counters["numbers"] = static_cast<double>(found.numbers);
  state.counters["radius"] = std::abs(found.multipliers.front());
}

void path(benchmark::State& state, int steps) {
  const auto to = trained_run("S", steps)->snapshot();
  MomentPathRequest request;
  request.from = start_of(*to);
  std::shared_ptr<const MomentPath> found;
  for (auto _ : state) benchmark::DoNotOptimize(found = find_moment_path(to, request));
  state.counters["places"] = static_cast<double>(found->places.size());
  state.counters["batches"] = found->batches;
}

struct Trained {
  double by_clock = 0, by_processor = 0;  // iterations a second, and a second of the thread's own processor time
  int spectra = 0;
};

// A thread that trains and leaves a snapshot now and then, and beside it who asks for spectra of them.
Trained train(int iterations, bool watched) {
  ThreadExecutor threads;
  ProbeDesk desk(threads);
  const auto run = trained_run("S", 50);
  std::mutex mutex;
  std::shared_ptr<const Snapshot> newest = run->snapshot();
  std::atomic<bool> ended{false};
  Trained trained;
  const auto start = Clock::now();
  std::thread training([&] {
    const double before = thread_seconds();
    for (int i = 0; i < iterations; ++i) {
      run->step();
      if (i % 256 != 0) continue;
      const std::lock_guard lock(mutex);
      newest = run->snapshot();
    }
    trained.by_processor = iterations / (thread_seconds() - before);
    trained.by_clock = iterations / since(start);
    ended = true;
  });
  std::uint64_t taken = 0;
  auto due = start;
  while (!ended) {
    if (watched && Clock::now() >= due && !desk.busy()) {
      const std::lock_guard lock(mutex);
      desk.find_spectrum(newest, {0, kQuickProducts});
      due = Clock::now() + kApart;
    }
    if (desk.spectra().take_newer(taken)) ++trained.spectra;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  training.join();
  return trained;
}

// In turns, so that both see the same machine.
void beside(benchmark::State& state) {
  constexpr int kIterations = 8000;
  Trained plain, watched;
  double seconds = 0;
  for (auto _ : state) {
    for (Trained* sum : {&plain, &watched}) {
      const Trained once = train(kIterations, sum == &watched);
      sum->by_clock += once.by_clock;
      sum->by_processor += once.by_processor;
      sum->spectra += once.spectra;
      if (sum != &watched) continue;
      seconds += kIterations / once.by_clock;
      state.SetIterationTime(kIterations / once.by_clock);
    }
  }
  state.counters["kept by clock"] = watched.by_clock / plain.by_clock;
  state.counters["kept by processor"] = watched.by_processor / plain.by_processor;
  state.counters["spectra/s"] = watched.spectra / seconds;
  state.counters["alone it/s"] = plain.by_clock / static_cast<double>(state.iterations());
}

}  // namespace

void register_spectrum() {
  benchmark::RegisterBenchmark("spectrum/S", spectrum, 200)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("spectrum/S_later", spectrum, 5000)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("path/S", path, 200)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("spectrum/beside_training_S", beside)
      ->UseManualTime()
      ->Iterations(4)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace gan::bench
