// How much of a clipped critic lies against its walls.
#pragma once

#include <array>

#include "core/run/snapshot.h"

namespace gan {

// A parameter lies at the bound c when its size is at least this share of c. A step of RMSProp or Adam moves a
// parameter by about the learning rate, often 1 % of c: those that are pressed against the wall stand a few steps
// inside it at any moment, and equality would miss them.
inline constexpr double kNearClip = 0.9;

// The share of the discriminator's trainable parameters that lie at -c or c, where c is the clipping bound in
// force; 0 without clipping. Spread evenly over [-c, c] they would give 1 - kNearClip.
double share_near_clip(const Snapshot& snapshot);

// The trainable parameters of a clipped discriminator in equal cells of [-c, c], as shares of all; empty without
// clipping.
struct WeightHistogram {
  static constexpr int kCells = 40;
  std::array<float, kCells> share{};
  float largest = 0;    // of the shares
  double bound = 0;     // c; 0: D is not clipped
  double at_bound = 0;  // share_near_clip
};
WeightHistogram weight_histogram(const Snapshot& snapshot);

}  // namespace gan
