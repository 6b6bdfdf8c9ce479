// Fréchet distance of Gaussians fitted to two sets of features (Dowson and Landau 1982; as a score of
// generators Heusel et al. 2017, "GANs Trained by a Two Time-Scale Update Rule", equation 6): |μ1 - μ2|² +
// tr(Σ1 + Σ2 - 2 (Σ1 Σ2)^½).
#pragma once

#include "core/metrics/features.h"

namespace gan {

struct FittedGaussian {
  Vector<double> mean;        // d
  Matrix<double> covariance;  // d x d, unbiased: over n - 1; singular where n <= d
};

// samples: d x n of checked features, n >= 2.
template <class Real>
FittedGaussian fit_gaussian(const Matrix<Real>& samples);

// Of Gaussians of the same dimension; >= 0, right for singular covariances too.
double frechet_distance(const FittedGaussian& a, const FittedGaussian& b);

// real: d x n, generated: d x m, n and m >= 2; otherwise, or for features that cannot be compared, a
// sentence.
template <class Real>
Result<double> frechet_distance(const Matrix<Real>& real, const Matrix<Real>& generated, const CancelFlag& cancel = {});

}  // namespace gan
