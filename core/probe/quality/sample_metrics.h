// Metrics of samples that are points, against as many fresh ones of the data: the same that images have in the features
// of a classifier (image_metrics.h), here of the points themselves, on the line or in the plane. What each number is
// called stands in the table of scalars (core/record), its formula and paper with its function in core/metrics. None
// needs to know the density. NaN stands where a number is not defined or was not asked for.
#pragma once

#include <array>
#include <cstddef>

namespace gan {

enum class SampleMetric {
  precision,
  recall,
  density,
  coverage,
  frechet_distance,
  sliced_wasserstein,
  energy_distance,
  rbf_mmd,  // the last
};
inline constexpr std::size_t kSampleMetrics = static_cast<std::size_t>(SampleMetric::rbf_mmd) + 1;

struct SampleMetrics {
  SampleMetrics();
  double operator[](SampleMetric metric) const { return values[static_cast<std::size_t>(metric)]; }
  double& operator[](SampleMetric metric) { return values[static_cast<std::size_t>(metric)]; }

  bool measured = false;  // somebody asked for them
  std::array<double, kSampleMetrics> values;
};

// What fresh samples of the data score against the same reference, and with as many of them: mean and deviation over
// draws.
struct PerfectSampleMetrics {
  PerfectSampleMetrics();

  bool measured = false;
  std::array<double, kSampleMetrics> mean, deviation;
};

}  // namespace gan
