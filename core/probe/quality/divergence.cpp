#include "core/probe/quality/divergence.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr int kFinest = 128, kCoarsest = 16;

// Beyond nine deviations a normal distribution holds 2e-19: nothing that a sum to 1 in double would show.
constexpr double kReach = 9;

double upper_tail(double z) {
  return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

// One axis of one mode: the mass of each of the cells [first, first + size) and all that lies outside the
// grid.
struct Axis {
  int first = 0, size = 0;
  double outside = 0;
};

Axis cell_masses(double centre, double sigma, double low, double half, int cells, double* mass) {
  const double width = 2 * half / cells;
  const double begin = std::floor((centre - kReach * sigma - low) / width);
  const double end = std::ceil((centre + kReach * sigma - low) / width);
  Axis axis;
  axis.first = static_cast<int>(std::clamp(begin, 0.0, static_cast<double>(cells)));
  axis.size = static_cast<int>(std::clamp(end, 0.0, static_cast<double>(cells))) - axis.first;
  axis.outside = upper_tail((centre - low) / sigma) + upper_tail((low + 2 * half - centre) / sigma);
  // Differences of the smaller tail: near a centre far from the edge nothing cancels.
  double previous = (low + axis.first * width - centre) / sigma;
  for (int i = 0; i < axis.size; ++i) {
    const double next = (low + (axis.first + i + 1) * width - centre) / sigma;
    mass[i] = next <= 0 ? upper_tail(-next) - upper_tail(-previous) : upper_tail(previous) - upper_tail(next);
    previous = next;
  }
  return axis;
}

double effective_cells(const std::vector<double>& mass) {
  double entropy = 0;
  for (const double p : mass) {
    if (p > 0) entropy -= p * std::log(p);
  }
  return std::exp(entropy);
}

// The grid of half as many cells a side.
DensityGrid coarser(const DensityGrid& fine) {
  DensityGrid grid{fine.extent, fine.cells / 2, {}};
  const auto cells = static_cast<std::size_t>(grid.cells), fine_cells = static_cast<std::size_t>(fine.cells);
  grid.mass.assign(cells * cells + 1, 0.0);
  for (std::size_t row = 0; row < fine_cells; ++row) {
    for (std::size_t column = 0; column < fine_cells; ++column) {
      grid.mass[row / 2 * cells + column / 2] += fine.mass[row * fine_cells + column];
    }
  }
  grid.mass.back() = fine.mass.back();
  return grid;
}

constexpr double kSkew = 0.01;  // the share of the data in what KL(data || generator) is taken to

// a ln(a / ((1 - skew) b + skew a)), and 0 for a = 0.
double skew_term(double a, double b, double skew) {
  return a > 0 ? a * std::log(a / ((1 - skew) * b + skew * a)) : 0;
}

}  // namespace

DensityGrid make_density_grid(const GaussianMixture& mixture, const Extent& extent, int cells) {
  GAN_CHECK(cells >= 1 && extent.half > 0, "a density grid has cells of some size");
  DensityGrid grid{extent, cells, {}};
  grid.mass.assign(static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells) + 1, 0.0);
  std::vector<double> across(static_cast<std::size_t>(cells)), up(static_cast<std::size_t>(cells));
  for (Index k = 0; k < mixture.weights.size(); ++k) {
    const double w = mixture.weights[k], sigma = mixture.sigma[k];
    const Axis x = cell_masses(mixture.centres(0, k), sigma, extent.x - extent.half, extent.half, cells, across.data());
    const Axis y = cell_masses(mixture.centres(1, k), sigma, extent.y - extent.half, extent.half, cells, up.data());
    for (int row = 0; row < y.size; ++row) {
      const double share = w * up[static_cast<std::size_t>(row)];
      double* const cell = grid.mass.data() + static_cast<std::ptrdiff_t>(y.first + row) * cells + x.first;
      for (int column = 0; column < x.size; ++column) cell[column] += share * across[static_cast<std::size_t>(column)];
    }
    grid.mass.back() += w * (x.outside + y.outside - x.outside * y.outside);
  }
  return grid;
}

DensityGrid choose_density_grid(const GaussianMixture& mixture, const Extent& extent, Index samples) {
  DensityGrid grid = make_density_grid(mixture, extent, kFinest);
  while (grid.cells > kCoarsest && effective_cells(grid.mass) > static_cast<double>(samples) / 25) {
    grid = coarser(grid);
  }
  return grid;
}

template <class Real>
std::vector<double> sample_masses(const DensityGrid& grid, const Matrix<Real>& samples) {
  GAN_CHECK(samples.rows() == 2 && samples.cols() > 0, "samples of the plane are 2 x n, n > 0");
  std::vector<double> mass(grid.mass.size(), 0.0);
  const double scale = grid.cells / (2 * grid.extent.half);
  const double left = grid.extent.x - grid.extent.half, bottom = grid.extent.y - grid.extent.half;
  const auto cells = static_cast<double>(grid.cells);
  for (Index i = 0; i < samples.cols(); ++i) {
    const double x = (samples(0, i) - left) * scale, y = (samples(1, i) - bottom) * scale;
    const bool inside = x >= 0 && x < cells && y >= 0 && y < cells;
    const std::size_t cell =
        inside ? static_cast<std::size_t>(y) * static_cast<std::size_t>(grid.cells) + static_cast<std::size_t>(x)
               : mass.size() - 1;
    mass[cell] += 1;
  }
  for (double& m : mass) m /= static_cast<double>(samples.cols());
  return mass;
}

Divergences compare_masses(std::span<const double> p, std::span<const double> q, double n) {
  GAN_CHECK(p.size() == q.size() && n > 0, "divergences are of two lists of masses of one length");
  const double most = -std::log(kSkew);
  Divergences d;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (q[i] > 0) {
      d.kl_data_generator += skew_term(p[i], q[i], kSkew);
      d.kl_generator_data += skew_term(q[i], p[i], 1 / (n + 1));
      const double middle = 0.5 * (p[i] + q[i]);
      d.jsd += 0.5 * q[i] * std::log(q[i] / middle);
      if (p[i] > 0) d.jsd += 0.5 * p[i] * std::log(p[i] / middle);
    } else {
      // Most cells of narrow modes: without samples all three are multiples of p.
      d.kl_data_generator += p[i] * most;
      d.jsd += 0.5 * p[i] * std::numbers::ln2;
    }
  }
  d.jsd = std::clamp(d.jsd, 0.0, std::numbers::ln2);
  d.kl_data_generator = std::max(0.0, d.kl_data_generator);
  d.kl_generator_data = std::max(0.0, d.kl_generator_data);
  return d;
}

template std::vector<double> sample_masses(const DensityGrid&, const Matrix<float>&);
template std::vector<double> sample_masses(const DensityGrid&, const Matrix<double>&);

}  // namespace gan
