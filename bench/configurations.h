// The training configurations whose speed is a bar: S, M, L, S+R1 and T of points, S+U5 under the unrolled rule with
// five steps and S+CO under consensus, whose arithmetic is not counted; I-MLP and I-CONV of images, with and without
// R1, on one thread and on two; with the arithmetic that each iteration needs.
#pragma once

#include <string>
#include <vector>

#include "core/game/spec.h"
#include "core/nn/layout.h"

namespace gan::bench {

struct Configuration {
  std::string name;
  Settings settings;
  int threads = 1;
};

// Multiply-adds that the mathematics needs once, in one iteration, times two: G forward without gradient for
// D's fakes; D forward on real and fake, backward to its parameters; G forward, D forward, D backward to its
// input only, G backward. R1 adds, on the real batch, a backward pass to the input, a tangent forward pass
// and a tangent backward pass with two products a weight, one of which the loss's own gradient shares.
double useful_flop(const Settings& settings);

std::vector<Configuration> configurations();

}  // namespace gan::bench
