#include "app/geometry/tab_rows.h"

#include <algorithm>

namespace gan {

TabRows place_tabs(std::span<const float> widths, float available) {
  TabRows out;
  float x = 0;
  for (const float wanted : widths) {
    const float width = std::min(wanted, std::max(available, 0.0F));
    if (out.rows == 0 || (x > 0 && x + width > available)) {
      ++out.rows;
      x = 0;
    }
    out.places.push_back({x, out.rows - 1, width});
    x += width;
  }
  return out;
}

}  // namespace gan
