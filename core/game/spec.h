// What a game is made of. GameSpec is constant within a segment of a run (data, noise prior, both
// architectures, seed); Hyperparameters may change while it trains; Settings is both, with the changes that a scenario
// schedules. Plain values: comparable, copyable, no behaviour. Titles, ranges, formulas and accessors are in
// core/settings.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/data/motion.h"
#include "core/data/spec.h"
#include "core/game/player.h"
#include "core/nn/spec.h"

namespace gan {

// The value of one setting as a person writes it; a choice is written by its id.
using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>>;

struct GameSpec {
  DataSpec data;
  NoiseSpec noise;
  NetworkSpec generator;
  NetworkSpec discriminator;
  std::uint64_t seed = 1;

  const NetworkSpec& network(Player player) const {
    return player == Player::discriminator ? discriminator : generator;
  }
  // Both players are a few numbers, and no networks.
  bool is_numbers() const { return generator.is_numbers() && discriminator.is_numbers(); }

  bool operator==(const GameSpec&) const = default;
};

// What the steps of D that G looks ahead through are taken by.
enum class UnrollOptimiser { sgd, adam };

struct Hyperparameters {
  int rule = 0;                  // index into rule_infos(); 0 is the alternating one
  int loss = 1;                  // index into losses(); 1 is the non-saturating loss
  int k = 1;                     // discriminator steps an iteration where players take turns; 0 freezes D
  int generator_steps = 1;       // generator steps an iteration where they do; 0 freezes G
  int batch_size = 256;          // 1 to 4096
  double real_label = 1.0;       // one-sided label smoothing: the target of real samples, e.g. 0.9
  double clip = 0.0;             // weight clipping of D to [-c, c] after each of its steps; 0 is off
  double instance_noise = 0.0;   // deviation of the noise added to every input of D; 0 is off
  int instance_noise_decay = 0;  // iterations over which it falls to 0; 0: it stays
  double average_decay = 0.0;    // of the moving average of G's parameters, a G step; 0 is off
  double r1_weight = 0.0;        // gamma; 0 is off
  int r1_every = 1;              // every n-th D step
  double r2_weight = 0.0;
  int r2_every = 1;
  double gp_weight = 0.0;  // lambda of WGAN-GP
  int gp_every = 1;
  double dragan_weight = 0.0;  // lambda of DRAGAN
  int dragan_every = 1;
  // Of single rules of training.
  double consensus_weight = 1.0;   // gamma
  double symplectic_weight = 1.0;  // lambda, without its sign
  int unroll_steps = 5;            // K; 0 is the simultaneous rule
  UnrollOptimiser unroll_optimiser = UnrollOptimiser::sgd;
  double negative_momentum = -0.5;      // beta
  int lookahead_every = 5;              // n, in iterations
  double lookahead_step = 0.5;          // alpha
  double competitive_tolerance = 1e-3;  // of the residual, over the gradients
  int competitive_iterations = 10;      // of conjugate gradients, at most
  // Of data that change while it trains: points of the plane, and of the last a mixture.
  double data_turn = 0;                       // degrees an iteration about the origin, counterclockwise
  double data_drift_x = 0, data_drift_y = 0;  // data units an iteration
  ModeSet hidden_modes;                       // left out of p_data for now
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
