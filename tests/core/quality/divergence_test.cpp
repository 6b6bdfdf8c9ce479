#include "core/probe/quality/divergence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

namespace gan {
namespace {

std::shared_ptr<const DataSource> data(const char* id, double sigma) {
  DataSpec spec;
  spec.kind = find_distribution(id);
  spec.sigma = sigma;
  return make_data_source(spec, 1).value();
}

// The same mixture with its first `kept` modes only, at equal weight.
GaussianMixture first_modes(const GaussianMixture& m, Index kept) {
  GaussianMixture part;
  part.centres = m.centres.leftCols(kept);
  part.weights = Vector<double>::Constant(kept, 1.0 / static_cast<double>(kept));
  part.sigma = m.sigma.head(kept);
  return part;
}

GaussianMixture gaussian(double x, double y, double sigma) {
  GaussianMixture m;
  m.centres = Matrix<double>(2, 1);
  m.centres << x, y;
  m.weights = Vector<double>::Ones(1);
  m.sigma = Vector<double>::Constant(1, sigma);
  return m;
}

double total(const std::vector<double>& mass) {
  return std::accumulate(mass.begin(), mass.end(), 0.0);
}

TEST(DensityGrid, MassesAreThoseOfTheNormalDistribution) {
  const DensityGrid grid = make_density_grid(gaussian(0, 0, 1), {0, 0, 2}, 4);
  // Interval masses of N(0, 1): [-2, -1] 0.135905122, [-1, 0] 0.341344746.
  const double side = 0.135905121983278, middle = 0.341344746068543;
  EXPECT_NEAR(grid.mass[0], side * side, 1e-14);
  EXPECT_NEAR(grid.mass[1], side * middle, 1e-14);
  EXPECT_NEAR(grid.mass[5], middle * middle, 1e-14);
  EXPECT_NEAR(grid.mass[10], middle * middle, 1e-14);
  EXPECT_NEAR(grid.mass[16], 1 - std::pow(2 * (side + middle), 2), 1e-14);
  EXPECT_NEAR(total(grid.mass), 1, 1e-14);
}

TEST(DensityGrid, ModesFarNarrowerThanACellCountWhole) {
  const auto mass = [](double x, double y) { return make_density_grid(gaussian(x, y, 1e-6), {0, 0, 1}, 4).mass; };
  EXPECT_DOUBLE_EQ(mass(0.25, -0.25)[4 * 1 + 2], 1);
  // On a corner of four cells, and at the corner of the grid.
  for (const int cell : {5, 6, 9, 10}) EXPECT_DOUBLE_EQ(mass(0, 0)[static_cast<std::size_t>(cell)], 0.25);
  EXPECT_DOUBLE_EQ(mass(1, 1)[15], 0.25);
  EXPECT_DOUBLE_EQ(mass(1, 1)[16], 0.75);
  EXPECT_DOUBLE_EQ(mass(3, 0)[16], 1);
}

TEST(DensityGrid, EveryMixtureSumsToOne) {
  for (const char* id : {"ring", "grid", "random", "two", "three", "unequal"}) {
    for (const double sigma : {1e-4, 0.02, 0.3, 3.0}) {
      const auto source = data(id, sigma);
      EXPECT_NEAR(total(make_density_grid(*source->mixture(), source->extent(), 50).mass), 1, 1e-12);
      const DensityGrid chosen = choose_density_grid(*source->mixture(), source->extent(), 2500);
      EXPECT_NEAR(total(chosen.mass), 1, 1e-12);
      EXPECT_EQ(chosen.mass.size(), static_cast<std::size_t>(chosen.cells * chosen.cells + 1));
      // The coarser grids are sums of the finest: the same masses as made directly.
      const DensityGrid direct = make_density_grid(*source->mixture(), source->extent(), chosen.cells);
      for (std::size_t i = 0; i < direct.mass.size(); ++i) ASSERT_NEAR(chosen.mass[i], direct.mass[i], 1e-14);
    }
  }
}

TEST(DensityGrid, IsAsFineAsTheSamplesAllow) {
  const auto ring = data("ring", 0.02), wide = data("grid", 0.5);
  EXPECT_EQ(choose_density_grid(*ring->mixture(), ring->extent(), 2500).cells, 128);
  EXPECT_EQ(choose_density_grid(*wide->mixture(), wide->extent(), 2500).cells, 16);
  EXPECT_EQ(choose_density_grid(*wide->mixture(), wide->extent(), 10000000).cells, 128);
}

TEST(DensityGrid, CountsSamplesWhereTheyLie) {
  const DensityGrid grid = make_density_grid(gaussian(0, 0, 1), {0, 0, 1}, 2);
  Matrix<float> x(2, 8);
  x << -0.5f, 0.5f, 0.5f, 0.5f, 2.0f, std::nanf(""), -0.1f, -1.0f,  //
      -0.5f, -0.5f, 0.5f, 0.5f, 0.0f, 0.0f, 0.1f, -1.0f;
  EXPECT_EQ(sample_masses(grid, x), (std::vector<double>{0.25, 0.125, 0.125, 0.25, 0.25}));
}

// DYNAMICS: a generator uniform on k of K separated modes.
TEST(Divergence, OfLostModesHasItsClosedForm) {
  struct Case {
    const char* id;
    Index kept, modes;
    double jsd;
  };
  for (const Case& c : {Case{"ring", 1, 8, 0.496929}, Case{"ring", 4, 8, 0.215762}, Case{"ring", 7, 8, 0.045407},
                        Case{"ring", 8, 8, 0.0}, Case{"grid", 17, 25, 0.126235}, Case{"grid", 24, 25, 0.014067}}) {
    const auto source = data(c.id, 0.02);
    const GaussianMixture& all = *source->mixture();
    const DensityGrid p = make_density_grid(all, source->extent(), 128);
    const DensityGrid q = make_density_grid(first_modes(all, c.kept), source->extent(), 128);
    const double r = static_cast<double>(c.kept) / static_cast<double>(c.modes);
    const Divergences d = compare_masses(p.mass, q.mass, 2500);
    EXPECT_NEAR(d.jsd, c.jsd, 1e-6) << c.kept << "/" << c.modes;
    EXPECT_NEAR(2 * d.jsd - std::log(4.0), r * std::log(r) - (1 + r) * std::log(1 + r), 1e-9);
    const double lost = (1 - r) * std::log(100.0);
    EXPECT_NEAR(d.kl_data_generator, lost - r * std::log(0.99 / r + 0.01), 1e-9);
    EXPECT_NEAR(d.kl_generator_data, std::log(2501 / (2500 * r + 1)), 1e-9);
    EXPECT_NEAR(compare_masses(p.mass, q.mass, 1e12).kl_generator_data, std::log(1 / r), 1e-9);
  }
}

// DYNAMICS: JSD(N(0, 1), N(mu, 1)), which a second, equal dimension does not change; the KL is mu^2 / 2.
// Cells of side h lose a share of about h^2 / 12 of it.
TEST(Divergence, OfTwoGaussiansIsTheIntegral) {
  const double cases[4][2] = {{0.5, 0.030311301}, {1, 0.111421482}, {2, 0.336830820}, {4, 0.632720194}};
  const Extent extent{1, 0, 14};
  const DensityGrid p = make_density_grid(gaussian(0, 0, 1), extent, 1024);
  for (const auto& c : cases) {
    const DensityGrid q = make_density_grid(gaussian(c[0], 0, 1), extent, 1024);
    const Divergences d = compare_masses(p.mass, q.mass, 1e15);
    EXPECT_NEAR(d.jsd, c[1], 1e-4 * c[1]) << c[0];
    EXPECT_NEAR(d.kl_generator_data, 0.5 * c[0] * c[0], 1e-4 * c[0] * c[0]) << c[0];
  }
}

TEST(Divergence, IsBoundedWhenNothingMeets) {
  const std::vector<double> p = {0.5, 0.5, 0, 0}, q = {0, 0, 0.3, 0.7};
  const Divergences d = compare_masses(p, q, 2500);
  EXPECT_NEAR(d.jsd, std::numbers::ln2, 1e-15);
  EXPECT_LE(d.jsd, std::numbers::ln2);
  EXPECT_NEAR(d.kl_data_generator, std::log(100), 1e-12);
  EXPECT_NEAR(d.kl_generator_data, std::log(2501), 1e-12);
  const Divergences same = compare_masses(p, p, 2500);
  EXPECT_EQ(same.jsd, 0);
  EXPECT_EQ(same.kl_data_generator, 0);
  EXPECT_EQ(same.kl_generator_data, 0);
}

// Samples of a shifted Gaussian, through the grid that is chosen for them.
TEST(Divergence, OfSamplesComesNearTheIntegral) {
  const GaussianMixture p = gaussian(0, 0, 1);
  constexpr Index kCount = 100000;
  Matrix<float> x(2, kCount);
  fill_normal({2, Stream::metric_noise, 0, 0}, x.data(), 2 * kCount);
  x.row(0).array() += 2;
  const DensityGrid grid = choose_density_grid(p, {0, 0, 5}, kCount);
  const Divergences d = compare_masses(grid.mass, sample_masses(grid, x), kCount);
  const DensityGrid exact = make_density_grid(gaussian(2, 0, 1), grid.extent, grid.cells);
  const Divergences expected = compare_masses(grid.mass, exact.mass, kCount);
  EXPECT_NEAR(d.jsd, 0.336830820, 0.01);
  EXPECT_NEAR(d.kl_generator_data, 2, 0.1);
  EXPECT_NEAR(d.kl_data_generator, expected.kl_data_generator, 0.2);  // empty cells add to it
}

}  // namespace
}  // namespace gan
