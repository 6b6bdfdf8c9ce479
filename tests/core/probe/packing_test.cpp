// A packed D and one that looks at the spread of a group, as views see it: points in company, as in training.
#include <gtest/gtest.h>

#include <cmath>

#include "core/data/noise.h"
#include "core/game/network_game.h"
#include "core/probe/points/arrows.h"
#include "core/probe/points/surface.h"
#include "core/probe/shared/samples.h"
#include "tests/core/run/new_run.h"
#include "tests/seed.h"

namespace gan {
namespace {

// Of images with a convolutional D, or of points.
std::shared_ptr<const Snapshot> trained(int packing, int group, bool images = false) {
  Settings s;
  if (images) {
    s.spec.data.kind = find_distribution("glyphs");
    s.spec.data.size = 8;
    s.spec.discriminator.architecture = Architecture::convolutional;
    s.spec.discriminator.channels = 4;
  }
  s.spec.seed = test::seed(4);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {16, 16};
  s.spec.discriminator.packing = packing;
  s.spec.discriminator.deviation_group = group;
  s.hyperparameters.batch_size = 48;
  const auto run = test::new_run(s);
  for (int i = 0; i < 60; ++i) run->step();
  return run->snapshot();
}

struct PackMean {
  double value = 0, error = 0;
};

PackMean mean_with_error(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  for (const double v : values) squares += (v - sum / n) * (v - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

// Over fresh batches, through the passes that train.
PerPlayer<PackMean> training_means(const Snapshot& snapshot) {
  const GameSpec& spec = snapshot.settings->spec;
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  NetworkGame<float> game(spec, snapshot.data->shape());
  std::vector<double> real, fake;
  for (std::uint64_t i = 0; i < 60; ++i) {
    Matrix<float> x(snapshot.data->dimension(), h.batch_size), z(spec.noise.dimension, h.batch_size);
    snapshot.data->sample({4711, Stream::data_for_discriminator, i, 0}, view_of(x));
    fill_noise(spec.noise, {4711, Stream::noise_for_discriminator, i, 0}, view_of(z));
    Batch<float> batch;
    batch.real = view_of(x);
    batch.noise = view_of(z);
    StepOutcome<float> seen;
    game.add_gradients(point_of(*snapshot.state, h, batch), {}, {}, seen);
    real.push_back(static_cast<double>(seen.d_real));
    fake.push_back(static_cast<double>(seen.d_fake));
  }
  return {mean_with_error(real), mean_with_error(fake)};
}

PackMean view_mean(const Snapshot& snapshot, BatchOf of) {
  constexpr Index kSamples = 2000;
  Evaluators networks;
  const bool real = of == BatchOf::real;
  const Matrix<float> points = real ? sample_data(snapshot, {99, Stream::view_data, 9, 0}, kSamples)
                                    : sample_generator(snapshot, {99, Stream::view_noise, 9, 0}, kSamples);
  Matrix<float> logits;
  probe_logits(snapshot, points, of, networks, {}, logits);
  std::vector<double> values;
  for (Index i = 0; i < kSamples; ++i) values.push_back(1 / (1 + std::exp(-static_cast<double>(logits(0, i)))));
  return mean_with_error(values);
}

TEST(PackedViews, JudgeSamplesAsTrainingDoes) {
  struct PackedGame {
    int packing, group;
    bool images;
  };
  for (const auto& [packing, group, images] : {PackedGame{1, 0, false},
                                               {4, 0, false},
                                               {1, 8, false},
                                               {2, 4, false},
                                               {3, 0, true},
                                               {1, 8, true},
                                               {2, 4, true}}) {
    SCOPED_TRACE(std::to_string(packing) + " in a pack, groups of " + std::to_string(group) +
                 (images ? ", images" : ""));
    const auto snapshot = trained(packing, group, images);
    const PerPlayer<PackMean> seen = training_means(*snapshot);
    for (const BatchOf of : {BatchOf::real, BatchOf::generated}) {
      const PackMean there = of == BatchOf::real ? seen.discriminator : seen.generator, here = view_mean(*snapshot, of);
      // Companions are few, and shared by many packs.
      EXPECT_NEAR(here.value, there.value, 6 * std::hypot(here.error, there.error) + 0.02);
    }
  }
}

TEST(PackedViews, TheSlopeAtAPointIsThatOfTheSurface) {
  const auto snapshot = trained(3, 0);
  Evaluators networks;
  for (const auto& [right, up] : {std::pair{0.3, -0.2}, {1.4, 1.5}}) {
    const double x = right, y = up;
    const PointProbe at = probe_point(*snapshot, x, y, networks);
    const double h = 1e-2;
    const auto logit = [&](double dx, double dy) { return probe_point(*snapshot, x + dx, y + dy, networks).logit; };
    ASSERT_GT(std::hypot(at.dx, at.dy), 1e-3);
    const double tolerance = 0.05 * std::hypot(at.dx, at.dy) + 1e-3;
    EXPECT_NEAR((logit(h, 0) - logit(-h, 0)) / (2 * h), at.dx, tolerance);
    EXPECT_NEAR((logit(0, h) - logit(0, -h)) / (2 * h), at.dy, tolerance);
  }
}

// A point does not know which others are looked at with it.
TEST(PackedViews, APointOfTheSurfaceIsTheSameInAnyPicture) {
  const auto snapshot = trained(4, 0);
  Evaluators networks;
  Matrix<float> logits;
  const Matrix<float> one = Matrix<float>::Constant(2, 1, 0.7F), many = Matrix<float>::Constant(2, 9, 0.7F);
  probe_logits(*snapshot, one, BatchOf::both, networks, {}, logits);
  const float alone = logits(0, 0);
  probe_logits(*snapshot, many, BatchOf::both, networks, {}, logits);
  for (Index i = 0; i < many.cols(); ++i) EXPECT_NEAR(logits(0, i), alone, 1e-5) << i;
}

}  // namespace
}  // namespace gan
