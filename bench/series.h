// Made-up records of a long run: nine scalars a step, as training writes them.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/history/series.h"

namespace gan::bench {

inline constexpr int kScalars = 9;

inline SeriesGroup made_up_series() {
  return SeriesGroup({"a", "b", "c", "d", "e", "f", "g", "h", "i"});
}

// The row of one step: slow waves with noise on them.
inline void fill_row(std::int64_t step, float (&row)[kScalars]) {
  std::uint32_t bits = static_cast<std::uint32_t>(step) * 2654435761u;
  for (int i = 0; i < kScalars; ++i) {
    bits = bits * 1664525u + 1013904223u;
    const float wave = static_cast<float>((step * (i + 1)) % 65536) * (1.0f / 32768) - 1;
    row[i] = wave * wave + static_cast<float>(bits >> 8) * 0x1p-24f;
  }
}

// Runs of a thousand and of ten million steps. The long one takes seconds to make, so it is made once.
inline SeriesGroup made_up_run(std::int64_t steps) {
  SeriesGroup group = made_up_series();
  float row[kScalars];
  for (std::int64_t step = 1; step <= steps; ++step) {
    fill_row(step, row);
    group.append(step, row);
  }
  return group;
}
inline const SeriesGroup& short_run() {
  static const SeriesGroup run = made_up_run(1'000);
  return run;
}
inline const SeriesGroup& long_run() {
  static const SeriesGroup run = made_up_run(10'000'000);
  return run;
}

}  // namespace gan::bench
