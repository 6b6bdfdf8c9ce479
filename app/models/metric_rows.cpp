#include "app/models/metric_rows.h"

#include <cmath>
#include <cstdio>

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
  return text;
}

MetricRow metric_row(const char* title, const char* meaning, MetricForm form, double value,
                     const PerfectScore* perfect) {
  MetricRow out{title, meaning, number_text(form, value), "", std::isfinite(value)};
  if (perfect != nullptr) out.perfect = perfect_text(form, *perfect);
  return out;
}

}  // namespace gan
