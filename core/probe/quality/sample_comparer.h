// Compares samples that are points with as many of the data: see sample_metrics.h.
#pragma once

#include <memory>
#include <optional>

#include "core/base/cancel_flag.h"
#include "core/base/matrix.h"
#include "core/data/distribution.h"
#include "core/metrics/compare.h"
#include "core/probe/quality/sample_metrics.h"

namespace gan {

// Directions of the sliced distance: 1 on the line; in the plane so many, evenly over half a turn.   1 x 1 or 2 x 32.
Matrix<double> sliced_directions(int dimension);

// Keeps what depends on the data alone: samples of theirs that all games are compared with, and what others score.
class SampleComparer {
 public:
  // Makes it ready for this data of points and so many samples, at least 1. Costs nothing while the same is asked for.
  // False when cancelled: then nothing is ready.
  bool prepare(std::shared_ptr<const DataSource> data, int samples, const CancelFlag& cancel = {});
  // generated: 1 or 2 x samples, in the data's place. Too few, all data equal or numbers that are not finite leave all
  // NaN. Nothing when cancelled.
  std::optional<SampleMetrics> measure(const Matrix<float>& generated, const CancelFlag& cancel = {}) const;
  // Measured when it is first asked for, which takes as long as 8 times measure(). Null when cancelled.
  const PerfectSampleMetrics* perfect(const CancelFlag& cancel = {});

 private:
  std::shared_ptr<const DataSource> data_;  // that all of this is of; null: nothing is ready
  int samples_ = 0;
  std::optional<FeatureComparison<double>> reference_;
  std::optional<PerfectSampleMetrics> perfect_;
};

}  // namespace gan
