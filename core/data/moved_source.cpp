#include "core/data/moved_source.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

struct Turn {
  explicit Turn(double degrees)
      : cosine(std::cos(degrees * std::numbers::pi / 180)), sine(std::sin(degrees * std::numbers::pi / 180)) {}
  double cosine, sine;
};

GaussianMixture moved_mixture(GaussianMixture mixture, const DataMotion& motion) {
  const Turn turn(motion.degrees);
  for (Index k = 0; k < mixture.centres.cols(); ++k) {
    const double x = mixture.centres(0, k), y = mixture.centres(1, k);
    mixture.centres(0, k) = turn.cosine * x - turn.sine * y + motion.x;
    mixture.centres(1, k) = turn.sine * x + turn.cosine * y + motion.y;
  }
  return mixture;
}

// Half of the side of a square about the origin that holds the data whatever they are turned by, with the margin that
// the extents of all data have.
double turned_half(const DataSource& source) {
  const GaussianMixture* const mixture = source.mixture();
  const Extent e = source.extent();
  if (mixture == nullptr) return std::hypot(e.x, e.y) + std::numbers::sqrt2 * e.half;
  constexpr double kReach = 4, kMargin = 1.25;
  double farthest = 0;
  for (Index k = 0; k < mixture->centres.cols(); ++k) {
    const double r = std::hypot(mixture->centres(0, k), mixture->centres(1, k));
    farthest = std::max(farthest, r + kReach * mixture->sigma[k]);
  }
  return kMargin * farthest;
}

class MovedSource final : public DataSource {
 public:
  MovedSource(std::shared_ptr<const DataSource> source, const DataMotion& motion)
      : source_(std::move(source)), motion_(motion), extent_(source_->extent()) {
    if (source_->mixture() != nullptr) mixture_ = moved_mixture(*source_->mixture(), motion);
    if (motion.degrees != 0) extent_ = {0, 0, turned_half(*source_)};
    extent_.x += motion.x;
    extent_.y += motion.y;
  }

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    source_->sample(key, out);
    move_samples(motion_, out);
  }
  SampleShape shape() const override { return source_->shape(); }
  const GaussianMixture* mixture() const override { return mixture_ ? &*mixture_ : nullptr; }
  Extent extent() const override { return extent_; }
  std::shared_ptr<const DataSource> unmoved() const override { return source_; }
  DataMotion motion() const override { return motion_; }
  PlaneUnits units() const override { return source_->units(); }

 private:
  std::shared_ptr<const DataSource> source_;
  DataMotion motion_;
  Extent extent_;
  std::optional<GaussianMixture> mixture_;
};

}  // namespace

void move_samples(const DataMotion& motion, MatrixView<float> samples) {
  GAN_CHECK(samples.rows == 2, "data that move are points of the plane");
  const Turn turn(motion.degrees);
  for (Index i = 0; i < samples.cols; ++i) {
    float* const at = samples.data + 2 * i;
    const auto x = static_cast<double>(at[0]), y = static_cast<double>(at[1]);
    at[0] = static_cast<float>(turn.cosine * x - turn.sine * y + motion.x);
    at[1] = static_cast<float>(turn.sine * x + turn.cosine * y + motion.y);
  }
}

void move_samples_back(const DataMotion& motion, MatrixView<float> samples) {
  GAN_CHECK(samples.rows == 2, "data that move are points of the plane");
  const Turn turn(motion.degrees);
  for (Index i = 0; i < samples.cols; ++i) {
    float* const at = samples.data + 2 * i;
    const double x = static_cast<double>(at[0]) - motion.x, y = static_cast<double>(at[1]) - motion.y;
    at[0] = static_cast<float>(turn.cosine * x + turn.sine * y);
    at[1] = static_cast<float>(turn.cosine * y - turn.sine * x);
  }
}

std::shared_ptr<const DataSource> moved_source(std::shared_ptr<const DataSource> source, const DataMotion& motion) {
  if (motion.at_rest()) return source;
  return std::make_shared<MovedSource>(std::move(source), motion);
}

}  // namespace gan
