#include "app/panels/frame/speed_dial_model.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr double kFastest = 1e5;         // of the limited part
constexpr double kUnlimitedFrom = 0.95;  // of the dial

}  // namespace

double speed_position(double speed) {
  if (!(speed <= kFastest)) return 1;
  const double s = std::max(speed, kSlowestSpeed);
  return 0.93 * std::log(s / kSlowestSpeed) / std::log(kFastest / kSlowestSpeed);
}

double speed_at(double position) {
  if (position >= kUnlimitedFrom) return kUnlimitedSpeed;
  const double p = std::clamp(position / 0.93, 0.0, 1.0);
  const double raw = kSlowestSpeed * std::pow(kFastest / kSlowestSpeed, p);
  const double decade = std::pow(10.0, std::floor(std::log10(raw)));
  double best = decade;
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (std::abs(std::log(decade * step / raw)) < std::abs(std::log(best / raw))) best = decade * step;
  }
  return std::clamp(best, kSlowestSpeed, kFastest);
}

std::string speed_text(double speed) {
  if (!(speed <= kFastest)) return "full speed";
  char text[48];
  if (speed < 1) {
    std::snprintf(text, sizeof text, "%.2g sub-steps/s", speed);
  } else {
    std::snprintf(text, sizeof text, "%s sub-steps/s", step_text(std::llround(speed)).c_str());
  }
  return text;
}

std::string rate_text(double rate) {
  if (rate < 10) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f", rate);
    return text;
  }
  const double unit = rate < 1000 ? 1 : std::pow(10.0, std::floor(std::log10(rate)) - 2);
  return step_text(static_cast<std::int64_t>(std::llround(std::round(rate / unit) * unit))).c_str();
}

}  // namespace gan
