// The kinds of Gaussian mixture: where their centres lie and how much each weighs.
#include <cmath>

#include "core/data/distributions/sampling.h"

namespace gan::data_detail {
namespace {

std::vector<Point> ring_centres(int modes, double radius, double first_degrees) {
  std::vector<Point> centres;
  centres.reserve(static_cast<std::size_t>(modes));
  for (int k = 0; k < modes; ++k) centres.push_back(on_circle(radius, first_degrees + 360.0 * k / modes));
  return centres;
}

std::optional<Error> check_ring(const DataSpec& spec) {
  if (auto error = check_range("data.modes", spec.modes, 1, 100)) return error;
  if (auto error = check_range("data.phase", spec.phase, -1e6, 1e6)) return error;
  return check_positive("data.radius", spec.radius);
}

// A few modes on a circle whose number the kind itself fixes.
Made few_modes(const char* what, int modes, double turn, const DataSpec& spec) {
  DataSpec few = spec;
  few.modes = modes;
  if (const auto error = check_ring(few)) return *error;
  return make_mixture(what, ring_centres(modes, spec.radius, spec.phase + turn), spec.sigma, spec.weights);
}

}  // namespace

Made make_ring(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_ring(spec)) return *error;
  return make_mixture("ring", ring_centres(spec.modes, spec.radius, spec.phase), spec.sigma, spec.weights);
}

Made make_grid(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_range("data.rows", spec.rows, 1, 16)) return *error;
  if (const auto error = check_positive("data.spacing", spec.spacing)) return *error;
  std::vector<Point> centres;
  const double middle = 0.5 * (spec.rows - 1);
  for (int i = 0; i < spec.rows; ++i) {
    for (int j = 0; j < spec.rows; ++j) {
      centres.push_back({spec.spacing * (i - middle), spec.spacing * (j - middle)});
    }
  }
  return make_mixture("grid", centres, spec.sigma, spec.weights);
}

// Uniform darts on the square of half side `radius`; one that comes too near an earlier centre is thrown
// again. The distance shrinks when the square proves too full, so that it always ends.
Made make_random(const DataSpec& spec, std::uint64_t seed) {
  if (const auto error = check_range("data.modes", spec.modes, 1, 100)) return *error;
  if (const auto error = check_positive("data.radius", spec.radius)) return *error;
  constexpr std::uint64_t kThrowsADistance = 200;
  double apart = 1.3 * spec.radius / std::sqrt(static_cast<double>(spec.modes));
  std::vector<Point> centres;
  for (std::uint64_t dart = 0; static_cast<int>(centres.size()) < spec.modes; ++dart) {
    if (dart % kThrowsADistance == kThrowsADistance - 1) apart *= 0.9;
    double at[2];
    fill_uniform({seed, Stream::data_layout, dart, 0}, at, 2, -spec.radius, spec.radius);
    bool free = true;
    for (const Point& c : centres) free = free && std::hypot(c.x - at[0], c.y - at[1]) >= apart;
    if (free) centres.push_back({at[0], at[1]});
  }
  return make_mixture("random mixture", centres, spec.sigma, spec.weights);
}

Made make_two(const DataSpec& spec, std::uint64_t) {
  return few_modes("two-mode mixture", 2, 0, spec);
}

Made make_three(const DataSpec& spec, std::uint64_t) {
  return few_modes("three-mode mixture", 3, 90, spec);
}

Made make_unequal(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_ring(spec)) return *error;
  std::vector<double> weights = spec.weights;
  // Each mode weighs 0.7 of the one before it: of eight, the rarest has a 2.6 % share, the first 32 %.
  for (int k = 0; spec.weights.empty() && k < spec.modes; ++k) weights.push_back(std::pow(0.7, k));
  return make_mixture("unequal mixture", ring_centres(spec.modes, spec.radius, spec.phase), spec.sigma, weights);
}

}  // namespace gan::data_detail
