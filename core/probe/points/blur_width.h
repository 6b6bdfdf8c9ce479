// How much the densities are blurred that D* is seen by, both alike.
#pragma once

#include <algorithm>

#include "core/data/distribution.h"

namespace gan {

// Half of the narrowest mode's deviation, which leaves its shape; between 1/96 and 1/40 of half the side of what shows
// the data: finer than that finite samples and lattices can't hold, and nobody sees it.
inline double blur_width(const GaussianMixture& data, const Extent& extent) {
  return std::clamp(data.sigma.minCoeff() / 2, extent.half / 96, extent.half / 40);
}

}  // namespace gan
