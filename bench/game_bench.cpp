// What a run does besides training: snapshots for other threads, hashes of recordings, commands, random
// numbers.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/base/random.h"

namespace gan::bench {
namespace {

void snapshot(benchmark::State& state, const char* name) {
  const auto run = trained_run(name, 20);
  for (auto _ : state) benchmark::DoNotOptimize(run->snapshot());
}

void hash(benchmark::State& state, const char* name) {
  const auto run = trained_run(name, 20);
  for (auto _ : state) benchmark::DoNotOptimize(run->hash());
}

// A slider's change, and undoing it. The log grows with it, as it does in use.
void command(benchmark::State& state) {
  const auto run = trained_run("S", 20);
  double rate = 1e-3;
  for (auto _ : state) {
    rate = rate == 1e-3 ? 2e-3 : 1e-3;
    const auto applied = run->apply(SetValue{"hyperparameters.discriminator.learning_rate", rate});
    if (!applied) return state.SkipWithError(applied.message().c_str());
  }
}

template <class Fill>
void numbers(benchmark::State& state, Fill fill) {
  std::vector<float> out(static_cast<std::size_t>(state.range(0)));
  std::uint64_t step = 0;
  for (auto _ : state) {
    fill(StreamKey{1, Stream::view_noise, ++step, 0}, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void data(benchmark::State& state) {
  const auto run = trained_run("S", 0);
  const auto source = run->snapshot()->data;
  Matrix<float> out(2, state.range(0));
  std::uint64_t step = 0;
  for (auto _ : state) {
    source->sample(StreamKey{1, Stream::view_data, ++step, 0}, MatrixView<float>{out.data(), 2, out.cols()});
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

void register_game() {
  for (const char* name : {"S", "M", "L", "I-MLP", "I-CONV"}) {
    const std::string end = name;
    benchmark::RegisterBenchmark(("snapshot/" + end).c_str(), [name](benchmark::State& s) { snapshot(s, name); });
    benchmark::RegisterBenchmark(("hash/" + end).c_str(), [name](benchmark::State& s) { hash(s, name); });
  }
  benchmark::RegisterBenchmark("command/learning_rate", command);
  const auto normal = [](const StreamKey& key, std::vector<float>& out) { fill_normal(key, out.data(), out.size()); };
  const auto uniform = [](const StreamKey& key, std::vector<float>& out) {
    fill_uniform(key, out.data(), out.size(), -1, 1);
  };
  // The noise of one step of S, and of L.
  for (const int count : {512, 131'072}) {
    benchmark::RegisterBenchmark("random/normal", [normal](benchmark::State& s) { numbers(s, normal); })->Arg(count);
    benchmark::RegisterBenchmark("random/uniform", [uniform](benchmark::State& s) { numbers(s, uniform); })->Arg(count);
  }
  benchmark::RegisterBenchmark("random/ring_samples", data)->Arg(256);
}

}  // namespace gan::bench
