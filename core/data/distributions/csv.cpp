// The rows of a CSV file, drawn with replacement. Reading the file is core/io's work; here are only its
// points.
#include <cmath>
#include <limits>

#include "core/data/distributions/sampling.h"
#include "core/data/point_set.h"

namespace gan::data_detail {
namespace {

// What a reader brings to a size of about one never comes near it.
constexpr float kLargestCoordinate = 1e9f;

class PointsSource final : public DataSource {
 public:
  explicit PointsSource(std::shared_ptr<const PointSet> set) : set_(std::move(set)) {
    const Matrix<float>& points = set_->points;
    std::vector<double> x, y;
    for (Index i = 0; i < points.cols(); ++i) {
      x.push_back(points(0, i));
      y.push_back(points(1, i));
    }
    // A few stray points must not shrink the image of all others.
    const PointSpread spread = spread_of(x, y);
    extent_ = extent_of_box(spread.low[0], spread.high[0], spread.low[1], spread.high[1]);
  }

  void sample(const StreamKey& key, MatrixView<float> out) const override {
    check_shape(out);
    const Matrix<float>& points = set_->points;
    const auto count = static_cast<std::uint32_t>(points.cols());
    for_each_word(key, out.cols, [&](Index i, std::uint32_t word) {
      const float* const point = points.data() + 2 * static_cast<Index>(index_of(word, count));
      out.data[2 * i] = point[0];
      out.data[2 * i + 1] = point[1];
    });
  }
  Extent extent() const override { return extent_; }
  PlaneUnits units() const override { return set_->units; }

 private:
  std::shared_ptr<const PointSet> set_;
  Extent extent_;
};

}  // namespace

Made make_csv(const DataSpec& spec, std::uint64_t) {
  if (!spec.points) {
    return Error{spec.file.empty() ? "data from points needs a CSV file: data.file is empty"
                                   : "the points of '" + spec.file + "' are not loaded"};
  }
  const std::string name = spec.file.empty() ? "the points" : "'" + spec.file + "'";
  const Matrix<float>& points = spec.points->points;
  if (points.rows() != 2) {
    return Error{name + " has " + std::to_string(points.rows()) + " columns: two were expected"};
  }
  if (points.cols() == 0) return Error{name + " has no rows: at least one point was expected"};
  if (points.cols() > std::numeric_limits<std::int32_t>::max()) {
    return Error{name + " has more than 2^31 - 1 rows"};
  }
  if (!points.allFinite()) return Error{name + " has a number that is not finite"};
  if (points.cwiseAbs().maxCoeff() > kLargestCoordinate) {
    return Error{name + " has numbers above 1e9, which single precision cannot train on: smaller ones were expected"};
  }
  return std::shared_ptr<const DataSource>(std::make_shared<PointsSource>(spec.points));
}

}  // namespace gan::data_detail
