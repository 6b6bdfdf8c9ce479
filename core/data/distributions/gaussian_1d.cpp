// One Gaussian on the line, N(μ, σ²): the data of figure 1 (Goodfellow et al. 2014, 1406.2661).
#include "core/data/distributions/on_line.h"

namespace gan::data_detail {
namespace {

class LineGaussian final : public LineDensity {
 public:
  LineGaussian(double mean, double sigma) : mean_(mean), sigma_(sigma) {}

  double log_density(double x) const override { return normal_log_density(x, mean_, sigma_); }
  double mass_below(double x) const override { return normal_mass_below(x, mean_, sigma_); }
  std::vector<double> pieces() const override {
    std::vector<double> all;
    add_normal_pieces(mean_, sigma_, all);
    put_in_order(all, sigma_);
    return all;
  }
  double scale() const override { return sigma_; }

  void draw(const StreamKey& key, float* out, Index count) const {
    fill_normal(key, out, static_cast<std::size_t>(count));
    const auto mean = static_cast<float>(mean_), sigma = static_cast<float>(sigma_);
    for (Index i = 0; i < count; ++i) out[i] = mean + sigma * out[i];
  }
  std::pair<double, double> reach() const { return {mean_ - 4 * sigma_, mean_ + 4 * sigma_}; }

 private:
  double mean_, sigma_;
};

}  // namespace

Made make_gaussian_1d(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_location(spec)) return *error;
  if (const auto error = check_positive("data.sigma", spec.sigma)) return *error;
  return make_on_line<LineGaussian>(spec.location, spec.sigma);
}

}  // namespace gan::data_detail
