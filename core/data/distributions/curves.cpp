// Curves with normal noise across and along: line, circle, two moons, concentric circles, swiss roll.
// `radius` is half of the curve's overall width, so that a change of kind keeps the image's size.
#include <cmath>
#include <numbers>

#include "core/data/distributions/sampling.h"

namespace gan::data_detail {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// curve(u) is the point of the curve for u in [0, 1), of the type Point2 below; all of it is drawn for u
// uniform.
struct Point2 {
  float x, y;
};

// Curve: a function from u in [0, 1) to a Point2; a sample is its value at a uniform u plus noise.
template <class Curve>
class CurveSource final : public DataSource {
 public:
  CurveSource(Curve curve, double sigma) : curve_(curve), sigma_(static_cast<float>(sigma)) {
    constexpr int kSteps = 2000;
    double min_x = 1e300, max_x = -1e300, min_y = 1e300, max_y = -1e300;
    for (int i = 0; i < kSteps; ++i) {
      const Point2 p = curve_(static_cast<float>(i) / kSteps);
      min_x = std::min<double>(min_x, p.x), max_x = std::max<double>(max_x, p.x);
      min_y = std::min<double>(min_y, p.y), max_y = std::max<double>(max_y, p.y);
    }
    const double reach = 4 * sigma;
    extent_ = extent_of_box(min_x - reach, max_x + reach, min_y - reach, max_y + reach);
  }

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    check_shape(out);
    fill_normal(key, out.data, static_cast<std::size_t>(out.size()));
    for_each_uniform(key, out.cols, [&](Index i, float u) {
      const Point2 p = curve_(u);
      float* const at = out.data + 2 * i;
      at[0] = p.x + sigma_ * at[0];
      at[1] = p.y + sigma_ * at[1];
    });
  }
  Extent extent() const override { return extent_; }

 private:
  Curve curve_;
  float sigma_;
  Extent extent_;
};

std::optional<Error> check_curve(const DataSpec& spec) {
  if (auto error = check_positive("data.radius", spec.radius)) return error;
  return check_range("data.sigma", spec.sigma, 0, 1e6);
}

template <class Curve>
Made make_curve(const DataSpec& spec, Curve curve) {
  return std::shared_ptr<const DataSource>(std::make_shared<CurveSource<Curve>>(curve, spec.sigma));
}

}  // namespace

Made make_line(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_curve(spec)) return *error;
  if (const auto error = check_range("data.phase", spec.phase, -1e6, 1e6)) return *error;
  const Point end = on_circle(spec.radius, spec.phase);
  const auto x = static_cast<float>(end.x), y = static_cast<float>(end.y);
  return make_curve(spec, [x, y](float u) { return Point2{(2 * u - 1) * x, (2 * u - 1) * y}; });
}

Made make_circle(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_curve(spec)) return *error;
  const auto radius = static_cast<float>(spec.radius);
  return make_curve(spec, [radius](float u) {
    return Point2{radius * std::cos(2 * kPi * u), radius * std::sin(2 * kPi * u)};
  });
}

// Two half circles of radius 1 that reach into each other, the second one moved by (1, -1/2) and upside down,
// the middle of the figure at the origin, scaled to half width `radius`.
Made make_moons(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_curve(spec)) return *error;
  const auto scale = static_cast<float>(spec.radius / 1.5);
  return make_curve(spec, [scale](float u) {
    const bool upper = u < 0.5f;
    const float angle = kPi * (upper ? 2 * u : 2 * u - 1);
    const float side = upper ? 1.0f : -1.0f;
    return Point2{scale * side * (std::cos(angle) - 0.5f), scale * side * (std::sin(angle) - 0.25f)};
  });
}

Made make_circles(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_curve(spec)) return *error;
  const auto radius = static_cast<float>(spec.radius);
  return make_curve(spec, [radius](float u) {
    const bool outer = u < 0.5f;
    const float angle = 2 * kPi * (outer ? 2 * u : 2 * u - 1);
    const float r = outer ? radius : 0.5f * radius;
    return Point2{r * std::cos(angle), r * std::sin(angle)};
  });
}

// Archimedean spiral: the angle runs evenly from 1.5 pi through `turns` turns, and the radius grows with it
// to `radius`.
Made make_swiss_roll(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_curve(spec)) return *error;
  if (const auto error = check_range("data.turns", spec.turns, 0, 100)) return *error;
  const float first = 1.5f * kPi, span = 2 * kPi * static_cast<float>(spec.turns);
  const float scale = static_cast<float>(spec.radius) / (first + span);
  return make_curve(spec, [first, span, scale](float u) {
    const float angle = first + span * u;
    return Point2{scale * angle * std::cos(angle), scale * angle * std::sin(angle)};
  });
}

}  // namespace gan::data_detail
