#include "bench/configurations.h"

namespace gan::bench {
namespace {

// Multiply-adds of one sample's forward pass, and of its backward pass to the input of every layer but the
// first.
struct Cost {
  double forward = 0, first = 0;
};

Cost cost(const NetworkSpec& spec, Index inputs, Index outputs) {
  Cost c;
  for (const Layer& layer : make_layout(spec, inputs, outputs).layers) {
    if (layer.kind != LayerKind::linear) continue;
    const double products = static_cast<double>(layer.inputs * layer.outputs);
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

}  // namespace

double useful_flop(const Settings& s) {
  const Cost g = cost(s.spec.generator, s.spec.noise.dimension, 2), d = cost(s.spec.discriminator, 2, 1);
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
  return all;
}

}  // namespace gan::bench
