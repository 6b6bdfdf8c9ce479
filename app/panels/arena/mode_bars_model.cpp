#include "app/panels/arena/mode_bars_model.h"

#include <algorithm>

#include "core/probe/quality/modes.h"

namespace gan {
namespace {

using Form = MetricForm;

}  // namespace

void prepare_mode_bars(const DataSource& data, const Matrix<float>& samples, ModeBarsModel& out) {
  const GaussianMixture* mixture = data.mixture();
  const bool had_bars = !out.bars.empty();
  out.samples = samples.cols();
  out.bars.clear();
  out.elsewhere = 0;
  if (mixture == nullptr) return;
  const ModeCoverage coverage = measure_modes(*mixture, samples);
  double largest = 0;
  for (std::size_t k = 0; k < coverage.modes.size(); ++k) {
    const ModeStatistics& mode = coverage.modes[k];
    const Index i = static_cast<Index>(k);
    const double share = samples.cols() > 0 ? mode.share : 0;
    out.bars.push_back({share, mixture->weights(i) * perfect_high_quality_fraction(), mode.covered,
                        mode.spread_minor, mode.spread_major, mixture->centres(0, i), mixture->centres(1, i)});
    largest = std::max({largest, share, out.bars.back().perfect});
  }
  if (samples.cols() > 0) out.elsewhere = 1 - coverage.high_quality_fraction;
  out.top = share_axis_top(largest, had_bars ? out.top : 0);
}

void prepare_mode_table(const Metrics& metrics, const PerfectMetrics* perfect, ModeBarsModel& out) {
  out.rows.clear();
  const auto score = [&](PerfectScore PerfectMetrics::*member) {
    return perfect == nullptr ? nullptr : &(perfect->*member);
  };
  if (metrics.modes_total > 0) {
    MetricRow covered =
        metric_row("modes covered", "Modes with at least a quarter of their fair share of the samples within three standard deviations of the centre.",
            Form::count, metrics.modes_covered, score(&PerfectMetrics::modes_covered));
    covered.value += " of " + std::to_string(metrics.modes_total);
    out.rows.push_back(covered);
  }
  out.rows.push_back(metric_row("high quality", "Share of samples within three deviations of the nearest centre.",
                         Form::percent, metrics.high_quality_fraction,
                         score(&PerfectMetrics::high_quality_fraction)));
  out.rows.push_back(metric_row("reverse KL of modes",
                         "How unevenly the good samples are spread over the modes, in nats.", Form::nats,
                         metrics.reverse_kl, score(&PerfectMetrics::reverse_kl)));
  out.rows.push_back(metric_row("JSD",
                         "Jensen-Shannon divergence of data and generator on a grid, in nats: at most 0.693.",
                         Form::nats, metrics.jsd, score(&PerfectMetrics::jsd)));
  out.rows.push_back(metric_row("KL(data‖G)", "Large where data is that the generator never makes.", Form::nats,
                         metrics.kl_data_generator, score(&PerfectMetrics::kl_data_generator)));
  out.rows.push_back(metric_row("KL(G‖data)", "Large where the generator makes what is not in the data.", Form::nats,
                         metrics.kl_generator_data, score(&PerfectMetrics::kl_generator_data)));
  out.rows.push_back(metric_row("outside", "Share of samples outside the square that holds the data.", Form::percent,
                         metrics.outside_fraction, score(&PerfectMetrics::outside_fraction)));
  // Of data without modes most is not defined for good: no line is wasted on it.
  if (metrics.modes_total == 0) std::erase_if(out.rows, [](const MetricRow& r) { return !r.defined; });
}

}  // namespace gan
