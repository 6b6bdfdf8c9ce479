// The directions in which samples vary most, by subspace iteration: products with the samples' own matrix,
// never a covariance, so that images of twelve thousand numbers cost a fraction of a second.
#pragma once

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"

namespace gan {

template <class Real>
struct PrincipalAxes {
  Vector<Real> mean;        // d
  Matrix<Real> axes;        // d x k, orthonormal; of each the entry of largest magnitude is positive
  Vector<double> variance;  // k, along each axis, descending; sums are divided by n
  double total = 0;         // variance of the samples: sum over all d directions
};

// samples: d x n, finite, n >= 1, taken by value because they are centred in place; 1 <= k <= d. Axes that
// the samples do not determine (fewer directions than k) are some orthonormal completion, of variance 0.
// False when cancelled.
template <class Real>
bool principal_axes(Matrix<Real> samples, Index k, const CancelFlag& cancel, PrincipalAxes<Real>& out);

}  // namespace gan
