// Regions: where the window's panels lie, in pixels, for a size and what a person has set with the splitters.
// Pure arithmetic: no panel is ever smaller than nothing, and all of them stay inside the window.
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
  Region toolbar, controls, arena, below_arena, numbers, plots, below_plots, timeline, status;
};

struct RegionSizes {
  float width = 0;  // of the window
  float height = 0;
  float toolbar_height = 0;
  float status_height = 0;
  float scale = 1;          // pixels a design pixel
  float separator = 1;      // pixels between two panels
  bool images = false;      // the data are images: what is below the arena has a share of its own
  bool below_arena = true;  // there is something to show there
};

Regions compute_regions(const RegionSizes& sizes, const LayoutSettings& settings);

}  // namespace gan
