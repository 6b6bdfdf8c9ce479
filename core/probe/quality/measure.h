// Metrics of a snapshot, from fresh samples on streams of their own: what the window plots and the command
// line writes.
#pragma once

#include <memory>
#include <optional>

#include "core/probe/quality/best_value.h"
#include "core/probe/quality/image_measure.h"
#include "core/probe/quality/metrics.h"
#include "core/probe/quality/perfect.h"
#include "core/probe/quality/sample_comparer.h"
#include "core/probe/shared/evaluate.h"
#include "core/run/snapshot.h"

namespace gan {

inline constexpr int kMetricSamples = 2500;

struct MeasureRequest {
  int samples = kMetricSamples;
  // What images are measured in; null, or one that does not fit the data: random features.
  std::shared_ptr<const ClassifierWeights> classifier = nullptr;
  // Whether samples that are points are compared with as many of the data, which takes about ten times as long as all
  // else: Metrics::comparison.
  bool compare = false;

  bool operator==(const MeasureRequest&) const = default;
};

struct Measurement {
  std::shared_ptr<const Snapshot> snapshot;  // what was measured
  Metrics metrics;
  std::shared_ptr<const PerfectMetrics> perfect;  // what a perfect generator would score with as many samples
};

// Measures snapshots of one game after another, and keeps what depends on the data alone. One a thread.
class Measurer {
 public:
  // Draws samples of G on Stream::metric_noise, keyed by the snapshot's step: the same snapshot gives the same numbers,
  // whatever was measured before. Images come of the average of G's weights where the game keeps one.
  Metrics metrics(const Snapshot& snapshot, const MeasureRequest& request = {});
  // The same with the perfect scores; null when cancelled. The first measurement of new data takes about
  // twenty times as long as the others; so does every one of data
  // that turn and drift, but for the comparison.
  std::shared_ptr<const Measurement> measurement(std::shared_ptr<const Snapshot> snapshot,
                                                 const MeasureRequest& request = {}, const CancelFlag& cancel = {});

 private:
  bool measure_into(const Snapshot& snapshot, const MeasureRequest& request, const CancelFlag& cancel, Metrics& out);
  bool measure_points(const Snapshot& snapshot, const MeasureRequest& request, const CancelFlag& cancel, Metrics& out);
  bool measure_images(const Snapshot& snapshot, const MeasureRequest& request, const CancelFlag& cancel, Metrics& out);
  void prepare(const Snapshot& snapshot, const MeasureRequest& request);
  bool find_perfect(const Snapshot& snapshot, bool compared, const CancelFlag& cancel);

  Evaluators networks_;
  Matrix<float> samples_;
  std::shared_ptr<const DataSource> data_;  // of grid_ and perfect_
  MeasureRequest request_;
  std::optional<DensityGrid> grid_;  // none where the density is unknown, and so
  std::optional<BestResponse> best_;
  std::optional<LineBins> bins_;  // of data on the line
  ImageMeasurer images_;
  SampleComparer comparer_;  // of the data before they turned and drifted
  std::shared_ptr<const PerfectMetrics> perfect_;
};

// For a single look; who measures often keeps a Measurer.
Metrics measure_snapshot(const Snapshot& snapshot, const MeasureRequest& request = {});

}  // namespace gan
