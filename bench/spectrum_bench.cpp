// The spectrum of what trains: how long the leading eigenvalues of the update map of configuration S take, and how much
// of the training rate is kept while they are found every half second beside it. Bar: at least 95 %.
#include <benchmark/benchmark.h>

#include <chrono>
#include <thread>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/live/probe_desk.h"
#include "core/live/thread_executor.h"
#include "core/live/trainer.h"
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

struct Trained {
  double rate = 0;  // iterations a second
  int spectra = 0;
};

Trained train(int iterations, bool watched) {
  ThreadExecutor threads;
  ProbeDesk desk(threads);
  Trainer trainer(threads, trained_run("S", 50), {});
  const auto start = Clock::now();
  trainer.run_to(50 + iterations);
  TrainerOutput output;
  Trained trained;
  std::uint64_t taken = 0, seen = 0;
  auto due = start;
  std::shared_ptr<const Snapshot> snapshot;
  while (!(trainer.acknowledged_ticket() > 0 && trainer.activity() == Activity::paused)) {
    trainer.take_output(output);
    if (auto newer = trainer.snapshots().take_newer(seen)) snapshot = std::move(newer);
    if (watched && snapshot && Clock::now() >= due && !desk.busy()) {
      desk.find_spectrum(snapshot, {0, kQuickProducts});
      due = Clock::now() + kApart;
    }
    if (desk.spectra().take_newer(taken)) ++trained.spectra;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  trained.rate = iterations / since(start);
  return trained;
}

// In turns, so that both see the same machine.
void beside(benchmark::State& state) {
  constexpr int kIterations = 8000;
  double plain = 0, watched = 0, spectra = 0, seconds = 0;
  for (auto _ : state) {
    plain += train(kIterations, false).rate;
    const Trained trained = train(kIterations, true);
    watched += trained.rate;
    spectra += trained.spectra;
    seconds += kIterations / trained.rate;
    state.SetIterationTime(kIterations / trained.rate);
  }
  state.counters["kept"] = watched / plain;
  state.counters["spectra/s"] = spectra / seconds;
  state.counters["alone it/s"] = plain / static_cast<double>(state.iterations());
}

}  // namespace

void register_spectrum() {
  benchmark::RegisterBenchmark("spectrum/S", spectrum, 200)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("spectrum/S_later", spectrum, 5000)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("spectrum/beside_training_S", beside)
      ->UseManualTime()
      ->Iterations(4)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace gan::bench
