#include "core/probe/images/principal_axes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/base/decompositions.h"
#include "core/base/random.h"

namespace gan {
namespace {

// Directions that are iterated: an axis's error shrinks by the ratio of the first eigenvalue left out to its
// own, and with sixteen that is a tenth or less for images. The product costs hardly more than that of two.
constexpr Index kAxesBlock = 16;
// Reached only where hardly a direction stands out: two seconds of one core for 64 x 64 in colour.
constexpr int kMostPasses = 24;

// In double precision, whatever the samples are in: few columns, and one instance of the decomposition.
template <class Real>
Matrix<Real> orthonormal(const Matrix<Real>& m) {
  return thin_qr(m.template cast<double>()).q.template cast<Real>();
}

// Always the same, and near no direction that images single out.
template <class Real>
Matrix<Real> start(Index d, Index b) {
  Matrix<Real> m(d, b);
  fill_normal({0, Stream::view_data, 2, 0}, m.data(), static_cast<std::size_t>(m.size()));
  return orthonormal(m);
}

// An eigenvector's sign is nobody's choice but ours.
template <class Real>
void fix_sign(Matrix<Real>& axes) {
  for (Index i = 0; i < axes.cols(); ++i) {
    Index largest = 0;
    axes.col(i).cwiseAbs().maxCoeff(&largest);
    if (axes(largest, i) < 0) axes.col(i) = -axes.col(i);
  }
}

}  // namespace

// X: d x n, centred; Q: d x b. Each pass: T = Xᵀ Q, H = Tᵀ T / n = Qᵀ C Q with C = X Xᵀ / n, H = W Λ Wᵀ, Y =
// X T W / n. The columns of Q W are the best guesses at eigenvectors in the span (Rayleigh-Ritz), Y - Q W Λ
// their residuals C q - λ q, and Y spans the next Q: simultaneous iteration (Stewart 1976, "Simultaneous
// iteration for computing invariant subspaces of non-Hermitian matrices"; Halko, Martinsson and Tropp 2011,
// arXiv 0909.4061, algorithm 4.4).
template <class Real>
bool principal_axes(Matrix<Real> samples, Index k, const CancelFlag& cancel, PrincipalAxes<Real>& out) {
  const Index d = samples.rows(), n = samples.cols();
  GAN_CHECK(n >= 1 && k >= 1 && k <= d, "axes of one sample or more, as many as it has numbers at most");
  out.mean = samples.rowwise().mean();
  samples.colwise() -= out.mean;
  const double count = static_cast<double>(n);
  // Column by column in double precision: millions of squares in a float would lose digits.
  out.total = 0;
  for (Index i = 0; i < n; ++i) out.total += static_cast<double>(samples.col(i).squaredNorm());
  out.total /= count;

  const Index b = std::min(std::max(kAxesBlock, k), d);
  // Of the largest eigenvalue: what the rounding of a product of this many terms leaves of a residual.
  const double tolerance = 64 * static_cast<double>(std::numeric_limits<Real>::epsilon());
  Matrix<Real> q = start<Real>(d, b), t, y;
  for (int pass = 0; pass < kMostPasses; ++pass) {
    if (cancel.cancelled()) return false;
    t.noalias() = samples.transpose() * q;
    const Matrix<double> h = (t.transpose() * t).template cast<double>() / count;
    const auto [values, vectors] = symmetric_eigen(h);
    // Ascending there, descending here.
    const Matrix<Real> w = vectors.rowwise().reverse().template cast<Real>();
    out.variance = values.reverse().head(k).cwiseMax(0.0);
    t = t * w;
    y.noalias() = samples * t;
    y /= static_cast<Real>(n);
    out.axes.noalias() = q * w.leftCols(k);
    double residual = 0;
    for (Index i = 0; i < k; ++i) {
      const Vector<Real> r = y.col(i) - out.axes.col(i) * static_cast<Real>(out.variance(i));
      residual = std::max(residual, static_cast<double>(r.norm()));
    }
    if (residual <= tolerance * out.variance(0)) break;
    q = orthonormal(y);
  }
  fix_sign(out.axes);
  return true;
}

template bool principal_axes(Matrix<float>, Index, const CancelFlag&, PrincipalAxes<float>&);
template bool principal_axes(Matrix<double>, Index, const CancelFlag&, PrincipalAxes<double>&);

}  // namespace gan
