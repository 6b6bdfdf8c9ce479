#include "core/data/distribution.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>

#include "tests/core/probe/drawn.h"

namespace gan {
namespace {

using test::draw;
using test::kSampleKey;
using test::source_of;

std::shared_ptr<const PointSet> some_points() {
  auto set = std::make_shared<PointSet>();
  set->points.resize(2, 5);
  set->points << 0, 1, 2, 3, 4, 10, 11, 12, 13, 14;
  return set;
}

// Four grey images of 8 x 9 pixels; the first level says which class, and the third is the only one that begins with
// 255.
std::shared_ptr<const ImageSet> some_images() {
  ImageSet set;
  set.shape = {8, 9, 1};
  set.classes = 2;
  set.labels = {0, 1, 1, 0};
  set.title = "images";
  for (const int label : set.labels) {
    for (int p = 0; p < 72; ++p) set.pixels.push_back(static_cast<std::uint8_t>(100 * label + p));
  }
  set.pixels[72 + 72] = 255;
  return seal_images(std::move(set));
}

DataSpec spec_of(const char* id) {
  DataSpec spec;
  spec.kind = find_distribution(id);
  spec.sigma = 0.05;
  if (std::string(id) == "csv") {
    spec.file = "points.csv";
    spec.points = some_points();
  }
  if (std::string(id) == "images") {
    spec.file = "images";
    spec.images = some_images();
  }
  return spec;
}

std::string message_of(const DataSpec& spec) {
  const auto made = make_data_source(spec, 1);
  EXPECT_FALSE(made.ok());
  return made.message();
}

// In the plane and on the line samples lie inside the extent and fill it; images use both ends of their range.
void expect_spread(const DataSource& source, const Matrix<float>& all) {
  if (source.kind().has(Capability::line)) {
    const Extent e = source.extent();
    EXPECT_GE(((all.array() - static_cast<float>(e.x)).abs() <= e.half).count(), 4080);
    EXPECT_GT(all.maxCoeff() - all.minCoeff(), 1.2 * e.half);
    return;
  }
  if (!source.kind().has(Capability::plane)) {
    EXPECT_LT(all.minCoeff(), -0.99f);
    EXPECT_GE(all.minCoeff(), -1.0f);
    EXPECT_EQ(all.maxCoeff(), 1.0f);
    return;
  }
  const Extent e = source.extent();
  const auto inside = ((all.row(0).array() - static_cast<float>(e.x)).abs() <= e.half &&
                       (all.row(1).array() - static_cast<float>(e.y)).abs() <= e.half)
                          .count();
  EXPECT_GE(inside, 4080);
  // The image is filled: the samples reach at least 60 % of the square in one direction.
  const float width =
      std::max(all.row(0).maxCoeff() - all.row(0).minCoeff(), all.row(1).maxCoeff() - all.row(1).minCoeff());
  EXPECT_GT(width, 1.2 * e.half);
}

// Every line of the table: it can be made, its samples are finite, inside their range, no two batches are
// equal, and a larger batch begins with the smaller.
TEST(Distributions, EveryKindSamplesInsideItsExtentAndPrefixStable) {
  for (const Distribution& d : distributions()) {
    SCOPED_TRACE(d.id);
    EXPECT_EQ(find_distribution(d.id), &d - distributions().data());
    EXPECT_FALSE(std::string(d.title).empty());
    EXPECT_EQ(std::string(d.meaning).back(), '.');
    const auto source = source_of(spec_of(d.id));
    const Matrix<float> all = draw(*source, 4096);
    EXPECT_TRUE(all.allFinite());
    EXPECT_EQ(source->shape(), sample_shape(spec_of(d.id)));
    EXPECT_EQ(source->kind().has(Capability::plane), source->images() == nullptr && source->dimension() == 2);
    if (d.at_origin) {
      EXPECT_TRUE((all.array() == 0).all());
      continue;
    }
    expect_spread(*source, all);
    for (const Index count : {1, 7, 255, 256, 257, 1000}) {
      EXPECT_EQ(draw(*source, count), all.leftCols(count)) << count;
    }
    StreamKey other = kSampleKey;
    other.inner = 2;
    EXPECT_NE(draw(*source, 4096, other), all);
    other = kSampleKey;
    other.step = 18;
    EXPECT_NE(draw(*source, 4096, other), all);
  }
  EXPECT_EQ(find_distribution("nothing"), -1);
}

// Sample means and variances about the centres, and the share of each mode, against the mixture's own
// numbers.
void expect_mixture_sampled(const DataSource& source) {
  const GaussianMixture* mixture = source.mixture();
  ASSERT_NE(mixture, nullptr);
  const Index modes = mixture->weights.size();
  EXPECT_NEAR(mixture->weights.sum(), 1, 1e-12);
  constexpr Index kCount = 200000;
  const Matrix<float> x = draw(source, kCount);
  Vector<double> counts = Vector<double>::Zero(modes);
  Matrix<double> sums = Matrix<double>::Zero(2, modes), squares = Matrix<double>::Zero(2, modes);
  for (Index i = 0; i < kCount; ++i) {
    Index nearest = 0;
    const Vector<double> at = x.col(i).cast<double>();
    (mixture->centres.colwise() - at).colwise().squaredNorm().minCoeff(&nearest);
    const Vector<double> off = at - mixture->centres.col(nearest);
    counts[nearest] += 1;
    sums.col(nearest) += off;
    squares.col(nearest) += off.cwiseProduct(off);
  }
  for (Index k = 0; k < modes; ++k) {
    const double w = mixture->weights[k], sigma = mixture->sigma[k], n = counts[k];
    EXPECT_NEAR(n, kCount * w, 5 * std::sqrt(kCount * w * (1 - w))) << k;
    for (Index d = 0; d < 2; ++d) {
      EXPECT_NEAR(sums(d, k) / n, 0, 5 * sigma / std::sqrt(n)) << k;
      EXPECT_NEAR(squares(d, k) / n, sigma * sigma, 5 * sigma * sigma * std::sqrt(2 / n)) << k;
    }
  }
}

TEST(Distributions, MixturesDrawFromTheirDensity) {
  int mixtures = 0;
  for (const Distribution& d : distributions()) {
    SCOPED_TRACE(d.id);
    const auto source = source_of(spec_of(d.id));
    if (source->mixture() == nullptr) continue;
    expect_mixture_sampled(*source);
    ++mixtures;
  }
  EXPECT_GE(mixtures, 6);
  DataSpec weighted = spec_of("ring");
  weighted.modes = 5;
  weighted.weights = {1, 2, 3, 0.5, 10};
  expect_mixture_sampled(*source_of(weighted));
}

TEST(Distributions, RingAndGridStandWhereTheySay) {
  DataSpec ring = spec_of("ring");
  ring.phase = 45;
  const auto source = source_of(ring);
  const Matrix<double>& c = source->mixture()->centres;
  ASSERT_EQ(c.cols(), 8);
  EXPECT_NEAR(c(0, 0), std::sqrt(2.0), 1e-12);
  EXPECT_NEAR(c(1, 0), std::sqrt(2.0), 1e-12);
  EXPECT_NEAR(c(0, 1), 0, 1e-12);
  EXPECT_NEAR(c(1, 1), 2, 1e-12);
  const auto grid = source_of(spec_of("grid"));
  const Matrix<double>& g = grid->mixture()->centres;
  ASSERT_EQ(g.cols(), 25);
  EXPECT_EQ(g(0, 0), -4);
  EXPECT_EQ(g(1, 0), -4);
  EXPECT_EQ(g(0, 7), -2);
  EXPECT_EQ(g(1, 7), 0);
  EXPECT_EQ(g.rowwise().sum().norm(), 0);
}

TEST(Distributions, ModesOfWeightZeroAreLeftOut) {
  DataSpec spec = spec_of("three");
  spec.weights = {1, 0, 3};
  const auto source = source_of(spec);
  ASSERT_EQ(source->mixture()->weights.size(), 2);
  EXPECT_DOUBLE_EQ(source->mixture()->weights[0], 0.25);
  EXPECT_DOUBLE_EQ(source->mixture()->weights[1], 0.75);
}

TEST(Distributions, UnequalModesFallGeometrically) {
  const auto source = source_of(spec_of("unequal"));
  const Vector<double>& w = source->mixture()->weights;
  for (Index k = 1; k < w.size(); ++k) EXPECT_NEAR(w[k] / w[k - 1], 0.7, 1e-12);
}

TEST(Distributions, TheRandomMixtureFollowsTheSeedAndKeepsItsDistance) {
  DataSpec spec = spec_of("random");
  for (const int modes : {1, 2, 8, 25, 100}) {
    spec.modes = modes;
    const Matrix<double> a = source_of(spec, 5)->mixture()->centres;
    EXPECT_EQ(a, source_of(spec, 5)->mixture()->centres);
    EXPECT_NE(a, source_of(spec, 6)->mixture()->centres);
    EXPECT_LE(a.cwiseAbs().maxCoeff(), spec.radius);
    for (Index i = 0; i < a.cols(); ++i) {
      for (Index j = 0; j < i; ++j) {
        EXPECT_GT((a.col(i) - a.col(j)).norm(), 0.5 * spec.radius / std::sqrt(modes));
      }
    }
  }
}

TEST(Distributions, LogDensityIsThatOfTheMixture) {
  GaussianMixture mixture;
  mixture.centres = Matrix<double>(2, 2);
  mixture.centres << 0, 1, 0, 2;
  mixture.weights = Vector<double>(2);
  mixture.weights << 0.25, 0.75;
  mixture.sigma = Vector<double>(2);
  mixture.sigma << 1, 0.5;
  const double pi = std::numbers::pi;
  const double expected =
      0.25 * std::exp(-0.5 * (0.09 + 0.16)) / (2 * pi) + 0.75 * std::exp(-0.5 * (0.49 + 2.56) / 0.25) / (2 * pi * 0.25);
  EXPECT_NEAR(mixture.log_density(0.3, 0.4), std::log(expected), 1e-12);
  // It integrates to one.
  double mass = 0;
  const double step = 0.05;
  for (double x = -7; x < 8; x += step) {
    for (double y = -7; y < 9; y += step) mass += std::exp(mixture.log_density(x, y)) * step * step;
  }
  EXPECT_NEAR(mass, 1, 1e-9);
  // Far out the exponentials vanish, the logarithm does not.
  EXPECT_NEAR(mixture.log_density(1e4, 0), -0.5e8 + std::log(0.25 / (2 * pi)), 1);
  EXPECT_TRUE(std::isfinite(mixture.log_density(1e200, 0)));
}

TEST(Distributions, CurvesLieWhereTheySay) {
  constexpr Index kCount = 20000;
  const auto curve = [&](const char* id, double phase = 0) {
    DataSpec spec = spec_of(id);
    spec.sigma = 0;
    spec.phase = phase;
    return draw(*source_of(spec), kCount);
  };
  const Matrix<float> line = curve("line", 90);
  EXPECT_LT(line.row(0).cwiseAbs().maxCoeff(), 1e-6);
  // Uniform on [-2, 2]: mean 0, variance 4/3.
  EXPECT_NEAR(line.row(1).mean(), 0, 5 * std::sqrt(4.0 / 3 / kCount));
  EXPECT_NEAR(line.row(1).squaredNorm() / kCount, 4.0 / 3, 0.05);
  const Matrix<float> circle = curve("circle");
  EXPECT_NEAR(circle.colwise().norm().minCoeff(), 2, 1e-5);
  EXPECT_NEAR(circle.colwise().norm().maxCoeff(), 2, 1e-5);
  EXPECT_LT(circle.rowwise().mean().norm(), 0.05);
  const Matrix<float> circles = curve("circles");
  const auto outer = (circles.colwise().norm().array() > 1.5f).count();
  EXPECT_NEAR(static_cast<double>(outer), kCount / 2.0, 5 * std::sqrt(kCount / 4.0));
  const Matrix<float> moons = curve("moons");
  EXPECT_NEAR(moons.row(0).maxCoeff(), 2, 1e-3);
  EXPECT_NEAR(moons.row(0).minCoeff(), -2, 1e-3);
  for (Index i = 0; i < kCount; ++i) {
    // The half circles' own centres, in units of their radius.
    const double x = moons(0, i) / (2 / 1.5), y = moons(1, i) / (2 / 1.5);
    const double first = std::hypot(x + 0.5, y + 0.25), second = std::hypot(x - 0.5, y - 0.25);
    ASSERT_LT(std::min(std::abs(first - 1), std::abs(second - 1)), 1e-5);
  }
  const Matrix<float> roll = curve("swiss_roll");
  EXPECT_NEAR(roll.colwise().norm().maxCoeff(), 2, 1e-3);
  EXPECT_NEAR(roll.colwise().norm().minCoeff(), 2.0 * 1.5 / 4.5, 1e-3);
}

TEST(Distributions, NoiseOnACurveHasTheDeviationAsked) {
  DataSpec spec = spec_of("line");
  spec.sigma = 0.3;
  const Matrix<float> x = draw(*source_of(spec), 100000);
  EXPECT_NEAR(x.row(1).squaredNorm() / 1e5, 0.09, 5 * 0.09 * std::sqrt(2 / 1e5));
}

TEST(Distributions, TheCheckerboardFillsItsDarkCellsEvenly) {
  for (const int rows : {1, 2, 3, 4, 5}) {
    DataSpec spec = spec_of("checkerboard");
    spec.rows = rows;
    constexpr Index kCount = 50000;
    const Matrix<float> x = draw(*source_of(spec), kCount);
    Matrix<double> counts = Matrix<double>::Zero(rows, rows);
    for (Index i = 0; i < kCount; ++i) {
      const int column = static_cast<int>((x(0, i) + 2) / 4 * static_cast<float>(rows));
      const int row = static_cast<int>((x(1, i) + 2) / 4 * static_cast<float>(rows));
      counts(std::min(row, rows - 1), std::min(column, rows - 1)) += 1;
    }
    const int dark = (rows * rows + 1) / 2;
    const double share = 1.0 / dark;
    for (int r = 0; r < rows; ++r) {
      for (int c = 0; c < rows; ++c) {
        const double expected = (r + c) % 2 == 0 ? kCount * share : 0;
        // Rounding may put a sample on the wrong side of an edge.
        EXPECT_NEAR(counts(r, c), expected, 5 * std::sqrt(expected * (1 - share)) + 2) << rows << " " << r << " " << c;
      }
    }
  }
}

TEST(Distributions, ThePinwheelHasItsArms) {
  DataSpec spec = spec_of("pinwheel");
  spec.modes = 5;
  spec.turns = 0;
  spec.sigma = 0.01;
  const Matrix<float> x = draw(*source_of(spec), 20000);
  Vector<double> arms = Vector<double>::Zero(5);
  for (Index i = 0; i < x.cols(); ++i) {
    if (x.col(i).norm() < 0.2f) continue;
    const double turn = std::atan2(x(1, i), x(0, i)) / (2 * std::numbers::pi) * 5;
    EXPECT_NEAR(turn, std::round(turn), 0.3);
    arms[(static_cast<Index>(std::round(turn)) + 5) % 5] += 1;
  }
  for (Index k = 0; k < 5; ++k) EXPECT_NEAR(arms[k] / arms.sum(), 0.2, 5 * std::sqrt(0.16 / 20000));
}

TEST(Distributions, PointsAreDrawnEvenly) {
  const auto source = source_of(spec_of("csv"));
  const Matrix<float> x = draw(*source, 50000);
  Vector<double> counts = Vector<double>::Zero(5);
  for (Index i = 0; i < x.cols(); ++i) {
    ASSERT_EQ(x(1, i), x(0, i) + 10);
    counts[static_cast<Index>(x(0, i))] += 1;
  }
  for (Index k = 0; k < 5; ++k) EXPECT_NEAR(counts[k], 10000, 5 * std::sqrt(8000.0));
  EXPECT_EQ(source->mixture(), nullptr);
  EXPECT_EQ(source->extent().x, 2);
  EXPECT_EQ(source->extent().y, 12);
  EXPECT_EQ(source->extent().half, 2.5);
}

TEST(Distributions, BadParametersGetASentence) {
  DataSpec spec = spec_of("ring");
  spec.modes = 101;
  EXPECT_EQ(message_of(spec), "data.modes is 101: a number from 1 to 100 was expected");
  spec = spec_of("ring");
  spec.sigma = 0;
  EXPECT_EQ(message_of(spec), "data.sigma is 0: a number above 0, at most 1e6, was expected");
  spec = spec_of("ring");
  spec.weights = {1, 2, 3};
  EXPECT_EQ(message_of(spec),
            "data.weights has 3 numbers, but the ring has 8 modes: as many numbers, or none, were expected");
  spec.weights = std::vector<double>(8, 0.0);
  EXPECT_EQ(message_of(spec), "data.weights are all 0: at least one mode has to have a share");
  spec.weights[2] = std::nan("");
  EXPECT_EQ(message_of(spec), "data.weights is nan: a number from 0 to 1e+06 was expected");
  spec = spec_of("circle");
  spec.radius = -1;
  EXPECT_EQ(message_of(spec), "data.radius is -1: a number above 0, at most 1e6, was expected");
  spec = spec_of("csv");
  spec.points = nullptr;
  EXPECT_EQ(message_of(spec), "the points of 'points.csv' are not loaded");
  spec.points = std::make_shared<PointSet>(PointSet{Matrix<float>(2, 0), {}, ""});
  EXPECT_EQ(message_of(spec), "'points.csv' has no rows: at least one point was expected");
  spec.kind = 99;
  EXPECT_EQ(message_of(spec),
            "data.kind is number 99: 0 to " + std::to_string(distributions().size() - 1) + " were expected");
}

TEST(DataSpec, ComparesPointsByContent) {
  DataSpec a = spec_of("csv"), b = spec_of("csv");
  EXPECT_NE(a.points, b.points);
  EXPECT_EQ(a, b);
  auto changed = std::make_shared<PointSet>(*some_points());
  changed->points(1, 4) = 15;
  b.points = changed;
  EXPECT_FALSE(a == b);
  b.points = nullptr;
  EXPECT_FALSE(a == b);
  b = a;
  b.weights = {1};
  EXPECT_FALSE(a == b);
}

}  // namespace
}  // namespace gan
