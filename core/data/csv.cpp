// The rows of a CSV file, drawn with replacement. Reading the file is core/io's work; here are only its
// points.
#include <limits>

#include "core/data/sampling.h"

namespace gan::data_detail {
namespace {

class PointsSource final : public DataSource {
 public:
  explicit PointsSource(std::shared_ptr<const Matrix<float>> points) : points_(std::move(points)) {
    double box[4];
    for (Index row = 0; row < 2; ++row) {
      // All but a thousandth at either end: one stray point must not shrink the picture of all others.
      std::vector<float> values(static_cast<std::size_t>(points_->cols()));
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = (*points_)(row, static_cast<Index>(i));
      std::sort(values.begin(), values.end());
      const std::size_t cut = values.size() / 1000;
      box[2 * row] = values[cut];
      box[2 * row + 1] = values[values.size() - 1 - cut];
    }
    extent_ = extent_of_box(box[0], box[1], box[2], box[3]);
  }

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    check_shape(out);
    const auto count = static_cast<std::uint32_t>(points_->cols());
    for_each_word(key, out.cols, [&](Index i, std::uint32_t word) {
      const float* const point = points_->data() + 2 * static_cast<Index>(index_of(word, count));
      out.data[2 * i] = point[0];
      out.data[2 * i + 1] = point[1];
    });
  }
  Extent extent() const override { return extent_; }

 private:
  std::shared_ptr<const Matrix<float>> points_;
  Extent extent_;
};

}  // namespace

Made make_csv(const DataSpec& spec, std::uint64_t) {
  if (!spec.points) {
    return Error{spec.file.empty() ? "data from points needs a CSV file: data.file is empty"
                                   : "the points of '" + spec.file + "' are not loaded"};
  }
  const std::string name = spec.file.empty() ? "the points" : "'" + spec.file + "'";
  if (spec.points->rows() != 2) {
    return Error{name + " has " + std::to_string(spec.points->rows()) + " columns: two were expected"};
  }
  if (spec.points->cols() == 0) return Error{name + " has no rows: at least one point was expected"};
  if (spec.points->cols() > std::numeric_limits<std::int32_t>::max()) {
    return Error{name + " has more than 2^31 - 1 rows"};
  }
  if (!spec.points->allFinite()) return Error{name + " has a number that is not finite"};
  return std::shared_ptr<const DataSource>(std::make_shared<PointsSource>(spec.points));
}

}  // namespace gan::data_detail
