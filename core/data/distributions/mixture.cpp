// Mixtures of isotropic Gaussians: density, sampler, and the maker that all kinds of mixture end in.
#include <cmath>
#include <limits>
#include <numbers>

#include "core/data/distributions/sampling.h"

namespace gan {

double GaussianMixture::log_density(double x, double y) const {
  // log sum_k w_k N((x, y); c_k, sigma_k^2 I), the largest term taken out of the sum.
  const auto term = [&](Index k) {
    const double dx = x - centres(0, k), dy = y - centres(1, k), s = sigma[k];
    return std::log(weights[k]) - (dx * dx + dy * dy) / (2 * s * s) - 2 * std::log(s) - std::log(2 * std::numbers::pi);
  };
  double largest = std::numeric_limits<double>::lowest();
  for (Index k = 0; k < weights.size(); ++k) largest = std::max(largest, term(k));
  if (largest == std::numeric_limits<double>::lowest()) return largest;
  double sum = 0;
  for (Index k = 0; k < weights.size(); ++k) sum += std::exp(term(k) - largest);
  return largest + std::log(sum);
}

namespace data_detail {
namespace {

// Walker's alias method (Vose 1991): cell k of K equal ones holds mode k below the threshold and its alias
// above it. One random word gives both the cell (its high part times K) and the place within the cell.
struct Alias {
  std::uint64_t threshold;  // of 2^32
  std::uint32_t other;
};

std::vector<Alias> alias_table(const Vector<double>& weights) {
  const Index count = weights.size();
  std::vector<double> height(static_cast<std::size_t>(count));
  std::vector<std::uint32_t> small, large;
  for (Index k = 0; k < count; ++k) {
    height[static_cast<std::size_t>(k)] = weights[k] * static_cast<double>(count);
    (height[static_cast<std::size_t>(k)] < 1 ? small : large).push_back(static_cast<std::uint32_t>(k));
  }
  std::vector<Alias> table(static_cast<std::size_t>(count));
  for (std::uint32_t k = 0; k < table.size(); ++k) table[k] = {std::uint64_t{1} << 32, k};
  while (!small.empty() && !large.empty()) {
    const std::uint32_t low = small.back(), high = large.back();
    small.pop_back();
    table[low] = {static_cast<std::uint64_t>(height[low] * 0x1p32), high};
    height[high] -= 1 - height[low];
    if (height[high] < 1) {
      large.pop_back();
      small.push_back(high);
    }
  }
  return table;
}

class MixtureSource final : public DataSource {
 public:
  explicit MixtureSource(GaussianMixture mixture)
      : mixture_(std::move(mixture)), alias_(alias_table(mixture_.weights)) {
    const Index count = mixture_.weights.size();
    double box[4] = {1e300, -1e300, 1e300, -1e300};
    for (Index k = 0; k < count; ++k) {
      const double x = mixture_.centres(0, k), y = mixture_.centres(1, k), reach = 4 * mixture_.sigma[k];
      mode_.push_back({static_cast<float>(x), static_cast<float>(y), static_cast<float>(mixture_.sigma[k])});
      box[0] = std::min(box[0], x - reach), box[1] = std::max(box[1], x + reach);
      box[2] = std::min(box[2], y - reach), box[3] = std::max(box[3], y + reach);
    }
    extent_ = extent_of_box(box[0], box[1], box[2], box[3]);
  }

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    check_shape(out);
    fill_normal(key, out.data, static_cast<std::size_t>(out.size()));
    const auto count = static_cast<std::uint64_t>(alias_.size());
    for_each_word(key, out.cols, [&](Index i, std::uint32_t word) {
      const std::uint64_t place = word * count;
      const Alias& cell = alias_[place >> 32];
      const std::uint64_t within = place & 0xffffffffu;
      const Mode& mode = mode_[within < cell.threshold ? place >> 32 : cell.other];
      float* const at = out.data + 2 * i;
      at[0] = mode.x + mode.sigma * at[0];
      at[1] = mode.y + mode.sigma * at[1];
    });
  }
  const GaussianMixture* mixture() const override { return &mixture_; }
  std::shared_ptr<const DataSource> without(const ModeSet& hidden) const override {
    std::vector<Index> left;
    const Index count = mixture_.weights.size();
    for (Index k = 0; k < count; ++k) {
      if (k >= kMostModes || !hidden[static_cast<std::size_t>(k)]) left.push_back(k);
    }
    if (left.empty() || static_cast<Index>(left.size()) == count) return nullptr;
    GaussianMixture rest;
    rest.centres = mixture_.centres(Eigen::indexing::all, left);
    rest.weights = mixture_.weights(left);
    rest.sigma = mixture_.sigma(left);
    rest.weights /= rest.weights.sum();
    return std::make_shared<MixtureSource>(std::move(rest));
  }
  Extent extent() const override { return extent_; }

 private:
  struct Mode {
    float x, y, sigma;
  };
  GaussianMixture mixture_;
  std::vector<Alias> alias_;
  std::vector<Mode> mode_;
  Extent extent_;
};

}  // namespace

std::optional<Error> check_weights(const char* what, std::size_t modes, const std::vector<double>& weights) {
  if (weights.empty()) return std::nullopt;
  if (weights.size() != modes) {
    return Error{"data.weights has " + std::to_string(weights.size()) + " numbers, but the " + what + " has " +
                 std::to_string(modes) + " modes: as many numbers, or none, were expected"};
  }
  double sum = 0;
  for (const double w : weights) {
    if (auto error = check_range("data.weights", w, 0, 1e6)) return error;
    sum += w;
  }
  if (sum > 0) return std::nullopt;
  return Error{"data.weights are all 0: at least one mode has to have a share"};
}

Made make_mixture(const char* what, const std::vector<Point>& centres, double sigma,
                  const std::vector<double>& weights) {
  if (const auto error = check_positive("data.sigma", sigma)) return *error;
  if (const auto error = check_weights(what, centres.size(), weights)) return *error;
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < centres.size(); ++k) {
    if (weights.empty() || weights[k] > 0) kept.push_back(k);
  }
  GaussianMixture mixture;
  const auto count = static_cast<Index>(kept.size());
  mixture.centres.resize(2, count);
  mixture.weights.resize(count);
  mixture.sigma = Vector<double>::Constant(count, sigma);
  for (Index k = 0; k < count; ++k) {
    const std::size_t from = kept[static_cast<std::size_t>(k)];
    mixture.centres(0, k) = centres[from].x;
    mixture.centres(1, k) = centres[from].y;
    mixture.weights[k] = weights.empty() ? 1.0 : weights[from];
  }
  mixture.weights /= mixture.weights.sum();
  return std::shared_ptr<const DataSource>(std::make_shared<MixtureSource>(std::move(mixture)));
}

}  // namespace data_detail
}  // namespace gan
