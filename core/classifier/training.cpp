// The training of the classifier: Adam with a cosine decay of its rate (Loshchilov and Hutter 2017, arXiv 1608.03983)
// on images that are moved by up to a pixel.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "core/base/random.h"
#include "core/classifier/classifier.h"
#include "core/classifier/cross_entropy.h"
#include "core/nn/initialisation.h"
#include "core/nn/optimiser.h"

namespace gan {
namespace {

constexpr double kRate = 2e-3;
constexpr std::int64_t kEpochs = 8, kFewestSteps = 800, kMostSteps = 4000;
constexpr std::uint64_t kSeed = 1;  // part of what a version means
constexpr std::int64_t kReportEvery = 50;

// Three numbers an image: which one, and where it is moved.
constexpr std::size_t kWords = 3;

// The image moved by (dx, dy) pixels; its edge is repeated.
void moved_image(const ImageSet& images, Index image, Index dx, Index dy, float* out) {
  const SampleShape& s = images.shape;
  const std::uint8_t* const from = images.image(image);
  for (Index y = 0; y < s.height; ++y) {
    const Index source_y = std::clamp<Index>(y + dy, 0, s.height - 1);
    for (Index x = 0; x < s.width; ++x, out += s.channels) {
      const Index source_x = std::clamp<Index>(x + dx, 0, s.width - 1);
      bytes_to_floats(from + (source_y * s.width + source_x) * s.channels, s.channels, PixelRange::symmetric, out);
    }
  }
}

void draw_batch(const ImageSet& images, std::int64_t step, MatrixView<float> x, std::vector<std::uint32_t>& words,
                std::vector<std::uint16_t>& labels) {
  fill_bits({kSeed, Stream::classifier, static_cast<std::uint64_t>(step) + 1, 0}, words.data(), words.size());
  for (Index i = 0; i < x.cols; ++i) {
    const std::uint32_t* const word = words.data() + kWords * static_cast<std::size_t>(i);
    const auto image = static_cast<Index>((std::uint64_t{word[0]} * static_cast<std::uint64_t>(images.count())) >> 32);
    const auto offset = [](std::uint32_t w) { return static_cast<Index>((std::uint64_t{w} * 3) >> 32) - 1; };
    moved_image(images, image, offset(word[1]), offset(word[2]), x.data + i * x.rows);
    labels[static_cast<std::size_t>(i)] = images.labels[static_cast<std::size_t>(image)];
  }
}

Outcome check_trainable(const ImageSet& images) {
  if (images.labels.empty()) return Error{"a classifier needs labels, and " + images.title + " has none"};
  if (images.classes < 2) return Error{"a classifier needs at least two classes, and " + images.title + " has one"};
  if (images.shape.height < kSmallestImage || images.shape.width < kSmallestImage) {
    return Error{"a classifier needs images of at least " + std::to_string(kSmallestImage) + " pixels"};
  }
  return {};
}

void initialise(const NetworkLayout& layout, PlayerState<float>& player) {
  initialise_player(NetworkSpec{}, layout, {kSeed, Stream::classifier, 0, 0}, player);
}

}  // namespace

std::shared_ptr<const ClassifierWeights> random_features(SampleShape shape) {
  auto weights = std::make_shared<ClassifierWeights>();
  weights->shape = shape;
  weights->test_accuracy = std::numeric_limits<double>::quiet_NaN();
  PlayerState<float> player;
  initialise(classifier_layout(shape, 0), player);
  weights->parameters = std::move(player.parameters);
  return weights;
}

Result<std::shared_ptr<const ClassifierWeights>> train_classifier(const ImageSet& images,
                                                                  const ClassifierTraining& training,
                                                                  const CancelFlag& cancel) {
  if (Outcome checked = check_trainable(images); !checked) return checked.error();
  auto weights = std::make_shared<ClassifierWeights>();
  weights->shape = images.shape;
  weights->classes = images.classes;
  weights->data_hash = images.hash;
  const NetworkLayout layout = classifier_layout(images.shape, images.classes);
  PlayerState<float> player;
  initialise(layout, player);
  AlignedBlock<float> gradient(player.parameters.size());
  NetworkParameters<MatrixView<float>> parameters, gradients;
  bind_views(layout, player.parameters.data(), parameters);
  bind_views(layout, gradient.data(), gradients);
  ThreadPool pool(std::max(1, training.threads));
  Workspace ws;
  ws.use_threads(&pool);
  Tape<MatrixView<float>> tape;
  const std::int64_t steps = training.steps > 0
                                 ? training.steps
                                 : std::clamp(kEpochs * images.count() / training.batch, kFewestSteps, kMostSteps);
  OptimiserSettings adam;
  adam.beta1 = 0.9;
  const auto batch = static_cast<std::size_t>(training.batch);
  std::vector<std::uint32_t> words(kWords * batch);
  std::vector<std::uint16_t> labels(batch);
  double loss = 0;
  for (std::int64_t step = 0; step < steps; ++step) {
    if (cancel.cancelled()) return Error{"the training of the classifier was cancelled"};
    Workspace::Scope scope(ws);
    const auto x = ws.matrix<float>(images.shape.size(), training.batch);
    draw_batch(images, step, x, words, labels);
    tape.reset(layout.layers.size());
    gradient.fill(0);
    network_forward(ws, layout, parameters, x, Mode::training, static_cast<float*>(nullptr), false, tape);
    const MatrixView<float> logits = tape.output();
    loss += static_cast<double>(softmax_cross_entropy(logits, std::span<const std::uint16_t>(labels)));
    network_backward(ws, layout, parameters, logits, Mode::training, tape, &gradients, false);
    const double share = static_cast<double>(step) / static_cast<double>(steps);
    adam.learning_rate = kRate * 0.5 * (1 + std::cos(std::numbers::pi * share));
    optimiser_step(adam, gradient.data(), player);
    if ((step + 1) % kReportEvery != 0 && step + 1 != steps) continue;
    if (!std::isfinite(loss)) return Error{"the training of the classifier diverged"};
    if (training.progress) {
      training.progress(static_cast<double>(step + 1) / static_cast<double>(steps),
                        loss / static_cast<double>(step % kReportEvery + 1));
    }
    loss = 0;
  }
  weights->parameters = std::move(player.parameters);
  weights->steps = steps;
  weights->test_accuracy = std::numeric_limits<double>::quiet_NaN();
  note_test(images, *weights);
  if (images.held_out) weights->test_accuracy = Classifier(weights).accuracy(*images.held_out, cancel);
  // The accuracy would be of some of the images.
  if (cancel.cancelled()) return Error{"the training of the classifier was cancelled"};
  return std::shared_ptr<const ClassifierWeights>(std::move(weights));
}

}  // namespace gan
