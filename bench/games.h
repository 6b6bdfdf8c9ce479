// Games that benchmarks look at: after some training, so that numbers are as they are in use.
#pragma once

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string_view>

#include "bench/configurations.h"
#include "core/run/run.h"

namespace gan::bench {

// The configuration with this name, after `steps` iterations. Ends the program when there is none.
inline std::unique_ptr<Run> trained_run(std::string_view name, int steps) {
  for (const Configuration& configuration : configurations()) {
    if (configuration.name != name) continue;
    auto run = Run::create(configuration.settings);
    if (!run) break;
    run.value()->use_threads(configuration.threads);
    for (int i = 0; i < steps; ++i) run.value()->step();
    return std::move(run).value();
  }
  std::cerr << "no configuration '" << name << "' that can be trained\n";
  std::exit(1);
}

}  // namespace gan::bench
