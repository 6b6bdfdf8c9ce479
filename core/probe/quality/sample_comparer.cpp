#include "core/probe/quality/sample_comparer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr Index kPlaneDirections = 32;
constexpr int kPerfectDraws = 8;
// All games on the same data are compared with the same samples of them.
constexpr std::uint64_t kReferenceSeed = 1;

// Draw 0 is the reference.
Matrix<float> draw_of(const DataSource& data, int samples, int draw) {
  Matrix<float> x(data.dimension(), samples);
  data.sample({kReferenceSeed, Stream::metric_data, static_cast<std::uint64_t>(draw), 0}, view_of(x));
  return x;
}

}  // namespace

SampleMetrics::SampleMetrics() {
  values.fill(std::numeric_limits<double>::quiet_NaN());
}

PerfectSampleMetrics::PerfectSampleMetrics() {
  mean.fill(std::numeric_limits<double>::quiet_NaN());
  deviation = mean;
}

Matrix<double> sliced_directions(int dimension) {
  GAN_CHECK(dimension == 1 || dimension == 2, "points have one or two coordinates");
  if (dimension == 1) return Matrix<double>::Ones(1, 1);
  Matrix<double> directions(2, kPlaneDirections);
  for (Index i = 0; i < kPlaneDirections; ++i) {
    const double angle = std::numbers::pi * static_cast<double>(i) / static_cast<double>(kPlaneDirections);
    directions.col(i) << std::cos(angle), std::sin(angle);
  }
  return directions;
}

bool SampleComparer::prepare(std::shared_ptr<const DataSource> data, int samples, const CancelFlag& cancel) {
  GAN_CHECK(data->images() == nullptr && samples > 0, "points are compared with points");
  if (data == data_ && samples == samples_) return true;
  data_.reset();
  reference_.reset();
  perfect_.reset();
  ComparisonSettings<double> settings;
  settings.directions = sliced_directions(data->dimension());
  auto made = FeatureComparison<double>::make(draw_of(*data, samples, 0).cast<double>(), std::move(settings), cancel);
  if (cancel.cancelled()) return false;
  // Too few or all equal: nothing is defined.
  if (made) reference_ = std::move(made).value();
  data_ = std::move(data);
  samples_ = samples;
  return true;
}

std::optional<SampleMetrics> SampleComparer::measure(const Matrix<float>& generated, const CancelFlag& cancel) const {
  GAN_CHECK(data_ != nullptr && generated.rows() == data_->dimension(), "a comparer that is ready for such samples");
  SampleMetrics out;
  out.measured = true;
  if (!reference_) return out;
  const Result<FeatureMetrics> compared = reference_->compare(generated.cast<double>(), cancel);
  if (cancel.cancelled()) return std::nullopt;
  if (!compared) return out;
  const FeatureMetrics& m = compared.value();
  out[SampleMetric::precision] = m.neighbours.precision;
  out[SampleMetric::recall] = m.neighbours.recall;
  out[SampleMetric::density] = m.neighbours.density;
  out[SampleMetric::coverage] = m.neighbours.coverage;
  out[SampleMetric::frechet_distance] = m.frechet_distance;
  out[SampleMetric::sliced_wasserstein] = m.sliced_wasserstein;
  out[SampleMetric::energy_distance] = m.kernels.energy_distance;
  out[SampleMetric::rbf_mmd] = m.kernels.rbf_mmd;
  return out;
}

const PerfectSampleMetrics* SampleComparer::perfect(const CancelFlag& cancel) {
  GAN_CHECK(data_ != nullptr, "a comparer that is ready");
  if (perfect_) return &*perfect_;
  std::array<double, kSampleMetrics> sum{}, squares{};
  for (int draw = 1; draw <= kPerfectDraws; ++draw) {
    const std::optional<SampleMetrics> scored = measure(draw_of(*data_, samples_, draw), cancel);
    if (!scored) return nullptr;
    for (std::size_t i = 0; i < kSampleMetrics; ++i) {
      sum[i] += scored->values[i];
      squares[i] += scored->values[i] * scored->values[i];
    }
  }
  perfect_.emplace();
  perfect_->measured = true;
  constexpr double n = kPerfectDraws;
  for (std::size_t i = 0; i < kSampleMetrics; ++i) {
    const double mean = sum[i] / n, variance = (squares[i] - n * mean * mean) / (n - 1);
    perfect_->mean[i] = mean;
    perfect_->deviation[i] = variance > 0 ? std::sqrt(variance) : 0 * mean;
  }
  return &*perfect_;
}

}  // namespace gan
