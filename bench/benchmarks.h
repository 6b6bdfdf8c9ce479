// What main() registers: one function a family of benchmarks.
#pragma once

namespace gan::bench {

void register_training();

}  // namespace gan::bench
