#include "core/classifier/classifier.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/base/check.h"
#include "core/classifier/cross_entropy.h"
#include "core/metrics/classes.h"
#include "core/nn/layout_builder.h"

namespace gan {
namespace {

constexpr Index kChunk = 64;  // images evaluated at a time

}  // namespace

NetworkLayout classifier_layout(SampleShape shape, int classes) {
  constexpr ActivationFunction kRelu{Activation::relu, 0};
  NetworkLayout layout;
  layout.inputs = shape.size();
  layout.outputs = classes > 0 ? classes : kClassifierFeatures;
  LayoutBuilder build(layout, false);
  const ConvolutionShape first{shape.height, shape.width, shape.channels, 32, 4, 2, 1};
  const ConvolutionShape second{first.out_height(), first.out_width(), first.filters, 64, 4, 2, 1};
  build.convolution(first);
  build.activation(first.out_size(), kRelu);
  build.convolution(second);
  build.activation(second.out_size(), kRelu);
  build.linear(second.out_size(), kClassifierFeatures, second.filters);
  build.activation(kClassifierFeatures, kRelu);
  if (classes > 0) build.linear(kClassifierFeatures, classes);
  return layout;
}

void note_test(const ImageSet& images, ClassifierWeights& weights) {
  weights.tested = 0;
  weights.chance = std::numeric_limits<double>::quiet_NaN();
  if (!images.held_out || images.held_out->labels.empty()) return;
  const ImageSet& held_out = *images.held_out;
  std::vector<Index> counts(static_cast<std::size_t>(held_out.classes), 0);
  for (const std::uint16_t label : held_out.labels) ++counts[label];
  weights.tested = held_out.count();
  weights.chance =
      static_cast<double>(*std::max_element(counts.begin(), counts.end())) / static_cast<double>(weights.tested);
}

double least_useful_accuracy(double chance, Index tested) {
  constexpr double kShareOfTheRest = 0.1, kDeviations = 2;
  const double deviation = std::sqrt(chance * (1 - chance) / static_cast<double>(tested));
  return chance + std::max(kShareOfTheRest * (1 - chance), kDeviations * deviation);
}

std::string why_useless(const ClassifierWeights& weights) {
  if (weights.classes == 0) return "";
  if (weights.tested == 0 || !std::isfinite(weights.test_accuracy)) {
    return "cannot be tested: no images with labels are held out";
  }
  if (weights.test_accuracy > least_useful_accuracy(weights.chance, weights.tested)) return "";
  char text[160];
  std::snprintf(text, sizeof text, "is right for %.1f%% of %lld held-out images, where guessing is for %.1f%%",
                100 * weights.test_accuracy, static_cast<long long>(weights.tested), 100 * weights.chance);
  return text;
}

Classifier::Classifier(std::shared_ptr<const ClassifierWeights> weights)
    : weights_(std::move(weights)), layout_(classifier_layout(weights_->shape, weights_->classes)) {
  GAN_CHECK(static_cast<Index>(weights_->parameters.size()) == layout_.parameter_size, "weights of another classifier");
  // Only read.
  bind_views(layout_, const_cast<float*>(weights_->parameters.data()), parameters_);
}

bool Classifier::evaluate(MatrixView<const float> x, MatrixView<float> features, MatrixView<float> probabilities,
                          const CancelFlag& cancel) {
  GAN_CHECK(!probabilities.data || weights_->classes > 0, "random features know no classes");
  for (Index begin = 0; begin < x.cols; begin += kChunk) {
    if (cancel.cancelled()) return false;
    const Index count = std::min(kChunk, x.cols - begin);
    Workspace::Scope scope(workspace_);
    tape_.reset(layout_.layers.size());
    const MatrixView<float> part{const_cast<float*>(x.data) + begin * x.rows, x.rows, count};
    network_forward(workspace_, layout_, parameters_, part, Mode::evaluation, static_cast<float*>(nullptr), false,
                    tape_);
    if (features.data) {
      // What the layer of the classes reads.
      const LayerTape<MatrixView<float>>& last = tape_.layers.back();
      const MatrixView<float>& hidden = weights_->classes > 0 ? last.input : last.output;
      std::copy(hidden.data, hidden.data + hidden.size(), features.data + begin * features.rows);
    }
    if (probabilities.data) {
      const MatrixView<float> out{probabilities.data + begin * probabilities.rows, probabilities.rows, count};
      out.map() = tape_.output().map();
      softmax_columns(out);
    }
  }
  return true;
}

double Classifier::accuracy(const ImageSet& images, const CancelFlag& cancel) {
  if (images.labels.empty()) return std::numeric_limits<double>::quiet_NaN();
  Matrix<float> x(images.shape.size(), kChunk), probabilities(weights_->classes, kChunk);
  Index right = 0, seen = 0;
  for (Index begin = 0; begin < images.count() && !cancel.cancelled(); begin += kChunk) {
    const Index count = std::min(kChunk, images.count() - begin);
    bytes_to_floats(images.image(begin), count * images.shape.size(), PixelRange::symmetric, x.data());
    evaluate({x.data(), x.rows(), count}, {}, {probabilities.data(), probabilities.rows(), count});
    const std::vector<int> classes = most_probable_classes<float>(probabilities.leftCols(count));
    for (Index i = 0; i < count; ++i) {
      right += classes[static_cast<std::size_t>(i)] == images.labels[static_cast<std::size_t>(begin + i)];
    }
    seen += count;
  }
  return seen > 0 ? static_cast<double>(right) / static_cast<double>(seen) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace gan
