// How a panel is divided into what is looked at and its controls: beside each other where it is wide, the controls
// above where it is high. Pure.
#pragma once

#include "app/panels/regions_model.h"

namespace gan {

struct PanelSplit {
  Region view, controls;
  bool stacked = false;  // the controls above
  bool brief = false;    // the panel has no room for all of them: what can be done without is left out
};

// `width` of the controls beside it and `height` of those above it, as they need; `gap` between the two and around
// them. Where the view would be narrower than `least` beside the controls, they are brief, and above it.
PanelSplit split_panel(const Region& panel, float width, float height, float gap, float least = 0);

}  // namespace gan
