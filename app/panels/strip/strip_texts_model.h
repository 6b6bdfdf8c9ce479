// The words and formulas of the strip, in the notation of lecture notes (markup: core/base/math/math_markup.h). They
// follow the settings: the table of losses says what D's output and the value are, the table of penalties what else is
// in D's loss. Nothing here changes from step to step but the line of Algorithm 1.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "app/panels/strip/strip_placement_model.h"
#include "app/panels/tooltip.h"
#include "core/game/rules/turn.h"
#include "core/game/spec.h"

namespace gan {

struct StripTexts {
  struct Node {
    std::string with_caption, symbol;  // markup: "z ∼ p_z", and the shorter "z"
    std::string caption;               // below it where there is no number: "m = 256"
    std::string number;                // what the number below it is: "mean"; "" where that needs no saying
  };
  PerStripNode<Node> nodes;
  std::string fake_label, real_label;  // "label 0", "label 0.9"; "" where the loss has none
  std::string real_mean;               // the first term of the value, and all of it where there is one
  std::string schedule;                // "5 D-steps, then one G-step"
  bool pairs = false;
};
StripTexts strip_texts(const Settings& settings);

// One line of Algorithm 1, in markup, from the whole formula down to words. `done`: else it comes next.
std::array<std::string, 3> algorithm_line(const Settings& settings, const std::optional<Turn>& turn, bool done);

Tooltip strip_tooltip(StripNode node, const Settings& settings);
Tooltip algorithm_tooltip(const Settings& settings);

}  // namespace gan
