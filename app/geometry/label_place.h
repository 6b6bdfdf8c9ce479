// A place for a label beside what it names, where it hides no other label and stays inside.
#pragma once

#include <optional>
#include <span>

#include "app/geometry/arena_camera.h"

namespace gan {

struct LabelBox {
  double x = 0, y = 0, width = 0, height = 0;  // pixels, upper left corner

  bool overlaps(const LabelBox& other) const {
    return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
  }
};

// A box of this size (its corner does not count) at a distance of at least `away` from `centre`: at the right, the
// left, below or above, in this order. Nothing where each of these leaves `area` or lies on one of `others`.
std::optional<LabelBox> place_label(PixelPoint centre, double away, const LabelBox& size, const LabelBox& area,
                                    std::span<const LabelBox> others);

// A round mark on the screen.
struct LabelDisc {
  double x = 0, y = 0, radius = 0;
  bool touches(const LabelBox& box) const;
};

// A box of this size that keeps outside of a ring of the radius `away`: in the first of these directions (unit vectors)
// in which it stays inside `area`, lies on none of `others` and touches no disc; where there is none, in the first in
// which it touches discs alone. Nothing where each leaves the area or lies on another.
std::optional<LabelBox> place_around(PixelPoint centre, double away, std::span<const PixelPoint> directions,
                                     const LabelBox& size, const LabelBox& area, std::span<const LabelBox> others,
                                     std::span<const LabelDisc> discs);

}  // namespace gan
