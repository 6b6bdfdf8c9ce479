#include "app/geometry/label_place.h"

#include <algorithm>
#include <cmath>

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

bool LabelDisc::touches(const LabelBox& box) const {
  const double beside = x - std::clamp(x, box.x, box.x + box.width);
  const double above = y - std::clamp(y, box.y, box.y + box.height);
  return beside * beside + above * above < radius * radius;
}

std::optional<LabelBox> place_around(PixelPoint centre, double away, std::span<const PixelPoint> directions,
                                     const LabelBox& size, const LabelBox& area, std::span<const LabelBox> others,
                                     std::span<const LabelDisc> discs) {
  std::optional<LabelBox> second;
  for (const PixelPoint& to : directions) {
    const double half_x = size.width / 2, half_y = size.height / 2;
    const double reach = away + std::abs(to.x) * half_x + std::abs(to.y) * half_y;
    const LabelBox box{std::round(centre.x + reach * to.x - half_x), std::round(centre.y + reach * to.y - half_y),
                       size.width, size.height};
    const bool inside = box.x >= area.x && box.y >= area.y && box.x + box.width <= area.x + area.width &&
                        box.y + box.height <= area.y + area.height;
    if (!inside) continue;
    if (std::any_of(others.begin(), others.end(), [&](const LabelBox& o) { return o.overlaps(box); })) continue;
    if (std::none_of(discs.begin(), discs.end(), [&](const LabelDisc& disc) { return disc.touches(box); })) return box;
    if (!second) second = box;
  }
  return second;
}

}  // namespace gan
