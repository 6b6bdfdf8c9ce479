// What generated images score in a classifier's features and predictions. What each number is called stands in the
// table of scalars (core/record). NaN stands where a number is not defined.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace gan {

enum class ImageMetric {
  frechet_distance,
  inception_score,
  precision,
  recall,
  density,
  coverage,
  kid,
  classes_covered,
  class_kl,
  classes_captured,  // the last
};
inline constexpr std::size_t kImageMetrics = static_cast<std::size_t>(ImageMetric::classes_captured) + 1;

// What the images were measured in. Numbers of two kinds of features cannot be compared.
enum class FeatureKind { none, random, classifier };
const char* feature_kind_id(FeatureKind kind);  // its name in files

struct ImageMetrics {
  ImageMetrics() { values.fill(std::numeric_limits<double>::quiet_NaN()); }
  double operator[](ImageMetric metric) const { return values[static_cast<std::size_t>(metric)]; }
  double& operator[](ImageMetric metric) { return values[static_cast<std::size_t>(metric)]; }

  FeatureKind features = FeatureKind::none;  // none: the data is no images, or too few
  std::uint64_t classifier_hash = 0;         // of the data that the classifier was trained on; 0: random features
  double classifier_accuracy = std::numeric_limits<double>::quiet_NaN();
  bool averaged = false;  // the images are of the average of G's weights
  std::array<double, kImageMetrics> values;
  int classes_total = 0;             // classes of the data; 0: unknown
  std::vector<double> class_shares;  // of the images, a class; empty: unknown
  std::vector<double> data_shares;   // the same of the data's labels
};

// Classes count as covered only where at least this share of the images lies among the real ones: of fog the classifier
// takes something for every class.
inline constexpr double kPrecisionFloor = 0.1;
// Known, and below the floor.
bool below_precision_floor(const ImageMetrics& metrics);
// Whether the images cover class c of the data: a quarter of its share (kCoveredShare of modes.h) or more, above the
// floor of precision. c < class_shares.size().
bool class_covered(const ImageMetrics& metrics, std::size_t c);

// Held-out images are compared with from so many on: twice as many as a classifier's features have numbers, below which
// their covariance says next to nothing.
inline constexpr int kFewestHeldOut = 256;

// What held-out images score, against the same real images and with as many of them as are generated: mean and
// deviation over disjoint draws (deviation 0 of a single one).
struct PerfectImageMetrics {
  PerfectImageMetrics();
  std::array<double, kImageMetrics> mean, deviation;  // NaN where there is nothing to compare with
  int samples = 0;                                    // images a draw, and a side of every comparison
  std::string why_none;                               // why there are no such scores; "" where there are
};

}  // namespace gan
