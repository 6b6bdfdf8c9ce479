// Two games side by side: iterations a second of both in lockstep and shown as a window does, beside what the same two
// games do alone on two threads at the same time. Bar: at least 90 % of that.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/live/lockstep.h"
#include "core/live/thread_executor.h"
#include "core/live/trainer.h"

namespace gan::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr int kWarmUp = 50;

double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// Both from the same state, so that both have the same to do.
double alone(int iterations) {
  std::vector<std::unique_ptr<Run>> runs;
  for (int i = 0; i < 2; ++i) runs.push_back(trained_run("S", kWarmUp));
  const auto start = SteadyClock::now();
  std::vector<std::thread> threads;
  for (const auto& run : runs) {
    threads.emplace_back([&run, iterations] {
      for (int i = 0; i < iterations; ++i) run->step();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return 2 * iterations / seconds_since(start);
}

double side_by_side(int iterations) {
  ThreadExecutor threads;
  const auto lockstep = std::make_shared<Lockstep>(threads.clock());
  lockstep->engage(true);
  std::vector<std::unique_ptr<Trainer>> games;
  for (int i = 0; i < 2; ++i) {
    TrainerOptions options;
    options.lockstep = lockstep;
    options.keyframes = std::make_shared<Keyframes>(std::size_t{64} << 20);
    games.push_back(std::make_unique<Trainer>(threads, trained_run("S", kWarmUp), std::move(options)));
  }
  const auto start = SteadyClock::now();
  for (const auto& game : games) game->run_to(kWarmUp + iterations);
  TrainerOutput output;
  const auto at_goal = [&](const auto& game) {
    return game->acknowledged_ticket() > 0 && game->activity() == Activity::paused;
  };
  while (!std::all_of(games.begin(), games.end(), at_goal)) {
    lockstep->meet();
    for (const auto& game : games) {
      benchmark::DoNotOptimize(game->met());
      game->take_output(output);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return 2 * iterations / seconds_since(start);
}

// In turns, so that both see the same machine.
void compare(benchmark::State& state) {
  constexpr int kIterations = 3000;
  double plain = 0, beside = 0;
  for (auto _ : state) {
    plain += alone(kIterations);
    const double rate = side_by_side(kIterations);
    beside += rate;
    state.SetIterationTime(2 * kIterations / rate);
  }
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["alone it/s"] = plain / rounds;
  state.counters["side by side it/s"] = beside / rounds;
  state.counters["%"] = 100 * beside / plain;
}

}  // namespace

void register_side_by_side() {
  benchmark::RegisterBenchmark("side_by_side/S", compare)
      ->UseManualTime()
      ->Iterations(8)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace gan::bench
