// Regions: where the window's parts lie, in pixels, for a size and what a person has set with the splitters: the stage
// with the strip below it, the lens with the large numbers above it at the right, the left panel, and the track below
// all of them. Pure arithmetic: no part is ever smaller than nothing, and all of them stay inside the window.
#pragma once

#include "app/panels/layout_settings_model.h"

namespace gan {

struct Region {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
  bool empty() const { return width < 1 || height < 1; }
};

struct Regions {
  Region toolbar, left, stage, strip, numbers, lens, track, messages;
  // The window is too narrow for three columns: what would stand in the left panel are tabs of the lens.
  bool folded = false;
};

// Below this width, in design pixels, the left panel folds into the lens.
inline constexpr float kFoldedBelow = 1100;
// The window is not made smaller than this, in units.
inline constexpr int kLeastWidth = 960, kLeastHeight = 600;

struct RegionSizes {
  float width = 0;  // of the window
  float height = 0;
  // What the parts of a fixed height need; 0 where there is none.
  float toolbar_height = 0;
  float strip_height = 0;
  float numbers_height = 0;
  float messages_height = 0;
  float lanes_height = 0;  // of branches, below the axis of the track
  float scale = 1;         // pixels a design pixel
  float separator = 1;     // pixels between two panels
  bool present = false;    // for the back row: no left panel, a low track, a larger stage
};

Regions compute_regions(const RegionSizes& sizes, const LayoutSettings& settings);

}  // namespace gan
