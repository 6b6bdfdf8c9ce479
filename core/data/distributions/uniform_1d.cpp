// Uniform on an interval of the line: sharp edges, that neither a smooth G nor a smooth D can have.
#include <algorithm>
#include <limits>

#include "core/data/distributions/on_line.h"

namespace gan::data_detail {
namespace {

class LineUniform final : public LineDensity {
 public:
  LineUniform(double middle, double half) : low_(middle - half), high_(middle + half) {}

  double log_density(double x) const override {
    return x >= low_ && x <= high_ ? -std::log(high_ - low_) : -std::numeric_limits<double>::infinity();
  }
  double mass_below(double x) const override { return std::clamp((x - low_) / (high_ - low_), 0.0, 1.0); }
  std::vector<double> pieces() const override { return {low_, high_}; }
  double scale() const override { return 0.5 * (high_ - low_); }

  void draw(const StreamKey& key, float* out, Index count) const {
    fill_uniform(key, out, static_cast<std::size_t>(count), static_cast<float>(low_), static_cast<float>(high_));
  }
  std::pair<double, double> reach() const { return {low_, high_}; }

 private:
  double low_, high_;
};

}  // namespace

Made make_uniform_1d(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_location(spec)) return *error;
  if (const auto error = check_positive("data.radius", spec.radius)) return *error;
  return make_on_line<LineUniform>(spec.location, spec.radius);
}

}  // namespace gan::data_detail
