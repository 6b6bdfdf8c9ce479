// What a network and an optimiser are made of: plain values, comparable, without behaviour. Titles and ranges of their
// members are in core/settings.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ad/activation.h"
#include "core/base/sample_shape.h"

namespace gan {

enum class Normalisation { none, layer, batch };
enum class Initialisation { he, glorot, orthogonal, normal };
enum class OutputActivation { linear, tanh, sigmoid };
// The last two are the players of games small enough to be drawn whole, for points: G(z) = θ whatever z is, and
// D(x) = ψ·x without a bias (the Dirac-GAN: Mescheder et al. 2018, 1801.04406).
enum class Architecture { mlp, convolutional, residual, point, linear };
enum class Upsampling { transposed, nearest };
enum class OptimiserKind { sgd, momentum, nesterov, rmsprop, adam };

struct NetworkSpec {
  Architecture architecture = Architecture::mlp;
  std::vector<std::int64_t> hidden = {64, 64};     // of an MLP: 0 to 8 layers of 1 to 1024 units
  int channels = 32;                               // of the feature maps next to the image; doubled at each halving
  Upsampling upsampling = Upsampling::transposed;  // of a convolutional generator
  Activation activation = Activation::leaky_relu;
  double leaky_slope = 0.2;
  Normalisation normalisation = Normalisation::none;  // after each hidden layer
  bool spectral_norm = false;                         // of every weight matrix
  Initialisation initialisation = Initialisation::he;
  double initial_scale = 1.0;  // gain of he, glorot, orthogonal; the deviation itself for normal
  OutputActivation output = OutputActivation::linear;  // tanh, sigmoid: for a generator only
  // Of a discriminator: what it sees besides the numbers of one sample.
  int fourier_octaves = 0;         // of sines and cosines beside each coordinate; 0: none. Of points, for an MLP
  double fourier_frequency = 0.1;  // periods of the slowest in a data unit
  int packing = 1;                 // samples that it sees at once, 1 to 8 (PacGAN)
  int deviation_group = 0;         // samples whose spread it sees beside them (minibatch standard deviation); 0: none
  std::vector<double> start;       // of point and linear: their first numbers, one a coordinate; empty: 1 each

  // A few numbers, and no network.
  bool is_numbers() const { return architecture == Architecture::point || architecture == Architecture::linear; }

  bool operator==(const NetworkSpec&) const = default;
};

// How a learning rate falls over the iterations.
enum class RateScheduleKind { constant, cosine, step, linear };

struct RateSchedule {
  RateScheduleKind kind = RateScheduleKind::constant;
  int length = 20000;   // iterations until it has fallen
  double floor = 0.05;  // what is left then, as a share of the rate
  double hold = 0.6;    // the share of them that is at the full rate first

  bool operator==(const RateSchedule&) const = default;
};

struct OptimiserSettings {
  OptimiserKind kind = OptimiserKind::adam;
  double learning_rate = 1e-3;
  double momentum = 0.9;       // momentum, nesterov
  double beta1 = 0.5;          // adam
  double beta2 = 0.999;        // adam
  double decay = 0.99;         // rmsprop's alpha
  double epsilon = 1e-8;       // adam, rmsprop
  double gradient_clip = 0.0;  // the most that the gradient's norm may be; 0 is off
  double weight_decay = 0.0;   // lambda, decoupled from the gradient; 0 is off
  RateSchedule schedule = {};  // of the learning rate, which acting_at (core/game/acting.h) heeds

  bool operator==(const OptimiserSettings&) const = default;
};

}  // namespace gan
