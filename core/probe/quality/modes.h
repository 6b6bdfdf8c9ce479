// How well samples cover the modes of a Gaussian mixture (Lin et al. 2018, "PacGAN", section 4.1): each
// sample belongs to its nearest centre and is of high quality within three deviations of it. Two counts of modes: the
// literature's, in which one such sample *captures* a mode, and what is shown and claimed, in which a mode is *covered*
// from a quarter of its fair share up: of 2 500 samples some always fall on the bridges between modes. Also the share
// of samples outside a square, for data of any kind. Values that nothing defines are NaN.
#pragma once

#include <vector>

#include "core/base/matrix.h"
#include "core/data/distribution.h"

namespace gan {

inline constexpr double kHighQualityRadius = 3.0;  // deviations of the mode
// The fair share of a mode or class is its weight in the data times all samples; from this part of it up it is covered.
inline constexpr double kCoveredShare = 0.25;

// Whether `count` of `samples` cover a mode or class of this weight (its probability in the data). One sample at least.
bool covers(Index count, double weight, Index samples);

// The high-quality samples of one mode.
struct ModeStatistics {
  Index count = 0;
  bool covered = false;  // see covers()
  double share = 0;      // of all samples
  double mean_x = 0;     // NaN without samples
  double mean_y = 0;
  double spread_minor = 0;  // smaller eigenvalue of their covariance, in sigma^2; NaN with fewer than two samples
  double spread_major = 0;  // larger one; of perfect samples both are 0.949, for those beyond 3 sigma are left out
};

// How samples lie relative to the centres, whatever their quality; those that are not finite are left out.
struct Concentration {
  double effective_modes = 0;  // exp of the entropy of the shares of nearest centres; 0 without samples
  bool near = false;           // most are nearer to their centre than half of the way to the next one
  bool together = false;       // spread less than half as far as the centres are
  Index favourite = -1;        // the mode that is nearest to most samples; -1 without samples
};

struct ModeCoverage {
  Index samples = 0;
  Index high_quality = 0;
  int covered = 0;                   // see covers()
  int captured = 0;                  // with at least one high-quality sample
  double high_quality_fraction = 0;  // of all samples; NaN without samples
  // KL(histogram of the high-quality samples over the modes || the mixture's weights), natural logarithm;
  // NaN without high-quality samples, when there is no histogram.
  double reverse_kl = 0;
  std::vector<ModeStatistics> modes;
  Concentration concentration;
};

// samples: 2 x n, float or double. A sample that is not finite is of low quality.
template <class Real>
ModeCoverage measure_modes(const GaussianMixture& mixture, const Matrix<Real>& samples);

// Share of the samples (2 x n) that do not lie in the square; those that are not finite count. NaN without
// samples.
template <class Real>
double outside_fraction(const Extent& extent, const Matrix<Real>& samples);

}  // namespace gan
