// Values that a setting takes, for tests that try every row of the table.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/settings/setting.h"

namespace gan {

// Two or more that suit the setting and differ, its ends among them.
inline std::vector<Value> example_values(const Setting& setting) {
  const auto middle = setting.logarithmic
                          ? std::sqrt(std::max(setting.minimum, setting.maximum * 1e-6) * setting.maximum)
                          : setting.minimum + 0.3 * (setting.maximum - setting.minimum);
  switch (setting.kind) {
    case SettingKind::boolean:
      return {true, false};
    case SettingKind::integer:
      return {static_cast<std::int64_t>(setting.minimum), static_cast<std::int64_t>(setting.maximum),
              static_cast<std::int64_t>(std::ceil(middle))};
    case SettingKind::real:
      return {setting.minimum, setting.maximum, middle, middle * (1 + 1e-15)};
    case SettingKind::choice:
      return {std::string(setting.options().front().id), std::string(setting.options().back().id)};
    case SettingKind::text:
      return {std::string(), std::string("points of mine.csv")};
    case SettingKind::integers:
      return {std::vector<std::int64_t>(), std::vector<std::int64_t>{7, 8, 9}};
    case SettingKind::reals:
      if (setting.longest < 3) return {std::vector<double>(), std::vector<double>{1.0 / 3}};
      return {std::vector<double>(), std::vector<double>{0.1, 1.0 / 3, 2}};
  }
  return {};
}

}  // namespace gan
