// Divergences between a mixture of known density and samples of a generator, on a grid of cells and ONE more
// cell for everything outside it. The mixture's mass in a cell is exact (products of differences of the
// normal distribution function), also where a mode is far narrower than a cell; the generator's is the share
// of its samples.
#pragma once

#include <span>
#include <vector>

#include "core/base/matrix.h"
#include "core/data/distribution.h"

namespace gan {

// cells x cells squares of the extent, row by row from its lower left corner, and the cell of all that is
// outside.
struct DensityGrid {
  Extent extent;
  int cells = 0;
  std::vector<double> mass;  // of the mixture; cells * cells + 1 numbers, sum 1
};

DensityGrid make_density_grid(const GaussianMixture& mixture, const Extent& extent, int cells);

// The finest of the grids of 128, 64, 32 and 16 cells a side whose effective number of cells, exp of the
// entropy of the mixture's masses, is at most samples / 25 (16 if none is). C cells of equal mass give a
// perfect generator's n samples a JSD of about (C - 1) / (8 n) instead of 0: with this rule about 0.005,
// whatever the data.
DensityGrid choose_density_grid(const GaussianMixture& mixture, const Extent& extent, Index samples);

// Share of the samples (2 x n, n > 0) in each cell of the grid; a sample that is not finite is outside.
template <class Real>
std::vector<double> sample_masses(const DensityGrid& grid, const Matrix<Real>& samples);

struct Divergences {
  double jsd = 0;                // Jensen-Shannon divergence, natural logarithm: 0 to ln 2
  double kl_data_generator = 0;  // KL(p_data || p_g), 0 to ln 100: large where modes are missing
  double kl_generator_data = 0;  // KL(p_g || p_data), 0 to ln(n + 1): large where samples lie off the data
};

// p: data, q: generator, of the same cells, each with sum 1; n: the number of samples behind q. A cell that
// only one of the two reaches would make a KL infinite, so each is taken to the other distribution mixed with
// a little of itself, Lee's skew divergence (1999, "Measures of distributional similarity"):
//   KL(p || 0.99 q + 0.01 p), as he advises, for q is known from samples alone, and an empty cell proves
//   little; KL(q || (n p + q) / (n + 1)), for p is exact, but no n samples could tell a mass below 1/n from
//   none.
Divergences compare_masses(std::span<const double> p, std::span<const double> q, double n);

}  // namespace gan
