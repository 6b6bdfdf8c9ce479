#include "app/panels/controls/controls_model.h"

#include <algorithm>
#include <cmath>

#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr double kNotch = 0.04;  // of the slider, for "off"
constexpr double kDecades = 7;   // of a logarithmic slider that reaches 0

bool near_one(const Setting& setting) {
  return setting.kind == SettingKind::real && setting.minimum == 0 && setting.maximum > 0.99 && setting.maximum < 1;
}

// Whole numbers over a wide range, most of which matter at their low end: k, modes, noise dimension.
bool counts(const Setting& setting) {
  return setting.kind == SettingKind::integer && !setting.logarithmic && setting.minimum >= 0 &&
         setting.maximum >= 16 && setting.maximum <= 1e6;
}

double low_end(const Setting& setting) {
  return setting.minimum > 0 ? setting.minimum : setting.maximum * std::pow(10.0, -kDecades);
}

double two_digits(double v) {
  if (v == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(v))) - 1);
  // Dividing by a power of ten gives the nearest double of the decimal number; multiplying does not.
  return unit < 1 ? std::round(v / unit) / std::round(1 / unit) : std::round(v / unit) * unit;
}

}  // namespace

std::vector<ControlItem> control_items(SettingGroup group, const Settings& settings) {
  std::vector<ControlItem> items;
  for (const Setting& setting : setting_table()) {
    if (setting.group == group && setting.relevant(settings)) items.push_back({&setting, title_in_group(setting)});
  }
  // What needs another network stands below what does not, and of both players' D's first, as everywhere.
  const auto rank = [](const ControlItem& item) {
    if (item.setting->acts != Acts::by_rebuilding) return 0;
    return item.setting->player == Player::discriminator ? 1 : 2;
  };
  std::stable_sort(items.begin(), items.end(),
                   [&](const ControlItem& a, const ControlItem& b) { return rank(a) < rank(b); });
  return items;
}

double slider_position(const Setting& setting, double value) {
  const double v = std::clamp(value, setting.minimum, setting.maximum);
  if (near_one(setting)) return std::log10(1 - v) / std::log10(1 - setting.maximum);
  if (counts(setting))
    return std::log((1 + v) / (1 + setting.minimum)) / std::log((1 + setting.maximum) / (1 + setting.minimum));
  if (!setting.logarithmic) return (v - setting.minimum) / (setting.maximum - setting.minimum);
  const double low = low_end(setting);
  const double share = std::log(std::max(v, low) / low) / std::log(setting.maximum / low);
  if (setting.minimum > 0) return share;
  return v <= 0 ? 0 : kNotch + (1 - kNotch) * share;
}

double slider_value(const Setting& setting, double position) {
  const double p = std::clamp(position, 0.0, 1.0);
  const bool whole = setting.kind == SettingKind::integer;
  double v = 0;
  if (near_one(setting)) {
    v = 1 - two_digits(std::pow(1 - setting.maximum, p));
  } else if (counts(setting)) {
    v = (1 + setting.minimum) * std::pow((1 + setting.maximum) / (1 + setting.minimum), p) - 1;
  } else if (!setting.logarithmic) {
    v = setting.minimum + p * (setting.maximum - setting.minimum);
    const double unit = std::pow(10.0, std::floor(std::log10(setting.maximum - setting.minimum)) - 2);
    if (!whole) v = unit < 1 ? std::round(v / unit) / std::round(1 / unit) : std::round(v / unit) * unit;
  } else {
    const double low = low_end(setting);
    const bool off = setting.minimum <= 0 && p < kNotch / 2;
    const double share = setting.minimum > 0 ? p : std::max(0.0, (p - kNotch) / (1 - kNotch));
    v = off ? 0 : low * std::pow(setting.maximum / low, share);
    if (!whole) v = two_digits(v);
  }
  if (whole) v = std::round(v);
  return std::clamp(v, setting.minimum, setting.maximum);
}

double slider_step(const Setting& setting, double value, int direction) {
  double v = value;
  if (setting.kind == SettingKind::integer) {
    const double most = setting.maximum - setting.minimum;
    v += direction * (setting.logarithmic && value > 20 ? std::max(1.0, std::floor(value / 10)) : std::min(1.0, most));
  } else {
    // Far enough along the slider that the rounded value changes.
    for (int i = 1; i <= 20 && v == value; ++i) {
      v = slider_value(setting, slider_position(setting, value) + direction * 0.005 * i);
    }
  }
  return std::clamp(v, setting.minimum, setting.maximum);
}

double number_of(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  GAN_CHECK(false, "a slider of a value that is no number");
}

Value value_of_number(const Setting& setting, double number) {
  if (setting.kind == SettingKind::integer) return static_cast<std::int64_t>(std::llround(number));
  return number;
}

Tooltip control_tooltip(const Setting& setting, const Settings& scenario, const Settings& now, bool comparing) {
  Tooltip tip{setting.meaning, formula_of(setting, now), setting.paper, ""};
  if (setting.kind == SettingKind::integer || setting.kind == SettingKind::real) {
    tip.note = format_value(setting, value_of_number(setting, setting.minimum)) + " to " +
               format_value(setting, value_of_number(setting, setting.maximum)) + ". ";
  }
  const std::string start = format_value(setting, setting.get(scenario));
  if (!start.empty()) tip.note += "The scenario starts with " + start + ". ";
  if (setting.acts == Acts::at_start) tip.note += "A change restarts training. ";
  if (setting.acts == Acts::by_rebuilding) {
    const std::string player = letter_of(*setting.player);
    tip.note += "Training goes on: " + player + " is rebuilt and keeps what it has learned. ";
  }
  if (comparing && std::string_view(setting.key) == "seed") {
    tip.note += "It acts on all games: they see the same batches and the same noise. ";
  }
  if (!tip.note.empty()) tip.note.pop_back();
  return tip;
}

}  // namespace gan
