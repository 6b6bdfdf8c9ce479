// Iterations a second of the reference configurations, as useful GFLOP/s and as a share of the same run's peak: the best
// 512³ single-precision product of Eigen.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

#include "bench/benchmarks.h"
#include "bench/configurations.h"
#include "core/run/run.h"

namespace gan::bench {
namespace {

double peak_flop_per_second() {
  static const double peak = [] {
    constexpr Index n = 512;
    Matrix<float> a = Matrix<float>::Random(n, n), b = Matrix<float>::Random(n, n), c(n, n);
    double best = 0;
    for (int i = 0; i < 200; ++i) {
      const auto start = std::chrono::steady_clock::now();
      c.noalias() = a * b;
      benchmark::DoNotOptimize(c.data());
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
      best = std::max(best, 2.0 * n * n * n / took.count());
    }
    return best;
  }();
  return peak;
}

void train(benchmark::State& state, const Configuration& configuration) {
  auto run = Run::create(configuration.settings);
  if (!run) return state.SkipWithError(run.message().c_str());
  const double peak = peak_flop_per_second();
  for (int i = 0; i < 50; ++i) run.value()->step();
  for (auto _ : state) {
    if (!run.value()->step()) return state.SkipWithError("the configuration diverged");
  }
  const double flop = useful_flop(configuration.settings);
  const auto iterations = static_cast<double>(state.iterations());
  state.counters["it/s"] = benchmark::Counter(iterations, benchmark::Counter::kIsRate);
  state.counters["useful GFLOP/s"] = benchmark::Counter(iterations * flop * 1e-9, benchmark::Counter::kIsRate);
  state.counters["share of peak"] = benchmark::Counter(iterations * flop / peak, benchmark::Counter::kIsRate);
}

}  // namespace

void register_training() {
  for (const Configuration& configuration : configurations()) {
    benchmark::RegisterBenchmark(("train/" + configuration.name).c_str(),
                                 [configuration](benchmark::State& s) { train(s, configuration); })
        ->Unit(benchmark::kMicrosecond)
        ->MinTime(1.0);
  }
}

}  // namespace gan::bench
