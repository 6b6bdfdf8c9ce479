// Whether two regions cover each other.
#pragma once

#include "app/panels/regions_model.h"

namespace gan::test {

// By more than rounding.
inline bool overlap(const Region& a, const Region& b) {
  constexpr float kTouch = 0.01F;
  return !a.empty() && !b.empty() && a.x + a.width > b.x + kTouch && b.x + b.width > a.x + kTouch &&
         a.y + a.height > b.y + kTouch && b.y + b.height > a.y + kTouch;
}

}  // namespace gan::test
