// What a game is made of. GameSpec is constant between resets (data, noise prior, both architectures, seed);
// Hyperparameters may change while it trains; Settings is both, with the changes that a scenario schedules.
// Plain values: comparable, copyable, no behaviour. Titles, ranges, formulas and accessors are in fields.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/base/matrix.h"

namespace gan {

// The value of one field as a person writes it; a choice is written by its id.
using Value =
    std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>>;

enum class Activation { relu, leaky_relu, tanh, elu, silu, softplus };
enum class Normalisation { none, layer, batch };
enum class Initialisation { he, glorot, orthogonal, normal };
enum class OutputActivation { linear, tanh };
enum class NoiseKind { normal, uniform };
enum class OptimiserKind { sgd, momentum, nesterov, rmsprop, adam };

// The data distribution: an index into distributions() and the parameters that the distributions share; each one
// uses those that its table entry names. Lengths are in data units, angles in degrees.
struct DataSpec {
  int kind = 0;
  int modes = 8;                // ring, random, unequal
  int rows = 5;                 // grid is rows x rows; checkerboard has rows x rows cells
  double radius = 2.0;          // ring, circle, ...: the overall size
  double spacing = 2.0;         // grid: distance of neighbouring centres
  double sigma = 0.02;          // standard deviation of one Gaussian, or of the noise on a curve
  double phase = 0.0;           // ring: angle of the first mode
  double turns = 1.5;           // swiss roll, pinwheel
  std::vector<double> weights;  // of the modes; empty: equal
  std::string file;             // CSV: where the points came from
  std::shared_ptr<const Matrix<float>> points;  // CSV: 2 x n, read by the io layer

  bool operator==(const DataSpec&) const;  // compares points by content
};

struct NoiseSpec {
  NoiseKind kind = NoiseKind::normal;  // N(0, I) or U(-1, 1) a component
  int dimension = 2;                   // 1 to 256

  bool operator==(const NoiseSpec&) const = default;
};

struct NetworkSpec {
  std::vector<std::int64_t> hidden = {64, 64};  // 0 to 8 layers of 1 to 1024 units
  Activation activation = Activation::leaky_relu;
  double leaky_slope = 0.2;
  Normalisation normalisation = Normalisation::none;  // after each hidden linear layer
  Initialisation initialisation = Initialisation::he;
  double initial_scale = 1.0;  // gain of he, glorot, orthogonal; the deviation itself for normal
  OutputActivation output = OutputActivation::linear;  // tanh: for a generator only

  bool operator==(const NetworkSpec&) const = default;
};

struct GameSpec {
  DataSpec data;
  NoiseSpec noise;
  NetworkSpec generator;
  NetworkSpec discriminator;
  std::uint64_t seed = 1;

  bool operator==(const GameSpec&) const = default;
};

struct OptimiserSettings {
  OptimiserKind kind = OptimiserKind::adam;
  double learning_rate = 1e-3;
  double momentum = 0.9;   // momentum, nesterov
  double beta1 = 0.5;      // adam
  double beta2 = 0.999;    // adam
  double decay = 0.99;     // rmsprop's alpha
  double epsilon = 1e-8;   // adam, rmsprop

  bool operator==(const OptimiserSettings&) const = default;
};

struct Hyperparameters {
  int loss = 1;                 // index into losses(); 1 is the non-saturating loss
  int k = 1;                    // discriminator steps an iteration; 0 freezes D
  int generator_steps = 1;      // generator steps an iteration; 0 freezes G
  int batch_size = 256;         // 1 to 4096
  double real_label = 1.0;      // one-sided label smoothing: the target of real samples, e.g. 0.9
  double clip = 0.0;            // weight clipping of D to [-c, c] after each of its steps; 0 is off
  double instance_noise = 0.0;  // deviation of the noise added to every input of D; 0 is off
  double r1_weight = 0.0;       // gamma; 0 is off
  int r1_every = 1;             // every n-th D step
  double r2_weight = 0.0;
  int r2_every = 1;
  double gp_weight = 0.0;       // lambda of WGAN-GP
  int gp_every = 1;
  OptimiserSettings discriminator;
  OptimiserSettings generator;

  bool operator==(const Hyperparameters&) const = default;
};

// A change that a scenario makes by itself, before the given step.
struct ScheduledChange {
  std::int64_t step = 0;
  std::string key;
  Value value;

  bool operator==(const ScheduledChange&) const = default;
};

struct Settings {
  GameSpec spec;
  Hyperparameters hyperparameters;
  std::vector<ScheduledChange> schedule;  // ordered by step

  bool operator==(const Settings&) const = default;
};

}  // namespace gan
