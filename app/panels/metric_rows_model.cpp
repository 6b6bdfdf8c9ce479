#include "app/panels/metric_rows_model.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/lab/compare/comparison_table.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

std::string perfect_text(ScalarForm form, const PerfectScore& score) {
  if (!std::isfinite(score.mean)) return "";
  std::string text = scalar_text(form, score.mean);
  if ((form == ScalarForm::nats || form == ScalarForm::number) && score.deviation > 0) {
    // One digit, written like the number that it belongs to.
    const int decimals = static_cast<int>(std::max(0.0, -std::floor(std::log10(score.deviation))));
    text += std::string(" ± ") + fixed_text(score.deviation, std::min(decimals, 6)).c_str();
  }
  return text;
}

}  // namespace

double share_axis_top(double largest, double current) {
  static constexpr double kEnds[] = {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0};
  const auto end = std::find_if(std::begin(kEnds), std::end(kEnds), [&](double e) { return e >= largest * 1.05; });
  const double fitting = end == std::end(kEnds) ? 1.0 : *end;
  return fitting > current || largest < 0.45 * current ? fitting : current;
}

MetricRow metric_row(const ScalarInfo& scalar, const Metrics& metrics, const PerfectMetrics* perfect) {
  MetricRow row{
      scalar.title, scalar.meaning, scalar_text(scalar, metrics), "", std::isfinite(scalar_value(scalar, metrics)),
      &scalar};
  if (perfect != nullptr && scalar.measured.perfect != nullptr) {
    row.perfect = perfect_text(scalar.form, scalar.measured.perfect(*perfect));
  }
  return row;
}

void compare_rows(std::span<const Metrics* const> games, std::vector<MetricRow>& rows) {
  for (MetricRow& row : rows) {
    row.games.clear();
    std::vector<double> values;
    for (const Metrics* metrics : games) {
      const double value = metrics == nullptr ? Metrics::kUndefined : scalar_value(*row.scalar, *metrics);
      values.push_back(value);
      row.games.push_back(std::isfinite(value) ? scalar_text(*row.scalar, *metrics)
                                               : scalar_text(row.scalar->form, value));
    }
    row.best = best_of(*row.scalar, values);
  }
}

}  // namespace gan
