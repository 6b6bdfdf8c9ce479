// Sets of feature vectors made ready for comparison by pairs, and the pass over all pairs that the metrics
// share. A sample is a column: features are d x n. Squared distances come from blocked products, |x|² + |y|²
// − 2 x·y, of features moved by a common centre; rounding leaves an error of known bound in them (`slack`).
// Those below the bound, and those of whoever compares two that are within it, are summed up from the
// differences (exact_square): counts don't depend on the products' engine, and samples that coincide are at
// distance 0.
#pragma once

#include <functional>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/base/result.h"

namespace gan {

// What a comparison that was stopped returns.
inline Error cancelled_error() {
  return Error{"cancelled"};
}

template <class Real>
struct Features {
  Index dimension() const { return samples.rows(); }
  Index count() const { return samples.cols(); }

  Matrix<Real> samples;  // d x n, as given
  Vector<Real> centre;   // d
  Matrix<Real> centred;  // d x n, minus the centre
  Matrix<Real> rows;     // n x d, its transpose
  Vector<Real> squares;  // n, |x|² of the centred ones
  Vector<Real> shift;    // n, centre · centred x: inner products of the samples as given follow from it
  Vector<Real> slack;    // n: a computed squared distance of i and j is wrong by less than slack(i) + slack(j)
};

// d, n >= 1: their mean.
template <class Real>
Vector<Real> centre_of(const Matrix<Real>& samples);

// The sentence, of "real" or "generated" samples: no sample, no feature, a number that is not finite, or one
// so large that its sixth power leaves the range of Real (KID's kernel needs it).
template <class Real>
Outcome check_features(const Matrix<Real>& samples, const char* whose);

// Of checked samples; the sets of one comparison share the centre.
template <class Real>
Features<Real> make_features(const Matrix<Real>& samples, const Vector<Real>& centre);

// |x_i - y_j|² from the samples as given, in double, always in the same order: symmetric, and equal for equal
// samples.
template <class Real>
double exact_square(const Features<Real>& a, Index i, const Features<Real>& b, Index j);

// One sample of a against all of b.
template <class Real>
struct PairColumn {
  Index sample;          // of a
  const Real* products;  // inner products of the centred features
  const Real* squares;   // squared distances, >= 0; exactly 0 of equal samples
};

// Calls visit for every sample of a in order. a and b the same object: within one set. False when cancelled.
template <class Real>
bool for_each_column(const Features<Real>& a, const Features<Real>& b, const CancelFlag& cancel,
                     const std::function<void(const PairColumn<Real>&)>& visit);

}  // namespace gan
