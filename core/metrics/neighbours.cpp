#include "core/metrics/neighbours.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace gan {
namespace {

constexpr Index kPairs = 256;  // pairs that are decided again together when one of them is close

std::string ordinal(int k) {
  const bool teen = k / 10 % 10 == 1;
  return std::to_string(k) + (teen ? "th" : k % 10 == 1 ? "st" : k % 10 == 2 ? "nd" : k % 10 == 3 ? "rd" : "th");
}

}  // namespace

Outcome check_neighbours(Index n, int k, const char* whose) {
  GAN_CHECK(k >= 1, "a k-th neighbour takes k of at least 1");
  if (n > k) return {};
  return Error{"distances to the " + ordinal(k) + " nearest neighbour need at least " + std::to_string(k + 1) + " " +
               whose + " samples, there are " + std::to_string(n)};
}

template <class Real>
RadiusFinder<Real>::RadiusFinder(const Features<Real>& features, std::vector<int> ks)
    : features_(features), ks_(std::move(ks)), largest_(*std::max_element(ks_.begin(), ks_.end())) {
  GAN_CHECK(features.count() > largest_, "too few samples for their radii");
  radii_.assign(ks_.size(), Vector<double>(features.count()));
}

// The k-th smallest of all distances is at most the k-th smallest of the minima of k or more segments. That
// bound leaves a handful of candidates, whose exact distances decide.
template <class Real>
void RadiusFinder<Real>::add(const PairColumn<Real>& column) {
  const Index n = features_.count(), self = column.sample;
  const Index length = std::max<Index>(1, n / std::max<Index>(64, 4 * largest_));
  const Eigen::Map<const Vector<Real>> squares(column.squares, n);
  minima_.clear();
  for (Index begin = 0; begin < n; begin += length) {
    const Index count = std::min(length, n - begin);
    const auto upper = [&](Index from, Index to) {
      return from < to ? (squares.segment(from, to - from) + features_.slack.segment(from, to - from)).minCoeff()
                       : std::numeric_limits<Real>::infinity();
    };
    const bool has_self = begin <= self && self < begin + count;
    minima_.push_back(has_self ? std::min(upper(begin, self), upper(self + 1, begin + count))
                               : upper(begin, begin + count));
  }
  std::nth_element(minima_.begin(), minima_.begin() + (largest_ - 1), minima_.end());
  const Real bound = minima_[static_cast<std::size_t>(largest_ - 1)] + 2 * features_.slack(self);
  nearest_.clear();
  int zeros = 0;  // so many equal samples that nothing is nearer: further ones need no look
  for (Index begin = 0; begin < n && zeros < largest_; begin += length) {
    const Index count = std::min(length, n - begin);
    if ((squares.segment(begin, count) - features_.slack.segment(begin, count)).minCoeff() > bound) continue;
    for (Index i = begin; i < begin + count && zeros < largest_; ++i) {
      if (i == self || squares(i) - features_.slack(i) > bound) continue;
      nearest_.push_back(exact_square(features_, i, features_, self));
      if (nearest_.back() == 0) ++zeros;
    }
  }
  std::sort(nearest_.begin(), nearest_.end());
  for (std::size_t which = 0; which < ks_.size(); ++which) {
    radii_[which](self) = nearest_[static_cast<std::size_t>(ks_[which] - 1)];
  }
}

template <class Real>
BallCounter<Real>::BallCounter(const Features<Real>& real, const Features<Real>& generated,
                               const Vector<double>& precision_radii, const Vector<double>& density_radii,
                               const Vector<double>& recall_radii, int density_k)
    : real_(real),
      generated_(generated),
      precision_radii_(precision_radii),
      density_radii_(density_radii),
      recall_radii_(recall_radii),
      rounded_precision_(precision_radii.cast<Real>()),
      rounded_density_(density_radii.cast<Real>()),
      density_k_(density_k),
      covered_(static_cast<std::size_t>(real.count())),
      recalled_(covered_.size()) {}

// True if every comparison is beyond doubt; then the counts are right. The flags it sets are right in any
// case.
template <class Real>
bool BallCounter<Real>::add_segment(const PairColumn<Real>& column, Index begin, Index end, Counts& counts) {
  const Real *squares = column.squares, *slack = real_.slack.data();
  const Real *precision = rounded_precision_.data(), *density = rounded_density_.data();
  const Real own = generated_.slack(column.sample), recall = static_cast<Real>(recall_radii_(column.sample));
  int *covered = covered_.data(), *recalled = recalled_.data();
  int any = 0, count = 0, doubts = 0;
  for (Index i = begin; i < end; ++i) {
    const Real margin = slack[i] + own, high = squares[i] + margin, low = squares[i] - margin;
    const int in_precision = high < precision[i], in_density = high < density[i], in_recall = high < recall;
    const int maybe = (low <= precision[i]) + (low <= density[i]) + (low <= recall);
    any |= in_precision;
    count += in_density;
    covered[i] |= in_density;
    recalled[i] |= in_recall;
    doubts += maybe - in_precision - in_density - in_recall;
  }
  counts = {any, count};
  return doubts == 0;
}

template <class Real>
void BallCounter<Real>::add_exactly(const PairColumn<Real>& column, Index begin, Index end, Counts& counts) {
  counts = {};
  const double recall = recall_radii_(column.sample);
  for (Index i = begin; i < end; ++i) {
    const Real margin = real_.slack(i) + generated_.slack(column.sample), square = column.squares[i];
    double exact = -1;
    const auto inside = [&](double radius, bool with_rim) {
      const Real rounded = static_cast<Real>(radius);
      if (square + margin < rounded) return true;
      if (square - margin > rounded) return false;
      if (exact < 0) exact = exact_square(real_, i, generated_, column.sample);
      return with_rim ? exact <= radius : exact < radius;
    };
    const auto at = static_cast<std::size_t>(i);
    if (inside(precision_radii_(i), true)) counts.in_precision_ball = 1;
    if (inside(recall, true)) recalled_[at] = 1;
    if (inside(density_radii_(i), false)) {
      ++counts.density;
      covered_[at] = 1;
    }
  }
}

template <class Real>
void BallCounter<Real>::add(const PairColumn<Real>& column) {
  const Index n = real_.count();
  int precise = 0;
  for (Index begin = 0; begin < n; begin += kPairs) {
    const Index end = std::min(n, begin + kPairs);
    Counts counts;
    if (!add_segment(column, begin, end, counts)) add_exactly(column, begin, end, counts);
    precise |= counts.in_precision_ball;
    density_ += counts.density;
  }
  precise_ += precise;
}

template <class Real>
NeighbourMetrics BallCounter<Real>::metrics() const {
  const auto n = static_cast<double>(real_.count()), m = static_cast<double>(generated_.count());
  const auto share = [&](const std::vector<int>& flags) {
    return static_cast<double>(std::accumulate(flags.begin(), flags.end(), Index{0})) / n;
  };
  return {precise_ / m, share(recalled_), density_ / (m * density_k_), share(covered_)};
}

template <class Real>
Result<NeighbourMetrics> neighbour_metrics(const Matrix<Real>& real, const Matrix<Real>& generated, int precision_k,
                                           int density_k, const CancelFlag& cancel) {
  const int real_k = std::max(precision_k, density_k);
  for (const Outcome& check :
       {check_features(real, "real"), check_features(generated, "generated"),
        check_neighbours(real.cols(), real_k, "real"), check_neighbours(generated.cols(), precision_k, "generated")}) {
    if (!check) return check.error();
  }
  const Vector<Real> centre = centre_of(real);
  const Features<Real> r = make_features(real, centre), g = make_features(generated, centre);
  RadiusFinder<Real> real_radii(r, {precision_k, density_k}), generated_radii(g, {precision_k});
  const auto find = [&](const Features<Real>& f, RadiusFinder<Real>& radii) {
    return for_each_column<Real>(f, f, cancel, [&](const PairColumn<Real>& c) { radii.add(c); });
  };
  if (!find(r, real_radii) || !find(g, generated_radii)) return cancelled_error();
  BallCounter<Real> balls(r, g, real_radii.radii(0), real_radii.radii(1), generated_radii.radii(0), density_k);
  if (!for_each_column<Real>(g, r, cancel, [&](const PairColumn<Real>& c) { balls.add(c); })) {
    return cancelled_error();
  }
  return balls.metrics();
}

#define GAN_INSTANTIATE(Real)                                                                             \
  template class RadiusFinder<Real>;                                                                      \
  template class BallCounter<Real>;                                                                       \
  template Result<NeighbourMetrics> neighbour_metrics(const Matrix<Real>&, const Matrix<Real>&, int, int, \
                                                      const CancelFlag&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
