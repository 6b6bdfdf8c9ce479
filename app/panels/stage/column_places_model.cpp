#include "app/panels/stage/column_places_model.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

// Fills columns of at most `height` with buttons of `side`; a group's gap is left out at the top of a column.
void fill(std::span<const int> groups, float height, const ColumnSizes& sizes, float side, ColumnPlaces& out) {
  out.buttons.clear();
  out.side = side;
  out.columns = 1;
  float x = sizes.pad, y = sizes.pad, bottom = 0;
  for (const int group : groups) {
    for (int i = 0; i < group; ++i) {
      if (i == 0 && y > sizes.pad) y += sizes.group_gap - sizes.gap;
      if (y + side + sizes.pad > height && y > sizes.pad) {
        y = sizes.pad;
        x += side + sizes.gap;
        ++out.columns;
      }
      out.buttons.push_back({x, y});
      bottom = std::max(bottom, y + side);
      y += side + sizes.gap;
    }
  }
  out.width = x + side + sizes.pad;
  out.height = bottom + sizes.pad;
}

}  // namespace

void place_column(std::span<const int> groups, float height, const ColumnSizes& sizes, ColumnPlaces& out) {
  for (int columns = 1;; ++columns) {
    for (float side = sizes.side; side >= sizes.least; side -= 1) {
      fill(groups, height, sizes, std::floor(side), out);
      if (out.columns <= columns && out.height <= height) return;
    }
    // Nothing fits into a place lower than a button: then a row.
    if (static_cast<std::size_t>(columns) >= out.buttons.size()) return;
  }
}

}  // namespace gan
