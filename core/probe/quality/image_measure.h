// Measures generated images against real ones in the features of a classifier. What depends on the data alone is kept:
// features of a fixed choice of real images that are trained on, and what held-out images score against them, which
// is what a perfect generator would. Stacked images are seen channel by channel by the classifier of the single ones:
// their features stand one below the other, their classes multiply. Features are divided by one number, so that those
// of the real images vary by 1 on average: the distances of different data and classifiers are on one scale.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/classifier/classifier.h"
#include "core/data/distribution.h"
#include "core/metrics/compare.h"
#include "core/probe/quality/image_metrics.h"

namespace gan {

// Whether the classifier was made for such images (those of one channel where they are stacked).
bool fits(const ClassifierWeights& weights, const DataSource& data);

class ImageMeasurer {
 public:
  // Makes it ready for images of this source, `samples` at a time, or as many as there are real ones to compare with.
  // weights: null, or those of a classifier that does not fit or is useless: random features. Costs nothing while the
  // same is asked for. False when cancelled: then nothing is ready.
  bool prepare(std::shared_ptr<const DataSource> data, std::shared_ptr<const ClassifierWeights> weights, int samples,
               const CancelFlag& cancel = {});

  // How many images are to be measured: as many as there are on the other side of every comparison, which are training
  // images, and as many as are held out where these are enough to be compared with.
  int samples() const { return compared_; }
  // images: dimension() x n of the source's range; what lies outside is cut off, as in a file. Nothing when cancelled.
  // Metrics that too few images do not define are NaN.
  std::optional<ImageMetrics> measure(const Matrix<float>& images, const CancelFlag& cancel = {});
  // Of the data that it was prepared for.
  const PerfectImageMetrics& perfect() const { return perfect_; }

 private:
  // What the classifier makes of n images.
  struct Seen {
    Matrix<float> features;       // of all channels, (128 · stack) x n
    Matrix<float> probabilities;  // of all classes x n; empty for random features or too many classes
    std::vector<int> labels;
  };
  std::optional<Seen> look(const Matrix<float>& images, const CancelFlag& cancel);
  std::optional<ImageMetrics> score(const Seen& seen, const CancelFlag& cancel) const;
  bool prepare_reference(const CancelFlag& cancel);
  bool prepare_perfect(const CancelFlag& cancel);

  std::shared_ptr<const DataSource> data_;          // that all of this is of; null: nothing is ready
  int samples_ = 0, compared_ = 0;                  // asked for; on each side
  std::shared_ptr<const ClassifierWeights> asked_;  // as prepare() had it
  std::optional<Classifier> classifier_;
  float scale_ = 1;  // of the features
  std::optional<FeatureComparison<float>> reference_;
  std::vector<double> data_shares_;
  PerfectImageMetrics perfect_;
};

}  // namespace gan
