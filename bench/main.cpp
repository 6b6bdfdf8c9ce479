#include <benchmark/benchmark.h>

#include "bench/benchmarks.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  gan::bench::register_training();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
