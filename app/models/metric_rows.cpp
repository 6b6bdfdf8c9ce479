#include "app/models/metric_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace gan {
namespace {

constexpr const char* kUndefinedText = "–";

std::string perfect_text(MetricForm form, const PerfectScore& score) {
  if (!std::isfinite(score.mean)) return "";
  std::string text = number_text(form, score.mean);
  if ((form == MetricForm::nats || form == MetricForm::number) && score.deviation > 0) {
    char spread[32];
    std::snprintf(spread, sizeof spread, " ± %.1g", score.deviation);
    text += spread;
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

std::string percent_text(double share) {
  if (!std::isfinite(share)) return kUndefinedText;
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%", 100 * share);
  return text;
}

std::string number_text(MetricForm form, double value) {
  if (!std::isfinite(value)) return kUndefinedText;
  const double size = std::abs(value);
  char text[32];
  switch (form) {
    case MetricForm::percent:
      return percent_text(value);
    case MetricForm::count:
      std::snprintf(text, sizeof text, "%.*f", value == std::round(value) || size >= 100 ? 0 : 1, value);
      break;
    case MetricForm::number:
      std::snprintf(text, sizeof text, "%.*f", size >= 100 ? 0 : size >= 10 ? 1 : 2, value);
      break;
    case MetricForm::nats:
      std::snprintf(text, sizeof text, size < 0.01 ? "%.4f" : "%.3f", value);
      break;
  }
  return text[0] == '-' ? "−" + std::string(text + 1) : text;
}

MetricRow metric_row(const char* title, const char* meaning, MetricForm form, double value,
                     const PerfectScore* perfect) {
  MetricRow out{title, meaning, number_text(form, value), "", std::isfinite(value)};
  if (perfect != nullptr) out.perfect = perfect_text(form, *perfect);
  return out;
}

}  // namespace gan
