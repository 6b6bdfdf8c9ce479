// A mixture of Gaussians of one width on the line, their means evenly apart.
#include <algorithm>
#include <limits>

#include "core/data/distributions/on_line.h"

namespace gan::data_detail {
namespace {

class LineMixture final : public LineDensity {
 public:
  // weights: as many as means, all above 0; they are brought to a sum of 1.
  LineMixture(std::vector<double> means, std::vector<double> weights, double sigma)
      : means_(std::move(means)), weights_(std::move(weights)), sigma_(sigma) {
    double sum = 0;
    for (const double w : weights_) sum += w;
    double below = 0;
    for (double& w : weights_) {
      w /= sum;
      below += w;
      below_.push_back(static_cast<float>(below));
    }
    below_.back() = 1;
  }

  double log_density(double x) const override {
    // The largest term taken out of the sum.
    double largest = std::numeric_limits<double>::lowest(), sum = 0;
    for (std::size_t k = 0; k < means_.size(); ++k) largest = std::max(largest, term(k, x));
    for (std::size_t k = 0; k < means_.size(); ++k) sum += std::exp(term(k, x) - largest);
    return largest + std::log(sum);
  }
  double mass_below(double x) const override {
    double mass = 0;
    for (std::size_t k = 0; k < means_.size(); ++k) mass += weights_[k] * normal_mass_below(x, means_[k], sigma_);
    return mass;
  }
  std::vector<double> pieces() const override {
    std::vector<double> all;
    for (const double mean : means_) add_normal_pieces(mean, sigma_, all);
    put_in_order(all, sigma_);
    return all;
  }
  double scale() const override { return sigma_; }

  void draw(const StreamKey& key, float* out, Index count) const {
    fill_normal(key, out, static_cast<std::size_t>(count));
    const auto sigma = static_cast<float>(sigma_);
    for_each_uniform(key, count, [&](Index i, float u) {
      const auto mode = std::upper_bound(below_.begin(), below_.end(), u) - below_.begin();
      out[i] = static_cast<float>(means_[static_cast<std::size_t>(mode)]) + sigma * out[i];
    });
  }
  std::pair<double, double> reach() const { return {means_.front() - 4 * sigma_, means_.back() + 4 * sigma_}; }

 private:
  double term(std::size_t k, double x) const {
    return std::log(weights_[k]) + normal_log_density(x, means_[k], sigma_);
  }

  std::vector<double> means_, weights_;  // means in rising order
  std::vector<float> below_;             // the weights up to and with each mode
  double sigma_;
};

}  // namespace

Made make_mixture_1d(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_range("data.modes", spec.modes, 1, 100)) return *error;
  if (const auto error = check_positive("data.spacing", spec.spacing)) return *error;
  if (const auto error = check_positive("data.sigma", spec.sigma)) return *error;
  if (const auto error = check_location(spec)) return *error;
  const auto modes = static_cast<std::size_t>(spec.modes);
  if (const auto error = check_weights("1-D mixture", modes, spec.weights)) return *error;
  std::vector<double> means, weights;
  for (std::size_t k = 0; k < modes; ++k) {
    const double weight = spec.weights.empty() ? 1 : spec.weights[k];
    if (!(weight > 0)) continue;
    means.push_back(spec.location + spec.spacing * (static_cast<double>(k) - 0.5 * (spec.modes - 1)));
    weights.push_back(weight);
  }
  return make_on_line<LineMixture>(std::move(means), std::move(weights), spec.sigma);
}

}  // namespace gan::data_detail
