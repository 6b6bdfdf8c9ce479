// Metrics of feature vectors, on one core: what is done once for the real samples, and what again for every
// look at the generator.
#include <benchmark/benchmark.h>

#include <string>

#include "bench/benchmarks.h"
#include "core/metrics/compare.h"
#include "core/metrics/sliced_wasserstein.h"

namespace gan::bench {
namespace {

constexpr Index kGenerated = 2500, kDirections = 64;

Matrix<float> features(Index d, Index n, std::uint64_t seed) {
  Matrix<float> x(d, n);
  fill_normal({seed, Stream::view_data, 0, 0}, x.data(), static_cast<std::size_t>(x.size()));
  return x;
}

ComparisonSettings<float> settings(Index d) {
  return {.directions = random_directions<float>(d, kDirections, {1, Stream::view_noise, 0, 0})};
}

void real_side(benchmark::State& state, Index d, Index n) {
  const Matrix<float> real = features(d, n, 1);
  for (auto _ : state) benchmark::DoNotOptimize(FeatureComparison<float>::make(real, settings(d)).value());
}

void generated_side(benchmark::State& state, Index d, Index n) {
  const auto comparison = FeatureComparison<float>::make(features(d, n, 1), settings(d)).value();
  const Matrix<float> generated = features(d, kGenerated, 2);
  for (auto _ : state) benchmark::DoNotOptimize(comparison.compare(generated).value());
}

void collapsed(benchmark::State& state, Index d, Index n) {
  const auto comparison = FeatureComparison<float>::make(features(d, n, 1), settings(d)).value();
  const Matrix<float> generated = (features(d, kGenerated, 2).array() * 1e-4f + 1.0f).matrix();
  for (auto _ : state) benchmark::DoNotOptimize(comparison.compare(generated).value());
}

void frechet(benchmark::State& state, Index d, Index n) {
  const FittedGaussian real = fit_gaussian(features(d, n, 1));
  const Matrix<float> generated = features(d, kGenerated, 2);
  for (auto _ : state) benchmark::DoNotOptimize(frechet_distance(real, fit_gaussian(generated)));
}

}  // namespace

void register_metrics() {
  const auto add = [](const char* name, auto f, Index d, Index n) {
    const std::string full = std::string("metrics/") + name + "/" + std::to_string(n) + "x" + std::to_string(d);
    benchmark::RegisterBenchmark(full.c_str(), [=](benchmark::State& s) { f(s, d, n); })->Unit(benchmark::kMillisecond);
  };
  for (const Index n : {2500, 10000}) {
    for (const Index d : {64, 128}) {
      add("real_side", real_side, d, n);
      add("generated_2500", generated_side, d, n);
    }
  }
  add("generated_2500_collapsed", collapsed, 128, 10000);
  add("frechet_2500", frechet, 128, 10000);
}

}  // namespace gan::bench
