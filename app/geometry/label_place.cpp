#include "app/geometry/label_place.h"

#include <algorithm>

namespace gan {

std::optional<LabelBox> place_label(PixelPoint centre, double away, const LabelBox& size, const LabelBox& area,
                                    std::span<const LabelBox> others) {
  const double left = centre.x - size.width / 2, top = centre.y - size.height / 2;
  const PixelPoint corners[] = {{centre.x + away, top},
                                {centre.x - away - size.width, top},
                                {left, centre.y + away},
                                {left, centre.y - away - size.height}};
  for (const PixelPoint& corner : corners) {
    const LabelBox box{corner.x, corner.y, size.width, size.height};
    const bool inside = box.x >= area.x && box.y >= area.y && box.x + box.width <= area.x + area.width &&
                        box.y + box.height <= area.y + area.height;
    const bool free = std::none_of(others.begin(), others.end(), [&](const LabelBox& o) { return box.overlaps(o); });
    if (inside && free) return box;
  }
  return std::nullopt;
}

}  // namespace gan
