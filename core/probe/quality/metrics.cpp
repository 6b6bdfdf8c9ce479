#include "core/probe/quality/metrics.h"

namespace gan {

namespace {

void take(const Divergences& d, Metrics& metrics) {
  metrics.jsd = d.jsd;
  metrics.kl_data_generator = d.kl_data_generator;
  metrics.kl_generator_data = d.kl_generator_data;
}

}  // namespace

Metrics measure(const DataSource& data, const Matrix<float>& samples, const DensityGrid* grid, const LineBins* bins) {
  Metrics metrics;
  metrics.samples = static_cast<int>(samples.cols());
  if (data.line() != nullptr && samples.cols() > 0) {
    take(line_divergences(bins != nullptr ? *bins : choose_line_bins(*data.line(), samples.cols()), samples), metrics);
    return metrics;
  }
  if (!data.kind().has(Capability::extent)) return metrics;
  metrics.outside_fraction = outside_fraction(data.extent(), samples);
  const GaussianMixture* const mixture = data.mixture();
  if (mixture == nullptr) return metrics;
  ModeCoverage coverage = measure_modes(*mixture, samples);
  metrics.modes_covered = coverage.covered;
  metrics.modes_captured = coverage.captured;
  metrics.modes_total = static_cast<int>(coverage.modes.size());
  metrics.high_quality_fraction = coverage.high_quality_fraction;
  metrics.reverse_kl = coverage.reverse_kl;
  metrics.modes = std::move(coverage.modes);
  metrics.concentration = coverage.concentration;
  ModeShapes shapes = measure_mode_shapes(*mixture, samples);
  metrics.core_width = shapes.core_width;
  metrics.mass_distance = shapes.mass_distance;
  metrics.far_fraction = shapes.far_fraction;
  metrics.core_widths = std::move(shapes.core_widths);
  if (samples.cols() == 0) return metrics;
  DensityGrid made;
  if (grid == nullptr) {
    made = choose_density_grid(*mixture, data.extent(), samples.cols());
    grid = &made;
  }
  take(compare_masses(grid->mass, sample_masses(*grid, samples), static_cast<double>(samples.cols())), metrics);
  return metrics;
}

}  // namespace gan
