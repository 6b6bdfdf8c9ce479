// What the prober does for the window: pictures and metrics of one snapshot, of configuration S, and what is looked up of
// a chosen picture of configuration I-CONV.
#include <benchmark/benchmark.h>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/probe/measure.h"
#include "core/probe/probe.h"

namespace gan::bench {
namespace {

void picture(benchmark::State& state, const ProbeRequest& request, const char* configuration = "S", int steps = 200) {
  const auto snapshot = trained_run(configuration, steps)->snapshot();
  Evaluators networks;
  for (auto _ : state) benchmark::DoNotOptimize(run_probe(snapshot, request, networks));
}

void metrics(benchmark::State& state) {
  const auto snapshot = trained_run("S", 200)->snapshot();
  Measurer measurer;
  benchmark::DoNotOptimize(measurer.metrics(*snapshot));
  for (auto _ : state) benchmark::DoNotOptimize(measurer.metrics(*snapshot));
}

// With what depends on the data alone: the density's grid and the perfect generator's scores.
void first_measurement(benchmark::State& state) {
  const auto snapshot = trained_run("S", 200)->snapshot();
  for (auto _ : state) {
    Measurer measurer;
    benchmark::DoNotOptimize(measurer.measurement(snapshot));
  }
}

void hover(benchmark::State& state) {
  const auto snapshot = trained_run("S", 200)->snapshot();
  Evaluators networks;
  for (auto _ : state) benchmark::DoNotOptimize(probe_point(*snapshot, 0.5, 0.25, networks));
}

}  // namespace

void register_probe() {
  ProbeRequest surface;
  surface.surface = SurfaceRequest{{-2.5, -2.5, 2.5, 2.5}, 128, 128};
  ProbeRequest everything = surface;
  everything.generated = everything.real = 512;
  everything.logits = everything.arrows = true;
  everything.noise_grid = NoiseGridRequest{};
  benchmark::RegisterBenchmark("probe/surface_128x128", [surface](benchmark::State& s) {
    picture(s, surface);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/everything", [everything](benchmark::State& s) {
    picture(s, everything);
  })->Unit(benchmark::kMicrosecond);
  ProbeRequest nearest, layers;
  nearest.nearest = NearestRequest{};
  layers.layers = LayersRequest{.generator = false, .look = LayerLook::activations, .chosen = {}, .layer = 2};
  benchmark::RegisterBenchmark("probe/nearest_of_1000_pictures", [nearest](benchmark::State& s) {
    picture(s, nearest, "I-CONV", 1);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/activations", [layers](benchmark::State& s) {
    picture(s, layers, "I-CONV", 1);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/metrics_2500", metrics)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/first_metrics_2500", first_measurement)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/hover", hover)->Unit(benchmark::kMicrosecond);
}

}  // namespace gan::bench
