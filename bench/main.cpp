#include <benchmark/benchmark.h>

#include "bench/benchmarks.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  gan::bench::register_training();
  gan::bench::register_game();
  gan::bench::register_past();
  gan::bench::register_scrub();
  gan::bench::register_side_by_side();
  gan::bench::register_probe();
  gan::bench::register_spectrum();
  gan::bench::register_metrics();
  gan::bench::register_history();
#if GANSCOPE_BENCH_WINDOW
  gan::bench::register_plots();
  gan::bench::register_frame();
#endif
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
