#include "app/panels/metric_rows_model.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gan {
namespace {

constexpr const char* kUndefinedText = "–";

std::string perfect_text(MetricForm form, const PerfectScore& score) {
  if (!std::isfinite(score.mean)) return "";
  std::string text = number_text(form, score.mean);
  if ((form == MetricForm::nats || form == MetricForm::number) && score.deviation > 0) {
    // One digit, written like the number that it belongs to.
    const int decimals = static_cast<int>(std::max(0.0, -std::floor(std::log10(score.deviation))));
    text += std::string(" ± ") + fixed_text(score.deviation, std::min(decimals, 6)).c_str();
  }
  return text;
}

}  // namespace

double share_axis_top(double largest, double current) {
  static constexpr double kEnds[] = {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0};
  const auto end =
      std::find_if(std::begin(kEnds), std::end(kEnds), [&](double e) { return e >= largest * 1.05; });
  const double fitting = end == std::end(kEnds) ? 1.0 : *end;
  return fitting > current || largest < 0.45 * current ? fitting : current;
}

std::string number_text(MetricForm form, double value) {
  if (!std::isfinite(value)) return kUndefinedText;
  const double size = std::abs(value);
  switch (form) {
    case MetricForm::percent:
      return percent_text(value);
    case MetricForm::count:
      return fixed_text(value, value == std::round(value) || size >= 100 ? 0 : 1).c_str();
    case MetricForm::number:
      return fixed_text(value, size >= 100 ? 0 : size >= 10 ? 1 : 2).c_str();
    case MetricForm::nats:
      break;
  }
  return fixed_text(value, size < 0.01 ? 4 : 3).c_str();
}

MetricRow metric_row(const char* title, const char* meaning, MetricForm form, double value,
                     const PerfectScore* perfect) {
  MetricRow out{title, meaning, number_text(form, value), "", std::isfinite(value)};
  if (perfect != nullptr) out.perfect = perfect_text(form, *perfect);
  return out;
}

}  // namespace gan
