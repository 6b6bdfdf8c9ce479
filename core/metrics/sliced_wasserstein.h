// Sliced Wasserstein-1 distance (Rabin et al. 2011, "Wasserstein Barycenter and its Application to Texture
// Mixing"; Bonneel et al. 2015): the mean, over directions, of the distance of the samples' projections,
// which on a line is the mean distance of the sorted numbers.
#pragma once

#include "core/base/random.h"
#include "core/metrics/features.h"

namespace gan {

// d x count, uniform on the unit sphere.
template <class Real>
Matrix<Real> random_directions(Index dimension, Index count, const StreamKey& key);

// real: d x n, generated: d x m, n and m >= 1, of which the first min(n, m) count. directions: d x l, unit
// vectors. For features that cannot be compared, a sentence.
template <class Real>
Result<double> sliced_wasserstein(const Matrix<Real>& real, const Matrix<Real>& generated,
                                  const Matrix<Real>& directions, const CancelFlag& cancel = {});

}  // namespace gan
