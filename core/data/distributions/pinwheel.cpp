// Pinwheel (after Johnson et al. 2016, arXiv 1603.06277): `modes` arms, each a Gaussian that is long along
// the arm and has deviation sigma across it, wound about the centre by `turns` turns from there to the edge.
#include <cmath>
#include <numbers>

#include "core/data/distributions/sampling.h"

namespace gan::data_detail {
namespace {

// An arm's samples have the distance 1 + 0.3 n from the centre; 1.6, two deviations out, is drawn at
// `radius`.
constexpr float kSpread = 0.3f, kEdge = 1 + 2 * kSpread;

class PinwheelSource final : public DataSource {
 public:
  explicit PinwheelSource(const DataSpec& spec)
      : arms_(static_cast<std::uint32_t>(spec.modes)),
        radius_(static_cast<float>(spec.radius)),
        sigma_(static_cast<float>(spec.sigma)),
        turns_(static_cast<float>(spec.turns)) {}

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    check_shape(out);
    fill_normal(key, out.data, static_cast<std::size_t>(out.size()));
    constexpr float kTwoPi = 2 * std::numbers::pi_v<float>;
    for_each_word(key, out.cols, [&](Index i, std::uint32_t word) {
      float* const at = out.data + 2 * i;
      const float along = (1 + kSpread * at[0]) / kEdge;
      const float across = sigma_ * at[1];
      const float arm = static_cast<float>(index_of(word, arms_)) / static_cast<float>(arms_);
      const float angle = kTwoPi * (arm + turns_ * along);
      const float c = std::cos(angle), s = std::sin(angle);
      at[0] = radius_ * along * c - across * s;
      at[1] = radius_ * along * s + across * c;
    });
  }
  Extent extent() const override {
    const double reach = radius_ + 4 * sigma_;
    return extent_of_box(-reach, reach, -reach, reach);
  }

 private:
  std::uint32_t arms_;
  float radius_, sigma_, turns_;
};

}  // namespace

Made make_pinwheel(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_range("data.modes", spec.modes, 1, 100)) return *error;
  if (const auto error = check_positive("data.radius", spec.radius)) return *error;
  if (const auto error = check_range("data.sigma", spec.sigma, 0, 1e6)) return *error;
  if (const auto error = check_range("data.turns", spec.turns, 0, 100)) return *error;
  return std::shared_ptr<const DataSource>(std::make_shared<PinwheelSource>(spec));
}

}  // namespace gan::data_detail
