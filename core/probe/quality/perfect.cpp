#include "core/probe/quality/perfect.h"

#include <cmath>
#include <iterator>

#include "core/base/check.h"

namespace gan {
namespace {

// Sums of one metric over the draws. One undefined draw makes the score undefined.
struct Sums {
  double first = 0, second = 0;
  void add(double value) {
    first += value;
    second += value * value;
  }
  PerfectScore score(double draws) const {
    const double mean = first / draws;
    const double variance = (second - draws * mean * mean) / (draws - 1);
    return {mean, variance > 0 ? std::sqrt(variance) : 0 * mean};
  }
};

struct Scored {
  double Metrics::*value;
  PerfectScore PerfectMetrics::*score;
};
constexpr Scored kScored[] = {{&Metrics::high_quality_fraction, &PerfectMetrics::high_quality_fraction},
                              {&Metrics::reverse_kl, &PerfectMetrics::reverse_kl},
                              {&Metrics::jsd, &PerfectMetrics::jsd},
                              {&Metrics::kl_data_generator, &PerfectMetrics::kl_data_generator},
                              {&Metrics::kl_generator_data, &PerfectMetrics::kl_generator_data},
                              {&Metrics::outside_fraction, &PerfectMetrics::outside_fraction},
                              {&Metrics::core_width, &PerfectMetrics::core_width},
                              {&Metrics::mass_distance, &PerfectMetrics::mass_distance},
                              {&Metrics::far_fraction, &PerfectMetrics::far_fraction}};

}  // namespace

PerfectMetrics measure_perfect(const DataSource& data, int samples, std::uint64_t seed, int draws) {
  GAN_CHECK(samples > 0 && draws >= 2, "a perfect score takes samples and at least two draws");
  PerfectMetrics perfect;
  perfect.samples = samples;
  if (!data.kind().has(Capability::extent) && data.line() == nullptr) return perfect;
  Matrix<float> batch(data.dimension(), samples);
  DensityGrid grid;
  LineBins bins;
  if (data.line() != nullptr) bins = choose_line_bins(*data.line(), samples);
  if (data.mixture() != nullptr) grid = choose_density_grid(*data.mixture(), data.extent(), samples);
  Sums covered, sums[std::size(kScored)];
  for (int draw = 0; draw < draws; ++draw) {
    data.sample({seed, Stream::metric_data, static_cast<std::uint64_t>(draw), 0}, view_of(batch));
    const Metrics m =
        measure(data, batch, data.mixture() != nullptr ? &grid : nullptr, data.line() != nullptr ? &bins : nullptr);
    covered.add(m.modes_total > 0 ? m.modes_covered : Metrics::kUndefined);
    for (std::size_t i = 0; i < std::size(kScored); ++i) sums[i].add(m.*kScored[i].value);
  }
  const double n = draws;
  perfect.modes_covered = covered.score(n);
  for (std::size_t i = 0; i < std::size(kScored); ++i) perfect.*kScored[i].score = sums[i].score(n);
  return perfect;
}

double perfect_high_quality_fraction() {
  return 1 - std::exp(-0.5 * kHighQualityRadius * kHighQualityRadius);
}

double perfect_reverse_kl(int modes, double samples) {
  return (modes - 1) / (2 * samples);
}

double perfect_spread() {
  // E[r^2 / 2 | r <= R] of a Rayleigh distance r = 1 - (R^2/2) e^(-R^2/2) / (1 - e^(-R^2/2)).
  const double half_square = 0.5 * kHighQualityRadius * kHighQualityRadius;
  return 1 - half_square * std::exp(-half_square) / (1 - std::exp(-half_square));
}

}  // namespace gan
