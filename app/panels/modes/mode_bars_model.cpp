#include "app/panels/modes/mode_bars_model.h"

#include <algorithm>
#include <utility>

#include "core/probe/quality/mode_shapes.h"
#include "core/probe/quality/modes.h"

namespace gan {

void prepare_mode_bars(const DataSource& data, const Matrix<float>& samples, ModeBarsModel& out) {
  const GaussianMixture* mixture = data.mixture();
  const bool had_bars = !out.bars.empty();
  out.samples = samples.cols();
  out.bars.clear();
  out.elsewhere = 0;
  if (mixture == nullptr) return;
  const ModeCoverage coverage = measure_modes(*mixture, samples);
  const ModeShapes shapes = measure_mode_shapes(*mixture, samples);
  double largest = 0;
  for (std::size_t k = 0; k < coverage.modes.size(); ++k) {
    const ModeStatistics& mode = coverage.modes[k];
    const Index i = static_cast<Index>(k);
    const double share = samples.cols() > 0 ? mode.share : 0;
    out.bars.push_back({share, mixture->weights(i) * perfect_high_quality_fraction(), mode.covered, mode.spread_minor,
                        mode.spread_major, shapes.core_widths[k], mixture->centres(0, i), mixture->centres(1, i)});
    largest = std::max({largest, share, out.bars.back().perfect});
  }
  if (samples.cols() > 0) out.elsewhere = 1 - coverage.high_quality_fraction;
  out.top = share_axis_top(largest, had_bars ? out.top : 0);
}

void prepare_mode_table(const Metrics& metrics, const PerfectMetrics* perfect, ModeBarsModel& out,
                        ScalarSource source) {
  out.rows.clear();
  for (const ScalarInfo* scalar : scalars_of(source)) {
    if (scalar->only_in_files) continue;
    MetricRow row = metric_row(*scalar, metrics, perfect);
    // Of data without modes most is not defined for good: no line is wasted on it. A comparison is only waited for.
    if (row.defined || metrics.modes_total > 0 || source == ScalarSource::comparison)
      out.rows.push_back(std::move(row));
  }
}

}  // namespace gan
