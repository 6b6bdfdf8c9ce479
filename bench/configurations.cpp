#include "bench/configurations.h"

#include "core/base/random.h"
#include "core/data/distribution.h"
#include "core/data/image_set.h"
#include "core/game/rules/rule_list.h"

namespace gan::bench {
namespace {

// Multiply-adds of one sample's forward pass, and of its backward pass to the input of every layer but the
// first.
struct Cost {
  double forward = 0, first = 0;
};

Cost cost(const NetworkSpec& spec, SampleShape inputs, SampleShape outputs) {
  Cost c;
  for (const Layer& layer : make_layout(spec, inputs, outputs).layers) {
    const bool convolves = layer.kind == LayerKind::convolution || layer.kind == LayerKind::transposed_convolution;
    if (layer.kind != LayerKind::linear && !convolves) continue;
    // A kernel's weights are used at every pixel of the convolution's smaller side.
    const double pixels = convolves ? static_cast<double>(layer.shape.out_pixels()) : 1;
    const double products = static_cast<double>(layer.weight_rows * layer.weight_cols) * pixels;
    if (c.forward == 0) c.first = products;
    c.forward += products;
  }
  return c;
}

Settings settings(int noise, std::int64_t width, int batch) {
  Settings s;
  s.spec.noise.dimension = noise;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {width, width};
  s.hyperparameters.batch_size = batch;
  return s;
}

// Images of noise: the arithmetic does not depend on what they show.
std::shared_ptr<const ImageSet> noise_images() {
  static const std::shared_ptr<const ImageSet> made = [] {
    constexpr std::size_t kCount = 1000;
    ImageSet set;
    set.shape = {28, 28, 1};
    set.title = "noise";
    std::vector<float> uniform(kCount * 28 * 28);
    fill_uniform({1, Stream::view_noise, 0, 0}, uniform.data(), uniform.size(), 0, 255);
    set.pixels.assign(uniform.begin(), uniform.end());
    return seal_images(std::move(set));
  }();
  return made;
}

// 28 x 28 grey images, 64 numbers of noise; as multilayer perceptrons or with strided convolutions of 4 x 4 kernels.
Settings images(bool convolutional, double r1_weight) {
  Settings s;
  s.spec.data.kind = find_distribution("images");
  s.spec.data.images = noise_images();
  s.spec.noise.dimension = 64;
  s.spec.generator.output = OutputActivation::tanh;
  s.spec.generator.hidden = {256, 512};
  s.spec.discriminator.hidden = {512, 256};
  s.hyperparameters.batch_size = convolutional ? 64 : 128;
  s.hyperparameters.r1_weight = r1_weight;
  if (convolutional) {
    s.spec.generator.architecture = s.spec.discriminator.architecture = Architecture::convolutional;
    s.spec.generator.channels = s.spec.discriminator.channels = 32;
  }
  return s;
}

}  // namespace

double useful_flop(const Settings& s) {
  const SampleShape sample = sample_shape(s.spec.data);
  const Cost g = cost(s.spec.generator, s.spec.noise.dimension, sample), d = cost(s.spec.discriminator, sample, 1);
  const Hyperparameters& h = s.hyperparameters;
  // Forward, weight gradients, adjoints of all inputs but the first.
  const double g_train = 3 * g.forward - g.first, d_train = 3 * d.forward - d.first;
  double d_step = g.forward + 2 * d_train;
  if (h.r1_weight > 0) {
    // The loss's backward pass is the first pass of the penalty, down to the input; then tangents: forward,
    // adjoints of all inputs but the first, and one more product a weight.
    d_step += d.first + d.forward + (d.forward - d.first) + d.forward;
  }
  const double g_step = g_train + 2 * d.forward;
  return 2.0 * h.batch_size * (h.k * d_step + h.generator_steps * g_step);
}

std::vector<Configuration> configurations() {
  std::vector<Configuration> all{{"S", settings(2, 64, 256)},
                                 {"M", settings(16, 128, 256)},
                                 {"L", settings(256, 128, 512)},
                                 {"S+R1", settings(2, 64, 256)},
                                 {"T", settings(2, 8, 150)}};
  all[3].settings.hyperparameters.r1_weight = 1;
  Settings& t = all[4].settings;
  t.spec.generator.activation = t.spec.discriminator.activation = Activation::relu;
  t.hyperparameters.k = 2;
  t.hyperparameters.discriminator.kind = t.hyperparameters.generator.kind = OptimiserKind::sgd;
  t.hyperparameters.discriminator.learning_rate = 0.1;
  t.hyperparameters.generator.learning_rate = 0.03;
  Configuration unrolled{"S+U5", settings(2, 64, 256)}, consensus{"S+CO", settings(2, 64, 256)};
  unrolled.settings.hyperparameters.rule = find_rule("unrolled");
  unrolled.settings.hyperparameters.unroll_steps = 5;
  consensus.settings.hyperparameters.rule = find_rule("consensus");
  consensus.settings.hyperparameters.consensus_weight = 0.1;
  all.push_back(unrolled);
  all.push_back(consensus);
  for (const int threads : {1, 2}) {
    const std::string on = threads == 1 ? "" : "/" + std::to_string(threads);
    all.push_back({"I-MLP" + on, images(false, 0), threads});
    all.push_back({"I-MLP+R1" + on, images(false, 1), threads});
    all.push_back({"I-CONV" + on, images(true, 0), threads});
    all.push_back({"I-CONV+R1" + on, images(true, 1), threads});
  }
  return all;
}

}  // namespace gan::bench
