#include "core/probe/quality/image_metrics.h"

#include "core/probe/quality/modes.h"

namespace gan {

bool below_precision_floor(const ImageMetrics& metrics) {
  return metrics[ImageMetric::precision] < kPrecisionFloor;
}

bool class_covered(const ImageMetrics& metrics, std::size_t c) {
  const double share = metrics.class_shares[c], data = metrics.data_shares[c];
  return data > 0 && share > 0 && share >= kCoveredShare * data && !below_precision_floor(metrics);
}

PerfectImageMetrics::PerfectImageMetrics() {
  mean.fill(std::numeric_limits<double>::quiet_NaN());
  deviation = mean;
}

const char* feature_kind_id(FeatureKind kind) {
  constexpr const char* kIds[] = {"none", "random", "classifier"};
  return kIds[static_cast<std::size_t>(kind)];
}

}  // namespace gan
