// Where the names of the views that share a place stand: in as many rows as their widths need. Pure.
#pragma once

#include <span>
#include <vector>

namespace gan {

struct TabPlace {
  float x = 0;  // from the left end of the row
  int row = 0;
  float width = 0;
};

struct TabRows {
  int rows = 0;
  std::vector<TabPlace> places;
};

// `widths` of the buttons in pixels; one that is wider than `available` has a row alone, as wide as that.
TabRows place_tabs(std::span<const float> widths, float available);

}  // namespace gan
