// Exponential on the line: a sharp edge at μ, and a tail of mean length and deviation σ to its right.
#include <limits>

#include "core/data/distributions/on_line.h"

namespace gan::data_detail {
namespace {

class LineExponential final : public LineDensity {
 public:
  LineExponential(double first, double mean) : first_(first), mean_(mean) {}

  double log_density(double x) const override {
    return x >= first_ ? -(x - first_) / mean_ - std::log(mean_) : -std::numeric_limits<double>::infinity();
  }
  double mass_below(double x) const override { return x > first_ ? -std::expm1(-(x - first_) / mean_) : 0; }
  std::vector<double> pieces() const override {
    std::vector<double> all;
    for (const double step : {0, 1, 2, 4, 7, 11, 16, 22, 29, 37}) all.push_back(first_ + step * mean_);
    return all;
  }
  double scale() const override { return mean_; }

  // −σ ln(1 − u), the inverse of the distribution function.
  void draw(const StreamKey& key, float* out, Index count) const {
    fill_uniform(key, out, static_cast<std::size_t>(count), 0.0F, 1.0F);
    const auto first = static_cast<float>(first_), mean = static_cast<float>(mean_);
    for (Index i = 0; i < count; ++i) out[i] = first - mean * std::log1p(-out[i]);
  }
  // What lies beyond is a thousandth.
  std::pair<double, double> reach() const { return {first_, first_ + 7 * mean_}; }

 private:
  double first_, mean_;
};

}  // namespace

Made make_exponential_1d(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_location(spec)) return *error;
  if (const auto error = check_positive("data.sigma", spec.sigma)) return *error;
  return make_on_line<LineExponential>(spec.location, spec.sigma);
}

}  // namespace gan::data_detail
