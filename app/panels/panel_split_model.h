// How a panel is divided into what is looked at and its controls: beside each other where it is wide, the controls
// above where it is high. Pure.
#pragma once

#include "app/panels/regions_model.h"

namespace gan {

struct PanelSplit {
  Region view, controls;
  bool stacked = false;  // the controls above
};

// `width` of the controls beside it and `height` of those above it, as they need; `gap` between the two and around
// them.
PanelSplit split_panel(const Region& panel, float width, float height, float gap);

}  // namespace gan
