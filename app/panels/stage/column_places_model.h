// Where the buttons of a column stand: one below the other from the top of a place of some height, in groups with a gap
// between them; smaller where they do not fit, and in two columns or more where they would be too small.
#pragma once

#include <span>
#include <vector>

namespace gan {

// Pixels; the gaps lie between buttons, and once more between groups.
struct ColumnSizes {
  float side = 30;   // of a button, where there is room
  float least = 22;  // it is not made smaller than this
  float gap = 2;
  float group_gap = 6;
  float pad = 3;  // around all buttons
};

struct ColumnPlaces {
  struct Corner {
    float x = 0, y = 0;
  };
  std::vector<Corner> buttons;  // upper left, from the column's corner
  float side = 0;
  float width = 0, height = 0;  // of all, with the pad
  int columns = 0;
};

// groups: the number of buttons of each, all at least 1. `out` keeps its memory.
void place_column(std::span<const int> groups, float height, const ColumnSizes& sizes, ColumnPlaces& out);

}  // namespace gan
