// What the probe desk does for the window: images and metrics of one snapshot, of configuration S, and what is looked
// up of a chosen image of configuration I-CONV.
#include <benchmark/benchmark.h>

#include "bench/benchmarks.h"
#include "bench/games.h"
#include "core/probe/probe.h"
#include "core/probe/quality/measure.h"

namespace gan::bench {
namespace {

void image(benchmark::State& state, const ProbeRequest& request, const char* configuration = "S", int steps = 200) {
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

// D over a plane of images, as many places as the window asks for while it trains, and 128 samples of each kind.
void slice(benchmark::State& state, const char* configuration, int side) {
  const auto snapshot = trained_run(configuration, 3)->snapshot();
  ProbeRequest request;
  request.slice = SliceRequest{nullptr, SurfaceRequest{{-9, -9, 9, 9}, side, side}, 128, 128};
  Evaluators networks;
  ComponentPlanes planes;
  benchmark::DoNotOptimize(run_probe(snapshot, request, networks, {}, &planes));
  for (auto _ : state) benchmark::DoNotOptimize(run_probe(snapshot, request, networks, {}, &planes));
}

// Of noise, where no direction stands out and the search takes longest: 28 x 28, and 64 x 64 in colour.
void components(benchmark::State& state, Index numbers) {
  Matrix<float> images(numbers, kPlaneImages);
  fill_uniform({1, Stream::view_noise, 0, 0}, images.data(), static_cast<std::size_t>(images.size()), -1, 1);
  for (auto _ : state) {
    ImagePlane plane;
    benchmark::DoNotOptimize(plane_of_components(images, {}, plane));
  }
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
    image(s, surface);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/everything", [everything](benchmark::State& s) {
    image(s, everything);
  })->Unit(benchmark::kMicrosecond);
  ProbeRequest nearest, layers;
  nearest.nearest = NearestRequest{};
  layers.layers =
      LayersRequest{.player = Player::discriminator, .look = LayerLook::activations, .chosen = {}, .layer = 2};
  benchmark::RegisterBenchmark("probe/nearest_of_1000_images", [nearest](benchmark::State& s) {
    image(s, nearest, "I-CONV", 1);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/activations", [layers](benchmark::State& s) {
    image(s, layers, "I-CONV", 1);
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/metrics_2500", metrics)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/first_metrics_2500", first_measurement)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("probe/slice_I-MLP_61x61", slice, "I-MLP", 61)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("probe/slice_I-CONV_34x34", slice, "I-CONV", 34)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("probe/components_784", components, 784)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("probe/components_12288", components, 12288)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("probe/hover", hover)->Unit(benchmark::kMicrosecond);
}

}  // namespace gan::bench
