#include "core/metrics/kernels.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace gan {
namespace {

constexpr Index kSegment = 256;  // terms summed in Real, before their sum goes on in double

}  // namespace

Outcome check_pairs(Index n, const char* whose) {
  if (n >= 2) return {};
  return Error{std::string("metrics over pairs need at least 2 ") + whose + " samples, there is 1"};
}

KernelMetrics kernel_metrics(const PairMeans& real, const PairMeans& generated, const PairMeans& between) {
  return {real.cubic + generated.cubic - 2 * between.cubic, real.rbf + generated.rbf - 2 * between.rbf,
          2 * between.distance - real.distance - generated.distance};
}

template <class Real>
PairSums<Real>::PairSums(const Features<Real>& a, const Features<Real>& b, double sigma)
    : a_(a),
      b_(b),
      centre_square_(static_cast<Real>(a.centre.template cast<double>().squaredNorm())),
      rbf_factor_(static_cast<Real>(-0.5 / (sigma * sigma))) {
  GAN_CHECK(a.centre == b.centre, "the sets of a comparison have different centres");
}

template <class Real>
void PairSums<Real>::add(const PairColumn<Real>& column) {
  const Index n = b_.count();
  const Eigen::Map<const Vector<Real>> products(column.products, n), squares(column.squares, n);
  const Real scale = Real(1) / static_cast<Real>(a_.dimension());
  // x·y of the samples as given: (x - c)·(y - c) + c·(x - c) + c·(y - c) + |c|².
  const Real offset = a_.shift(column.sample) + centre_square_;
  for (Index begin = 0; begin < n; begin += kSegment) {
    const Index count = std::min(kSegment, n - begin);
    const auto inner = (products.segment(begin, count) + b_.shift.segment(begin, count)).array() + offset;
    const auto d = squares.segment(begin, count).array();
    cubic_ += static_cast<double>((inner * scale + Real(1)).cube().sum());
    rbf_ += static_cast<double>((d * rbf_factor_).exp().sum());
    // std::sqrt is rounded alike on every processor, Eigen's square root of single precision is not.
    alignas(64) Real roots[kSegment];
    for (Index i = 0; i < count; ++i) roots[i] = std::sqrt(d(i));
    distance_ += static_cast<double>(
        Eigen::Map<const Eigen::Array<Real, Eigen::Dynamic, 1>, Eigen::Aligned64>(roots, count).sum());
  }
  if (&a_ == &b_) {
    const Real own = (products(column.sample) + b_.shift(column.sample) + offset) * scale + Real(1);
    cubic_ -= static_cast<double>(own * own * own);
    rbf_ -= 1;
  }
}

template <class Real>
PairMeans PairSums<Real>::means() const {
  const auto n = static_cast<double>(a_.count()), m = static_cast<double>(b_.count());
  const double pairs = n * (&a_ == &b_ ? m - 1 : m);
  return {cubic_ / pairs, rbf_ / pairs, distance_ / (n * m)};
}

template <class Real>
double kernel_width(const Matrix<Real>& samples) {
  const Index n = samples.cols();
  if (n < 2) return 0;
  const Vector<double> centre = samples.template cast<double>().rowwise().mean();
  double sum = 0;
  for (Index i = 0; i < n; ++i) sum += (samples.col(i).template cast<double>() - centre).squaredNorm();
  return std::sqrt(sum / static_cast<double>(n - 1));
}

template <class Real>
Result<KernelMetrics> kernel_metrics(const Matrix<Real>& real, const Matrix<Real>& generated, double sigma,
                                     const CancelFlag& cancel) {
  for (const Outcome& check : {check_features(real, "real"), check_features(generated, "generated"),
                               check_pairs(real.cols(), "real"), check_pairs(generated.cols(), "generated")}) {
    if (!check) return check.error();
  }
  if (!(sigma > 0) || !std::isfinite(sigma)) return Error{"the kernel's width is not a positive finite number"};
  const Vector<Real> centre = centre_of(real);
  const Features<Real> r = make_features(real, centre), g = make_features(generated, centre);
  PairSums<Real> within_real(r, r, sigma), within_generated(g, g, sigma), between(g, r, sigma);
  const auto pass = [&](const Features<Real>& a, const Features<Real>& b, PairSums<Real>& sums) {
    return for_each_column<Real>(a, b, cancel, [&](const PairColumn<Real>& column) { sums.add(column); });
  };
  if (!pass(r, r, within_real) || !pass(g, g, within_generated) || !pass(g, r, between)) return cancelled_error();
  return kernel_metrics(within_real.means(), within_generated.means(), between.means());
}

#define GAN_INSTANTIATE(Real)                        \
  template class PairSums<Real>;                     \
  template double kernel_width(const Matrix<Real>&); \
  template Result<KernelMetrics> kernel_metrics(const Matrix<Real>&, const Matrix<Real>&, double, const CancelFlag&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
