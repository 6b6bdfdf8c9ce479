// How samples lie inside the modes of a mixture, in measures that a few stray points don't move. Standard deviations
// hide a mode that has collapsed inside: far tails inflate the moment and drag the mean along. So a mode's width is
// that of its core, about the median, and what lies far off is counted apart.
#pragma once

#include <vector>

#include "core/base/matrix.h"
#include "core/data/distribution.h"

namespace gan {

inline constexpr double kFarRadius = 10;   // deviations of the nearest mode
inline constexpr Index kFewestOfCore = 8;  // samples of a mode, for its core to have a width

struct ModeShapes {
  // Of each mode: the median distance of the samples that are nearest to it from their component-wise median, over that
  // of a Gaussian, σ √(2 ln 2). 1 for perfect samples, 0 for samples at one point; NaN with too few of them.
  std::vector<double> core_widths;
  double core_width = 0;    // the median of those that are known; NaN without
  double far_fraction = 0;  // share of the samples beyond 10 σ of the nearest centre, and of those that are not finite
  // Total variation between the shares of the samples by nearest centre and the mixture's weights, 0 to 1; those that
  // are not finite belong to no mode.
  double mass_distance = 0;
};

// samples: 2 x n. Everything is NaN without samples.
ModeShapes measure_mode_shapes(const GaussianMixture& mixture, const Matrix<float>& samples);

}  // namespace gan
