// Controls: which settings the panel shows now, how a slider maps its position to a value, and what the tooltip says.
// Generated from the table of settings; those that do nothing at present are left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/panels/tooltip.h"
#include "core/settings/setting.h"

namespace gan {

struct ControlItem {
  const Setting* setting = nullptr;
  std::string label;  // below the heading of its group: "learning rate η" for D's
};

// What `group` shows for these settings, in order.
std::vector<ControlItem> control_items(SettingGroup group, const Settings& settings);

// Sliders. Position is 0 to 1. A logarithmic one whose minimum is 0 has a notch at the left end for 0, then
// seven decades; one that ends just below 1 (momentum, β) is logarithmic in 1 − v; a count with a wide range
// is logarithmic in 1 + v; others are linear.
double slider_position(const Setting& setting, double value);
// Rounded to two significant digits (whole numbers to whole ones), and inside the setting's range.
double slider_value(const Setting& setting, double position);
// One step up (1) or down (-1) with the keyboard: the nearest other value of the slider.
double slider_step(const Setting& setting, double value, int direction);
double number_of(const Value& value);
Value value_of_number(const Setting& setting, double number);

// `now`: the game's settings, on which the formula may depend. `comparing`: other games stand beside it.
Tooltip control_tooltip(const Setting& setting, const Settings& scenario, const Settings& now, bool comparing = false);

}  // namespace gan
