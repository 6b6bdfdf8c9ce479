// Checkerboard: uniform on the dark cells of rows x rows cells of the square of half side `radius`; the cell
// at the lower left corner is dark.
#include "core/data/distributions/sampling.h"

namespace gan::data_detail {
namespace {

class CheckerboardSource final : public DataSource {
 public:
  CheckerboardSource(int rows, double radius)
      : rows_(static_cast<std::uint32_t>(rows)), radius_(static_cast<float>(radius)) {}

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    check_shape(out);
    fill_uniform(key, out.data, static_cast<std::size_t>(out.size()), 0.0f, 1.0f);
    const float side = 2 * radius_ / static_cast<float>(rows_);
    const std::uint32_t dark = (rows_ * rows_ + 1) / 2;
    for_each_word(key, out.cols, [&](Index i, std::uint32_t word) {
      // Every second cell row by row; in boards with an even number of columns odd rows begin one cell later.
      const std::uint32_t cell = 2 * index_of(word, dark);
      const std::uint32_t row = cell / rows_;
      const std::uint32_t column = cell % rows_ + (rows_ % 2 == 0 ? row % 2 : 0);
      float* const at = out.data + 2 * i;
      at[0] = (static_cast<float>(column) + at[0]) * side - radius_;
      at[1] = (static_cast<float>(row) + at[1]) * side - radius_;
    });
  }
  Extent extent() const override { return extent_of_box(-radius_, radius_, -radius_, radius_); }

 private:
  std::uint32_t rows_;
  float radius_;
};

}  // namespace

Made make_checkerboard(const DataSpec& spec, std::uint64_t) {
  if (const auto error = check_range("data.rows", spec.rows, 1, 64)) return *error;
  if (const auto error = check_positive("data.radius", spec.radius)) return *error;
  return std::shared_ptr<const DataSource>(std::make_shared<CheckerboardSource>(spec.rows, spec.radius));
}

}  // namespace gan::data_detail
