// How well samples cover the modes of a Gaussian mixture (Lin et al. 2018, "PacGAN", section 4.1): each
// sample belongs to its nearest centre and is of high quality within three deviations of it; a mode is
// covered by one such sample. Also the share of samples outside a square, for data of any kind. Values that
// nothing defines are NaN.
#pragma once

#include <vector>

#include "core/base/matrix.h"
#include "core/data/distribution.h"

namespace gan {

inline constexpr double kHighQualityRadius = 3.0;  // deviations of the mode

// The high-quality samples of one mode.
struct ModeStatistics {
  Index count = 0;
  double share = 0;   // of all samples
  double mean_x = 0;  // NaN without samples
  double mean_y = 0;
  double spread_minor =
      0;  // smaller eigenvalue of their covariance, in sigma^2; NaN with fewer than two samples
  double spread_major =
      0;  // larger one; of perfect samples both are 0.949, for those beyond 3 sigma are left out
};

struct ModeCoverage {
  Index samples = 0;
  Index high_quality = 0;
  int covered = 0;
  double high_quality_fraction = 0;  // of all samples; NaN without samples
  // KL(histogram of the high-quality samples over the modes || the mixture's weights), natural logarithm;
  // NaN without high-quality samples, when there is no histogram.
  double reverse_kl = 0;
  std::vector<ModeStatistics> modes;
};

// samples: 2 x n, float or double. A sample that is not finite is of low quality.
template <class Real>
ModeCoverage measure_modes(const GaussianMixture& mixture, const Matrix<Real>& samples);

// Share of the samples (2 x n) that do not lie in the square; those that are not finite count. NaN without
// samples.
template <class Real>
double outside_fraction(const Extent& extent, const Matrix<Real>& samples);

}  // namespace gan
