#include "core/probe/quality/modes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Index kSampleBlock = 64;  // samples whose nearest centre is looked for at once: the inner loop vectorises

struct Block {
  double x[kSampleBlock], y[kSampleBlock];
  double distance[kSampleBlock];  // squared, to the nearest centre; infinite for a sample that is not finite
  double mode[kSampleBlock];      // its index; a double, so that all of the loop's lanes have one width
};

template <class Real>
void load(const Matrix<Real>& samples, Index first, Index count, Block& block) {
  for (Index i = 0; i < count; ++i) {
    block.x[i] = samples(0, first + i);
    block.y[i] = samples(1, first + i);
  }
  for (Index i = count; i < kSampleBlock; ++i) block.x[i] = block.y[i] = 0;
}

void find_nearest(const GaussianMixture& mixture, Block& block) {
  std::fill(block.distance, block.distance + kSampleBlock, kInfinity);
  std::fill(block.mode, block.mode + kSampleBlock, 0.0);
  for (Index k = 0; k < mixture.centres.cols(); ++k) {
    const double cx = mixture.centres(0, k), cy = mixture.centres(1, k);
    const auto index = static_cast<double>(k);
    for (Index i = 0; i < kSampleBlock; ++i) {
      const double dx = block.x[i] - cx, dy = block.y[i] - cy;
      const double distance = dx * dx + dy * dy;
      const bool nearer = distance < block.distance[i];
      block.distance[i] = nearer ? distance : block.distance[i];
      block.mode[i] = nearer ? index : block.mode[i];
    }
  }
}

// First and second moments about the mode's own centre: no digits are lost where sigma is far below the
// distance.
struct Moments {
  Index count = 0;
  double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
};

ModeStatistics statistics(const Moments& m, double cx, double cy, double sigma, Index samples) {
  ModeStatistics s;
  s.count = m.count;
  s.share = samples > 0 ? static_cast<double>(m.count) / static_cast<double>(samples) : kNaN;
  s.mean_x = s.mean_y = s.spread_minor = s.spread_major = kNaN;
  if (m.count == 0) return s;
  const auto n = static_cast<double>(m.count);
  const double mx = m.x / n, my = m.y / n;
  s.mean_x = cx + mx;
  s.mean_y = cy + my;
  if (m.count < 2) return s;
  const double xx = (m.xx - n * mx * mx) / (n - 1), xy = (m.xy - n * mx * my) / (n - 1),
               yy = (m.yy - n * my * my) / (n - 1);
  const double middle = 0.5 * (xx + yy), apart = std::hypot(0.5 * (xx - yy), xy);
  s.spread_minor = std::max(0.0, middle - apart) / (sigma * sigma);
  s.spread_major = (middle + apart) / (sigma * sigma);
  return s;
}

// Collects what Concentration says.
class Gathering {
 public:
  explicit Gathering(const GaussianMixture& mixture)
      : counts_(static_cast<std::size_t>(mixture.centres.cols())), quarter_gaps_(counts_.size(), kInfinity) {
    const Index modes = mixture.centres.cols();
    for (Index a = 0; a < modes; ++a) {
      for (Index b = 0; b < modes; ++b) {
        if (a == b) continue;
        double& quarter = quarter_gaps_[static_cast<std::size_t>(a)];
        quarter = std::min(quarter, 0.25 * (mixture.centres.col(a) - mixture.centres.col(b)).squaredNorm());
      }
    }
    const Vector<double> middle = mixture.centres.rowwise().mean();
    spread_of_centres_ = (mixture.centres.colwise() - middle).colwise().squaredNorm().mean();
    middle_x_ = middle(0), middle_y_ = middle(1);
  }

  void add(double x, double y, Index mode, double squared_distance) {
    if (!std::isfinite(squared_distance)) return;
    const auto k = static_cast<std::size_t>(mode);
    ++counts_[k];
    ++total_;
    near_ += squared_distance < quarter_gaps_[k];
    const double dx = x - middle_x_, dy = y - middle_y_;
    x_ += dx, y_ += dy, square_ += dx * dx + dy * dy;
  }

  Concentration result() const {
    if (total_ == 0) return {};
    double entropy = 0;
    for (const double count : counts_) {
      if (count > 0) entropy -= count / total_ * std::log(count / total_);
    }
    const double mx = x_ / total_, my = y_ / total_;
    const double spread = square_ / total_ - mx * mx - my * my;
    const auto favourite = std::max_element(counts_.begin(), counts_.end()) - counts_.begin();
    return {std::exp(entropy), near_ > 0.5 * total_, spread < 0.25 * spread_of_centres_, favourite};
  }

 private:
  std::vector<double> counts_, quarter_gaps_;  // a quarter of the squared way to the next centre
  double total_ = 0, near_ = 0, x_ = 0, y_ = 0, square_ = 0;
  double middle_x_ = 0, middle_y_ = 0, spread_of_centres_ = 0;
};

double reverse_kl(const std::vector<Moments>& modes, Index high_quality, const Vector<double>& weights) {
  if (high_quality == 0) return kNaN;
  double sum = 0;
  for (std::size_t k = 0; k < modes.size(); ++k) {
    if (modes[k].count == 0) continue;
    const double share = static_cast<double>(modes[k].count) / static_cast<double>(high_quality);
    sum += share * std::log(share / weights[static_cast<Index>(k)]);
  }
  return std::max(0.0, sum);
}

}  // namespace

bool covers(Index count, double weight, Index samples) {
  return count >= 1 && static_cast<double>(count) >= kCoveredShare * weight * static_cast<double>(samples);
}

template <class Real>
ModeCoverage measure_modes(const GaussianMixture& mixture, const Matrix<Real>& samples) {
  GAN_CHECK(samples.rows() == 2 || samples.cols() == 0, "samples of the plane are 2 x n");
  const Index count = mixture.centres.cols();
  GAN_CHECK(count > 0 && mixture.weights.size() == count && mixture.sigma.size() == count,
            "a mixture has a centre, a weight and a deviation a mode");
  std::vector<Moments> moments(static_cast<std::size_t>(count));
  ModeCoverage coverage;
  coverage.samples = samples.cols();
  Gathering gathering(mixture);
  Block block;
  for (Index first = 0; first < samples.cols(); first += kSampleBlock) {
    const Index size = std::min(kSampleBlock, samples.cols() - first);
    load(samples, first, size, block);
    find_nearest(mixture, block);
    for (Index i = 0; i < size; ++i) {
      const auto k = static_cast<Index>(block.mode[i]);
      gathering.add(block.x[i], block.y[i], k, block.distance[i]);
      const double radius = kHighQualityRadius * mixture.sigma[k];
      if (!(block.distance[i] <= radius * radius)) continue;
      const double dx = block.x[i] - mixture.centres(0, k), dy = block.y[i] - mixture.centres(1, k);
      Moments& m = moments[static_cast<std::size_t>(k)];
      m.count += 1;
      m.x += dx, m.y += dy, m.xx += dx * dx, m.xy += dx * dy, m.yy += dy * dy;
    }
  }
  for (Index k = 0; k < count; ++k) {
    const Moments& m = moments[static_cast<std::size_t>(k)];
    coverage.high_quality += m.count;
    coverage.captured += m.count > 0;
    coverage.modes.push_back(
        statistics(m, mixture.centres(0, k), mixture.centres(1, k), mixture.sigma[k], coverage.samples));
    coverage.modes.back().covered = covers(m.count, mixture.weights(k), coverage.samples);
    coverage.covered += coverage.modes.back().covered;
  }
  coverage.high_quality_fraction =
      coverage.samples > 0 ? static_cast<double>(coverage.high_quality) / static_cast<double>(coverage.samples) : kNaN;
  coverage.concentration = gathering.result();
  coverage.reverse_kl = reverse_kl(moments, coverage.high_quality, mixture.weights);
  return coverage;
}

template <class Real>
double outside_fraction(const Extent& extent, const Matrix<Real>& samples) {
  if (samples.cols() == 0) return kNaN;
  GAN_CHECK(samples.rows() == 2, "samples of the plane are 2 x n");
  Index inside = 0;
  for (Index i = 0; i < samples.cols(); ++i) {
    const double dx = samples(0, i) - extent.x, dy = samples(1, i) - extent.y;
    inside += std::abs(dx) <= extent.half && std::abs(dy) <= extent.half;
  }
  return 1 - static_cast<double>(inside) / static_cast<double>(samples.cols());
}

template ModeCoverage measure_modes(const GaussianMixture&, const Matrix<float>&);
template ModeCoverage measure_modes(const GaussianMixture&, const Matrix<double>&);
template double outside_fraction(const Extent&, const Matrix<float>&);
template double outside_fraction(const Extent&, const Matrix<double>&);

}  // namespace gan
