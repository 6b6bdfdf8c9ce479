#include "core/metrics/features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/ad/product.h"

namespace gan {
namespace {

// Columns of one product: enough to read the other operand from memory seldom, few enough for the result to
// stay in the cache.
constexpr Index kColumns = 64;

// Products take views that could be written through; operands are not.
template <class Real>
MatrixView<Real> operand(const Matrix<Real>& m, Index first, Index count) {
  return {const_cast<Real*>(m.data()) + first * m.rows(), m.rows(), count};
}

// The largest |feature| for which (x·y/d + 1)³ is finite, with room for sums.
template <class Real>
double largest_feature() {
  return std::sqrt(std::cbrt(static_cast<double>(std::numeric_limits<Real>::max())) / 64);
}

}  // namespace

template <class Real>
Vector<Real> centre_of(const Matrix<Real>& samples) {
  Vector<double> sum = Vector<double>::Zero(samples.rows());
  for (Index i = 0; i < samples.cols(); ++i) sum += samples.col(i).template cast<double>();
  return (sum / static_cast<double>(samples.cols())).template cast<Real>();
}

template <class Real>
Outcome check_features(const Matrix<Real>& samples, const char* whose) {
  const std::string name(whose);
  if (samples.cols() < 1) return Error{"there are no " + name + " samples to compare"};
  if (samples.rows() < 1) return Error{"the " + name + " samples have no features to compare"};
  const auto largest = static_cast<Real>(largest_feature<Real>());
  if ((samples.array().abs() <= largest).all()) return {};  // false of NaN too
  for (Index i = 0; i < samples.size(); ++i) {
    const Real x = samples.data()[i];
    if (std::abs(x) <= largest) continue;
    const std::string place = "feature " + std::to_string(i % samples.rows() + 1) + " of " + name + " sample " +
                              std::to_string(i / samples.rows() + 1);
    if (!std::isfinite(x)) return Error{place + " is not a finite number"};
    return Error{place + " is too large to compare"};
  }
  return {};
}

template <class Real>
Features<Real> make_features(const Matrix<Real>& samples, const Vector<Real>& centre) {
  GAN_CHECK(samples.rows() == centre.size(), "features and centre have different dimensions");
  Features<Real> f;
  f.samples = samples;
  f.centre = centre;
  f.centred = samples.colwise() - centre;
  f.rows = f.centred.transpose();
  const Index n = f.count(), d = f.dimension();
  f.squares.resize(n);
  f.shift.resize(n);
  f.slack.resize(n);
  // Of x = fl(x - c) with unit roundoff u = eps/2: the product errs by d u |x||y| <= d u (|x|² + |y|²)/2, its
  // double by d u (|x|² + |y|²); centring adds 4u and the other operations less than 8u of the same sum
  // (Higham 2002, "Accuracy and Stability of Numerical Algorithms", section 3.1). eps for u leaves a factor
  // of two. What underflows is covered by the smallest normal number.
  const Real terms = static_cast<Real>(d + 16);
  const Real eps = std::numeric_limits<Real>::epsilon(), tiny = std::numeric_limits<Real>::min();
  // In double precision a reference would do; in single it is another vector.
  const Vector<double> c = centre.template cast<double>();  // NOLINT(performance-unnecessary-copy-initialization)
  for (Index i = 0; i < n; ++i) {
    const Vector<double> x = f.centred.col(i).template cast<double>();
    f.squares(i) = static_cast<Real>(x.squaredNorm());
    f.shift(i) = static_cast<Real>(x.dot(c));
    f.slack(i) = terms * (eps * f.squares(i) + tiny);
  }
  return f;
}

template <class Real>
double exact_square(const Features<Real>& a, Index i, const Features<Real>& b, Index j) {
  const Real *x = a.samples.data() + i * a.dimension(), *y = b.samples.data() + j * b.dimension();
  constexpr Index kLanes = 8;  // sums side by side, so that one need not wait for the other
  const Index d = a.dimension(), whole = d / kLanes * kLanes;
  double sums[kLanes] = {};
  for (Index k = 0; k < whole; k += kLanes) {
    for (Index lane = 0; lane < kLanes; ++lane) {
      const double difference = static_cast<double>(x[k + lane]) - static_cast<double>(y[k + lane]);
      sums[lane] += difference * difference;
    }
  }
  for (Index k = whole; k < d; ++k) {
    const double difference = static_cast<double>(x[k]) - static_cast<double>(y[k]);
    sums[k - whole] += difference * difference;
  }
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

namespace {

// Squared distances of a's sample j to all of b. What rounding alone could have left is computed again from
// the differences: of samples that (nearly) coincide only these know the distance.
template <class Real>
void distances(const Features<Real>& a, Index j, const Features<Real>& b, const Real* products, Vector<Real>& out) {
  constexpr Index kTogether = 256;
  const Eigen::Map<const Vector<Real>> inner(products, b.count());
  const Real own = a.slack(j);
  for (Index begin = 0; begin < b.count(); begin += kTogether) {
    const Index count = std::min(kTogether, b.count() - begin);
    auto segment = out.segment(begin, count);
    const auto slack = b.slack.segment(begin, count);
    segment = (b.squares.segment(begin, count).array() + a.squares(j) - 2 * inner.segment(begin, count).array());
    if ((segment - slack).minCoeff() >= own) continue;
    for (Index i = 0; i < count; ++i) {
      if (segment(i) < slack(i) + own) segment(i) = static_cast<Real>(exact_square(a, j, b, begin + i));
    }
  }
}

}  // namespace

template <class Real>
bool for_each_column(const Features<Real>& a, const Features<Real>& b, const CancelFlag& cancel,
                     const std::function<void(const PairColumn<Real>&)>& visit) {
  GAN_CHECK(a.dimension() == b.dimension(), "the compared features have different dimensions");
  Workspace ws;
  Matrix<Real> products(b.count(), std::min(kColumns, a.count()));
  Vector<Real> squares(b.count());
  for (Index first = 0; first < a.count(); first += kColumns) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(kColumns, a.count() - first);
    product(ws, MatrixView<Real>{products.data(), b.count(), count}, operand(b.rows, 0, b.dimension()),
            operand(a.centred, first, count), false);
    for (Index j = 0; j < count; ++j) {
      distances(a, first + j, b, products.data() + j * b.count(), squares);
      visit({first + j, products.data() + j * b.count(), squares.data()});
    }
  }
  return true;
}

#define GAN_INSTANTIATE(Real)                                                                    \
  template Vector<Real> centre_of(const Matrix<Real>&);                                          \
  template Outcome check_features(const Matrix<Real>&, const char*);                             \
  template Features<Real> make_features(const Matrix<Real>&, const Vector<Real>&);               \
  template double exact_square(const Features<Real>&, Index, const Features<Real>&, Index);      \
  template bool for_each_column(const Features<Real>&, const Features<Real>&, const CancelFlag&, \
                                const std::function<void(const PairColumn<Real>&)>&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
