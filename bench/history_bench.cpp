// The history of a run: appending a step's nine scalars, and turning the whole run into the points of a plot,
// which must not depend on how long the run is.
#include <benchmark/benchmark.h>

#include <vector>

#include "app/plot/plot_lines.h"
#include "bench/benchmarks.h"
#include "bench/series.h"

namespace gan::bench {
namespace {

void append(benchmark::State& state) {
  SeriesGroup group = made_up_series();
  float row[kScalars];
  std::int64_t step = 0;
  for (auto _ : state) {
    fill_row(++step, row);
    group.append(step, row);
  }
  state.counters["MiB"] = static_cast<double>(group.memory_bytes()) / (1 << 20);
}

// Buckets, extent, axis and pixels of one line over the whole run.
void prepare_line(benchmark::State& state, const SeriesGroup& group) {
  constexpr float kWidth = 500;
  const Range shown{1, static_cast<double>(group.last_step())};
  std::vector<Bucket> buckets;
  SeriesLine line;
  for (auto _ : state) {
    collect_buckets(group[0], shown, kWidth, 0.5, buckets);
    Range extent;
    bool any = false;
    add_extent(buckets, shown, false, extent, any);
    const Scale x(shown, 0, kWidth), y(extent, 200, 0);
    trace_line(buckets, x, y, 0.5, line);
    benchmark::DoNotOptimize(line.points.data());
  }
  state.counters["points"] = static_cast<double>(line.points.size());
  state.counters["MiB of nine series"] = static_cast<double>(group.memory_bytes()) / (1 << 20);
}

}  // namespace

void register_history() {
  benchmark::RegisterBenchmark("history/append_nine_scalars", append);
  benchmark::RegisterBenchmark("history/prepare_line/1000", [](auto& s) {
    prepare_line(s, short_run());
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("history/prepare_line/10000000", [](auto& s) {
    prepare_line(s, long_run());
  })->Unit(benchmark::kMicrosecond);
}

}  // namespace gan::bench
