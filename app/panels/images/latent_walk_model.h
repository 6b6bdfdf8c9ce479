// The pure half of the latent walk: a plane of noise vectors through three chosen ones, or along two components of
// one, the noise at a place of it, and a tour through its corners. Places are (u, v) in [0, 1]².
#pragma once

#include <span>
#include <vector>

#include "core/data/spec.h"

namespace gan {

struct WalkPlace {
  double u = 0.5, v = 0.5;
  bool operator==(const WalkPlace&) const = default;
};

struct WalkPlane {
  NoiseSpec noise;
  std::vector<float> a, b, c;  // at (0, 0), (1, 0) and (0, 1); d numbers each
  bool axes = false;           // instead of that: a with components `first` and `second` moved over the prior
  int first = 0, second = 1;   // different where d > 1

  // z there. Between the corners: a weighted sum, which for a normal prior of three or more components is brought to
  // the weighted length of the corners, so that it stays where the prior's mass is (White 2016, arXiv 1609.04468: the
  // sum alone runs through the middle, where hardly any noise lies); for a uniform one it is kept in its cube.
  void noise_at(const WalkPlace& place, std::span<float> out) const;
  // All of an n x n map of the plane, corners included, upper row first (v = 1): n² vectors.
  std::vector<float> map(int n) const;
  // Where the tour is, `turn` in [0, 1): along the edges a, b, c, a at equal angles (Shoemake's slerp), or round the
  // middle of two axes.
  WalkPlace tour(double turn) const;
};

// A square map of `side` x `side` images in at most `room` pixels: cells of whole pixels, and of a whole number of
// pixels a texel where they are larger than the images.
struct WalkMap {
  int side = 3;
  int cell = 1;  // pixels
};
// The largest such map of 3 to 7 images a side, more than 3 only where they are not made smaller than they are; of
// equally large ones the finest.
WalkMap make_walk_map(double room, int texels);

}  // namespace gan
