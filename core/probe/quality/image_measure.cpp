#include "core/probe/quality/image_measure.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/number_text.h"
#include "core/metrics/classes.h"
#include "core/metrics/sliced_wasserstein.h"

namespace gan {
namespace {

constexpr int kMostDraws = 4;       // of held-out images
constexpr int kMostClasses = 4096;  // beyond, the table of all probabilities is too large for an inception score
constexpr Index kChunk = 64;        // images converted at a time
// The choice of real images is the same for every game on the same data.
constexpr std::uint64_t kSeed = 1;

StreamKey choice_of(std::uint64_t draw) {
  return {kSeed, Stream::metric_data, draw, 0};
}

// The first `count` of a random order of n: Fisher and Yates's shuffle.
std::vector<Index> shuffled(Index n, Index count) {
  std::vector<std::uint32_t> words(static_cast<std::size_t>(count));
  fill_bits(choice_of(0), words.data(), words.size());
  std::vector<Index> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  for (Index i = 0; i < count; ++i) {
    const auto left = static_cast<std::uint64_t>(n - i);
    const auto picked = i + static_cast<Index>((words[static_cast<std::size_t>(i)] * left) >> 32);
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(picked)]);
  }
  order.resize(static_cast<std::size_t>(count));
  return order;
}

// Up to `most` draws of `samples` images, none twice, as a source of single images has them; one draw of all there
// are where these are fewer. Stacked ones are so many that they are drawn with replacement.
std::vector<Matrix<float>> draw_images(const DataSource& source, int samples, int most) {
  std::vector<Matrix<float>> draws;
  if (source.stack() > 1) {
    for (int i = 0; i < most; ++i) {
      draws.emplace_back(source.dimension(), samples);
      source.sample(choice_of(static_cast<std::uint64_t>(i) + 1), view_of(draws.back()));
    }
    return draws;
  }
  const ImageSet& images = *source.images();
  const Index each = std::min<Index>(samples, images.count());
  const Index count = std::clamp<Index>(images.count() / each, 1, most);
  const std::vector<Index> order = shuffled(images.count(), each * count);
  for (Index d = 0; d < count; ++d) {
    Matrix<float>& out = draws.emplace_back(images.shape.size(), each);
    for (Index i = 0; i < each; ++i) {
      bytes_to_floats(images.image(order[static_cast<std::size_t>(d * each + i)]), out.rows(), source.range(),
                      out.col(i).data());
    }
  }
  return draws;
}

// Columns [begin, begin + n) of images, channel `channel` of each of its `stack` ones, as bytes hold them, from -1
// to 1.
void take_channel(const Matrix<float>& images, Index begin, Index channel, int stack, PixelRange range,
                  Matrix<float>& out) {
  std::vector<float> level(static_cast<std::size_t>(out.rows()));
  std::vector<std::uint8_t> bytes(level.size());
  for (Index i = 0; i < out.cols(); ++i) {
    const float* const from = images.col(begin + i).data() + channel;
    for (Index p = 0; p < out.rows(); ++p) level[static_cast<std::size_t>(p)] = from[p * stack];
    floats_to_bytes(level.data(), out.rows(), range, bytes.data());
    bytes_to_floats(bytes.data(), out.rows(), PixelRange::symmetric, out.col(i).data());
  }
}

// (a, b) -> a · rows(b) + b: the probabilities of pairs of classes, the first channel's being the slower.
Matrix<float> pair_probabilities(const Matrix<float>& a, const Matrix<float>& b) {
  Matrix<float> both(a.rows() * b.rows(), a.cols());
  for (Index i = 0; i < a.cols(); ++i) {
    for (Index c = 0; c < a.rows(); ++c) both.col(i).segment(c * b.rows(), b.rows()) = a(c, i) * b.col(i);
  }
  return both;
}

// Features times this vary by 1, on average over their d numbers.
float unit_scale(const Matrix<float>& features) {
  const double width = kernel_width(features);  // the root of the covariance's trace
  return width > 0 ? static_cast<float>(std::sqrt(static_cast<double>(features.rows())) / width) : 1.0f;
}

std::string images_are(Index count) {
  return whole_text(count) + (count == 1 ? " image is" : " images are");
}

std::vector<double> shares_of_labels(const DataSource& source) {
  const ImageSet& images = *source.images();
  if (images.labels.empty()) return {};
  std::vector<double> one(static_cast<std::size_t>(images.classes), 0.0);
  for (const std::uint16_t label : images.labels) one[label] += 1.0 / static_cast<double>(images.count());
  std::vector<double> all = one;
  for (int channel = 1; channel < source.stack(); ++channel) {
    std::vector<double> product;
    product.reserve(all.size() * one.size());
    for (const double a : all) {
      for (const double b : one) product.push_back(a * b);
    }
    all = std::move(product);
  }
  return all;
}

Index held_out_count(const DataSource& data) {
  const auto held_out = data.held_out();
  return held_out ? held_out->images()->count() : 0;
}

// Stacked images are drawn with replacement, as many as are asked for.
int equal_counts(const DataSource& data, int samples) {
  if (data.stack() > 1) return samples;
  const Index held_out = held_out_count(data);
  Index count = std::min<Index>(samples, data.images()->count());
  if (held_out >= kFewestHeldOut) count = std::min(count, held_out);
  return static_cast<int>(count);
}

// "" where held-out images can be compared with.
std::string why_no_comparison(const DataSource& data, int samples) {
  const Index held_out = held_out_count(data);
  const Index fewest = std::min(kFewestHeldOut, samples);
  const std::string needed = ", and a comparison takes " + whole_text(fewest);
  if (held_out == 0) return "No images are held out to compare with";
  if (held_out < fewest) return "Only " + images_are(held_out) + " held out" + needed;
  if (data.images()->count() < fewest) return "Only " + images_are(data.images()->count()) + " trained on" + needed;
  return "";
}

}  // namespace

bool fits(const ClassifierWeights& weights, const DataSource& data) {
  const ImageSet* images = data.images();
  return images != nullptr && weights.shape == images->shape && weights.classes == images->classes;
}

bool ImageMeasurer::prepare(std::shared_ptr<const DataSource> data, std::shared_ptr<const ClassifierWeights> weights,
                            int samples, const CancelFlag& cancel) {
  GAN_CHECK(data->images() != nullptr && samples > 0, "images are measured with images");
  const bool same = data_ && data_->images() == data->images() && data_->stack() == data->stack() &&
                    data_->range() == data->range() && samples_ == samples && asked_ == weights;
  if (same) return true;
  const bool use = weights != nullptr && weights->classes > 0 && fits(*weights, *data) && why_useless(*weights).empty();
  classifier_.emplace(use ? weights : random_features(data->images()->shape));
  asked_ = std::move(weights);
  samples_ = samples;
  data_ = std::move(data);
  data_shares_ = shares_of_labels(*data_);
  compared_ = equal_counts(*data_, samples);
  if (prepare_reference(cancel) && prepare_perfect(cancel)) return true;
  data_.reset();
  return false;
}

bool ImageMeasurer::prepare_reference(const CancelFlag& cancel) {
  reference_.reset();
  scale_ = 1;
  std::optional<Seen> real = look(draw_images(*data_, compared_, 1).front(), cancel);
  if (!real) return false;
  scale_ = unit_scale(real->features);
  real->features *= scale_;
  ComparisonSettings<float> settings;
  // The sliced distance is not among what is shown: one direction is the least that it takes.
  settings.directions = random_directions<float>(real->features.rows(), 1, choice_of(0));
  Result<FeatureComparison<float>> made = FeatureComparison<float>::make(real->features, std::move(settings), cancel);
  if (cancel.cancelled()) return false;
  // Too few or all equal: the metrics that need them stay undefined.
  if (made) reference_ = std::move(made).value();
  return true;
}

bool ImageMeasurer::prepare_perfect(const CancelFlag& cancel) {
  perfect_ = {};
  perfect_.samples = compared_;
  perfect_.why_none = why_no_comparison(*data_, samples_);
  if (!perfect_.why_none.empty()) return true;
  const std::vector<Matrix<float>> draws = draw_images(*data_->held_out(), compared_, kMostDraws);
  std::array<double, kImageMetrics> sum{}, squares{};
  for (const Matrix<float>& draw : draws) {
    const std::optional<ImageMetrics> scored = measure(draw, cancel);
    if (!scored) return false;
    for (std::size_t i = 0; i < kImageMetrics; ++i) {
      sum[i] += scored->values[i];
      squares[i] += scored->values[i] * scored->values[i];
    }
  }
  const auto n = static_cast<double>(draws.size());
  for (std::size_t i = 0; i < kImageMetrics; ++i) {
    perfect_.mean[i] = sum[i] / n;
    const double variance = n > 1 ? (squares[i] - n * perfect_.mean[i] * perfect_.mean[i]) / (n - 1) : 0;
    perfect_.deviation[i] = std::sqrt(std::max(0.0, variance));
  }
  return true;
}

std::optional<ImageMeasurer::Seen> ImageMeasurer::look(const Matrix<float>& images, const CancelFlag& cancel) {
  const int stack = data_->stack(), classes = classifier_->weights().classes;
  const Index size = data_->images()->shape.size(), n = images.cols();
  GAN_CHECK(images.rows() == size * stack, "images of another shape than the data's");
  Seen seen;
  seen.features.resize(kClassifierFeatures * stack, n);
  std::vector<Matrix<float>> probabilities(static_cast<std::size_t>(stack), Matrix<float>(classes, n));
  Matrix<float> x, features;
  for (Index begin = 0; begin < n; begin += kChunk) {
    const Index count = std::min(kChunk, n - begin);
    x.resize(size, count);
    features.resize(kClassifierFeatures, count);
    for (int channel = 0; channel < stack; ++channel) {
      take_channel(images, begin, channel, stack, data_->range(), x);
      Matrix<float>& p = probabilities[static_cast<std::size_t>(channel)];
      const MatrixView<float> part{classes > 0 ? p.data() + begin * classes : nullptr, classes, count};
      if (!classifier_->evaluate({x.data(), size, count}, view_of(features), part, cancel)) return std::nullopt;
      seen.features.block(channel * kClassifierFeatures, begin, kClassifierFeatures, count) = scale_ * features;
    }
  }
  if (classes == 0) return seen;
  seen.labels.assign(static_cast<std::size_t>(n), 0);
  double total = 1;
  for (const Matrix<float>& p : probabilities) {
    total *= classes;
    const std::vector<int> labels = most_probable_classes(p);
    for (std::size_t i = 0; i < labels.size(); ++i) seen.labels[i] = seen.labels[i] * classes + labels[i];
  }
  if (total > kMostClasses) return seen;
  seen.probabilities = std::move(probabilities.front());
  for (std::size_t channel = 1; channel < probabilities.size(); ++channel) {
    seen.probabilities = pair_probabilities(seen.probabilities, probabilities[channel]);
  }
  return seen;
}

std::optional<ImageMetrics> ImageMeasurer::measure(const Matrix<float>& images, const CancelFlag& cancel) {
  GAN_CHECK(data_ != nullptr, "an image measurer that was not prepared");
  const std::optional<Seen> seen = look(images, cancel);
  return seen ? score(*seen, cancel) : std::nullopt;
}

std::optional<ImageMetrics> ImageMeasurer::score(const Seen& seen, const CancelFlag& cancel) const {
  ImageMetrics out;
  const ClassifierWeights& weights = classifier_->weights();
  out.features = weights.classes > 0 ? FeatureKind::classifier : FeatureKind::random;
  out.classifier_hash = weights.data_hash;
  out.classifier_accuracy = weights.test_accuracy;
  if (reference_) {
    const Result<FeatureMetrics> compared = reference_->compare(seen.features, cancel);
    if (cancel.cancelled()) return std::nullopt;
    if (compared) {
      const FeatureMetrics& m = compared.value();
      out[ImageMetric::frechet_distance] = m.frechet_distance;
      out[ImageMetric::precision] = m.neighbours.precision;
      out[ImageMetric::recall] = m.neighbours.recall;
      out[ImageMetric::density] = m.neighbours.density;
      out[ImageMetric::coverage] = m.neighbours.coverage;
      out[ImageMetric::kid] = m.kernels.kid;
    }
  }
  if (seen.probabilities.size() > 0) {
    if (const Result<double> inception = inception_score(seen.probabilities)) {
      out[ImageMetric::inception_score] = inception.value();
    }
  }
  if (seen.labels.empty() || data_shares_.empty()) return out;
  const Result<ClassCoverage> classes = class_coverage(seen.labels, data_shares_);
  if (!classes) return out;
  out[ImageMetric::classes_captured] = classes.value().captured;
  out[ImageMetric::class_kl] = classes.value().kl;
  out.classes_total = classes.value().total;
  out.data_shares = data_shares_;
  for (const Index count : classes.value().counts) {
    out.class_shares.push_back(static_cast<double>(count) / static_cast<double>(seen.labels.size()));
  }
  int covered = 0;
  for (std::size_t c = 0; c < out.class_shares.size(); ++c) covered += class_covered(out, c);
  out[ImageMetric::classes_covered] = covered;
  return out;
}

}  // namespace gan
