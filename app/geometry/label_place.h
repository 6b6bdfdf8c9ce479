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

}  // namespace gan
