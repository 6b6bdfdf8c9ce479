// Controls: which settings the panel shows now, in which groups, how a slider maps its position to a value,
// and what the tooltip says. Generated from the table of fields; settings that do nothing at present are left
// out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/panels/tooltip.h"
#include "app/panels/view_settings_model.h"
#include "core/game/fields.h"
#include "core/run/snapshot.h"

namespace gan {

enum class ControlGroup { game, discriminator, generator, penalties, data, networks, start, count };
static_assert(static_cast<int>(ControlGroup::count) <= kControlGroups);

struct ControlGroupInfo {
  const char* id;
  const char* title;
  bool new_segment;  // its settings start training anew
};
const ControlGroupInfo& control_group_info(ControlGroup group);

struct ControlItem {
  const Field* field = nullptr;
  std::string label;  // in its group: "learning rate η" for D's
};

// What `group` shows for these settings, in order.
std::vector<ControlItem> control_items(ControlGroup group, const Settings& settings);
// Whether the field acts in a game of these settings: β₁ with Adam only, the ring's phase for a ring only.
bool is_relevant(const Field& field, const Settings& settings);

// Sliders. Position is 0 to 1. A logarithmic field whose minimum is 0 has a notch at the left end for 0, then
// seven decades; one that ends just below 1 (momentum, β) is logarithmic in 1 − v; a count with a wide range
// is logarithmic in 1 + v; others are linear.
double slider_position(const Field& field, double value);
// Rounded to two significant digits (whole numbers to whole ones), and inside the field's range.
double slider_value(const Field& field, double position);
// One step up (1) or down (-1) with the keyboard: the nearest other value of the slider.
double slider_step(const Field& field, double value, int direction);
double number_of(const Value& value);
Value value_of_number(const Field& field, double number);

// `now`: the game's settings, on which the formula may depend.
Tooltip control_tooltip(const Field& field, const Settings& scenario, const Settings& now);

// How many trainable numbers each player of this game has.
struct ParameterCounts {
  Index generator = 0, discriminator = 0;
};
ParameterCounts count_parameters(const Snapshot& snapshot);

// The losses' formulas of the present game, in D or f as the loss reads the output: what D and G minimise.
struct LossFormulas {
  std::string discriminator;  // with the label's smoothing, and each penalty that is on in a line of its own
  std::string generator;
  std::string logits;  // both on what the network gives, and what its letters mean
};
LossFormulas loss_formulas(const Settings& settings);

}  // namespace gan
