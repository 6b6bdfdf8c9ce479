// Iterations a second of the reference configurations, as useful GFLOP/s and as a share of the same run's
// peak: the best 512³ single-precision product of Eigen. Rates count the thread's own time, so that a
// neighbour on the core does not; those of several threads the clock's, and the peak of so many cores.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <semaphore>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/live/thread_executor.h"
#include "core/live/trainer.h"

namespace gan::bench {
namespace {

bool has_images(const Configuration& configuration) {
  return configuration.name[0] == 'I';
}

int warm_up(const Configuration& configuration) {
  return has_images(configuration) ? 3 : 50;
}

// Enough for many snapshots, of which the trainer takes at most sixty a second.
std::int64_t iterations_behind_trainer(const Configuration& configuration) {
  return has_images(configuration) ? 200 : 2000;
}

double peak_flop_per_second() {
  static const double peak = [] {
    constexpr Index n = 512;
    Matrix<float> a = Matrix<float>::Random(n, n), b = Matrix<float>::Random(n, n), c(n, n);
    double best = 0;
    for (int i = 0; i < 200; ++i) {
      const std::clock_t start = std::clock();
      c.noalias() = a * b;
      benchmark::DoNotOptimize(c.data());
      const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      best = std::max(best, 2.0 * n * n * n / took);
    }
    return best;
  }();
  return peak;
}

void train(benchmark::State& state, const Configuration& configuration) {
  const double peak = peak_flop_per_second() * configuration.threads;
  const std::unique_ptr<Run> run = trained_run(configuration.name, warm_up(configuration));
  for (auto _ : state) {
    if (!run->step()) return state.SkipWithError("the configuration diverged");
  }
  const double flop = useful_flop(configuration.settings);
  const auto iterations = static_cast<double>(state.iterations());
  state.counters["it/s"] = benchmark::Counter(iterations, benchmark::Counter::kIsRate);
  state.counters["useful GFLOP/s"] = benchmark::Counter(iterations * flop * 1e-9, benchmark::Counter::kIsRate);
  state.counters["peak GFLOP/s"] = peak * 1e-9;
  state.counters["share of peak"] = benchmark::Counter(iterations * flop / peak, benchmark::Counter::kIsRate);
}

// The same behind a trainer at full speed, whose records and snapshots are taken as a window takes them: time
// of the whole process for each iteration.
void train_behind_trainer(benchmark::State& state, const Configuration& configuration) {
  const std::int64_t iterations_each = iterations_behind_trainer(configuration);
  std::counting_semaphore<> news(0);
  TrainerOptions options;
  options.notify = [&news] { news.release(); };
  ThreadExecutor threads;
  Trainer trainer(threads, trained_run(configuration.name, warm_up(configuration)), options);
  TrainerOutput output;
  std::size_t records = 0;
  for (auto _ : state) {
    const Ticket ticket = trainer.advance_iterations(iterations_each);
    while (trainer.acknowledged_ticket() < ticket || trainer.activity() != Activity::paused) {
      news.acquire();
      trainer.take_output(output);
      records += output.records.size();
      benchmark::DoNotOptimize(trainer.snapshots().latest());
    }
  }
  trainer.take_output(output);
  records += output.records.size();
  const auto iterations = static_cast<double>(state.iterations() * iterations_each);
  if (static_cast<double>(records) != iterations) return state.SkipWithError("a record is missing");
  state.counters["it/s"] = benchmark::Counter(iterations, benchmark::Counter::kIsRate);
}

}  // namespace

void register_training() {
  for (const Configuration& configuration : configurations()) {
    auto* one = benchmark::RegisterBenchmark(("train/" + configuration.name).c_str(),
                                             [configuration](benchmark::State& s) { train(s, configuration); });
    one->Unit(benchmark::kMicrosecond);
    if (configuration.threads > 1) one->UseRealTime();
  }
  for (const Configuration& configuration : configurations()) {
    const bool small = configuration.name == "S" || configuration.name == "T";
    if (!small && configuration.name != "I-MLP" && configuration.name != "I-CONV") continue;
    const std::string iterations = std::to_string(iterations_behind_trainer(configuration));
    benchmark::RegisterBenchmark(("trainer/" + configuration.name + "/" + iterations + "_iterations").c_str(),
                                 [configuration](benchmark::State& s) { train_behind_trainer(s, configuration); })
        ->Unit(benchmark::kMicrosecond)
        ->MeasureProcessCPUTime();
  }
}

}  // namespace gan::bench
