// What a perfect generator would score: no metric of finitely many samples is at its ideal value even then.
// Measured on fresh samples of the data itself, and in closed form where there is one. Metrics are shown next
// to these.
#pragma once

#include <cstdint>

#include "core/probe/quality/metrics.h"

namespace gan {

// Mean and standard deviation over repeated draws of n samples.
struct PerfectScore {
  double mean = Metrics::kUndefined;
  double deviation = Metrics::kUndefined;
};

// Undefined where the metric is.
struct PerfectMetrics {
  int samples = 0;
  PerfectScore modes_covered;
  PerfectScore high_quality_fraction;
  PerfectScore reverse_kl;
  PerfectScore jsd;
  PerfectScore kl_data_generator;
  PerfectScore kl_generator_data;
  PerfectScore outside_fraction;
  PerfectScore core_width;
  PerfectScore mass_distance;
  PerfectScore far_fraction;
  PerfectSampleMetrics comparison;  // where it was asked for
  PerfectImageMetrics images;
};

// Measures `draws` (at least 2) times n samples of the data, on Stream::metric_data of the seed: the same
// arguments give the same numbers. Takes about `draws` times as long as measure(); keep the result while the
// data stays.
PerfectMetrics measure_perfect(const DataSource& data, int samples, std::uint64_t seed, int draws = 20);

// P(|x - c| <= 3 sigma) in the plane, for modes that do not overlap: 1 - exp(-9/2) = 0.98889.
double perfect_high_quality_fraction();
// Expected reverse KL of K modes and n samples, to first order in 1/n: (K - 1) / (2 n).
double perfect_reverse_kl(int modes, double samples);
// Both eigenvalues of a mode's spread, without those beyond 3 sigma and for many samples: 0.94945.
double perfect_spread();

}  // namespace gan
