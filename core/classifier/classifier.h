// A small convolutional classifier of labelled images, after LeNet-5 (LeCun et al. 1998, "Gradient-based learning
// applied to document recognition"): two strided convolutions, a hidden layer whose values serve as features, and the
// classes. Its features and predictions are what generated images are measured by. Trained once a data set; the same
// set gives the same weights, bit for bit.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>

#include "core/base/cancel_flag.h"
#include "core/base/result.h"
#include "core/data/image_set.h"
#include "core/nn/network.h"

namespace gan {

inline constexpr Index kClassifierFeatures = 128;
// Changes when the network or its training does: weights of another version are not comparable.
inline constexpr int kClassifierVersion = 1;

struct ClassifierWeights {
  SampleShape shape = {1, 1, 1};
  int classes = 0;              // 0: random weights, features only
  std::uint64_t data_hash = 0;  // of the images that it was trained on
  double test_accuracy = 0;     // on images that it was not trained on; NaN where there are none
  // Of those images, which follow from the data: how many, and the share of the most frequent class among them, which
  // is what always guessing that class scores. NaN: not known.
  Index tested = 0;
  double chance = std::numeric_limits<double>::quiet_NaN();
  std::int64_t steps = 0;  // of its training
  AlignedBlock<float> parameters;
};

// With no classes the features are the outputs.
NetworkLayout classifier_layout(SampleShape shape, int classes);

// Fills tested and chance from the labels of the images that are held out.
void note_test(const ImageSet& images, ClassifierWeights& weights);

// What a classifier has to exceed to be of use: guessing, and beyond it a tenth of what guessing leaves, or two
// standard deviations of what guessing scores on so many images, whichever is more.
double least_useful_accuracy(double chance, Index tested);
// "" for one that can be used, and for random features. Otherwise why it is not, as the rest of a sentence that names
// it: "is right for 10.4% of 500 held-out images, where guessing is for 10.2%".
std::string why_useless(const ClassifierWeights& weights);

// For images without labels: the same network with the weights that it would begin its training with, whose features
// tell sets of images apart as well (Naeem et al. 2020, "Reliable Fidelity and Diversity Metrics for Generative
// Models"). Always the same ones.
std::shared_ptr<const ClassifierWeights> random_features(SampleShape shape);

struct ClassifierTraining {
  std::int64_t steps = 0;  // 0: a number that follows from the size of the set
  int batch = 128;
  int threads = 1;
  // Share done, 0 to 1, and the mean loss since the last call; on the calling thread.
  std::function<void(double, double)> progress;
};

// A sentence: no labels, fewer than two classes, images smaller than 8 pixels, a loss that is not finite, cancelled.
Result<std::shared_ptr<const ClassifierWeights>> train_classifier(const ImageSet& images,
                                                                  const ClassifierTraining& training,
                                                                  const CancelFlag& cancel = {});

// Owns its workspace: one a thread.
class Classifier {
 public:
  explicit Classifier(std::shared_ptr<const ClassifierWeights> weights);

  const ClassifierWeights& weights() const { return *weights_; }
  // x: pixels of so many images in [-1, 1]; features: kClassifierFeatures x n, probabilities: classes x n; either may
  // be null, and the second is for random weights. False when cancelled.
  bool evaluate(MatrixView<const float> x, MatrixView<float> features, MatrixView<float> probabilities,
                const CancelFlag& cancel = {});
  // The share of images whose most probable class is their label; NaN without labels. Cancelled: of those so far.
  double accuracy(const ImageSet& images, const CancelFlag& cancel = {});

 private:
  std::shared_ptr<const ClassifierWeights> weights_;
  NetworkLayout layout_;
  Workspace workspace_;
  NetworkParameters<MatrixView<float>> parameters_;
  Tape<MatrixView<float>> tape_;
};

}  // namespace gan
