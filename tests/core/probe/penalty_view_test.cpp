// Penalties as they are seen: their points and values are those of the step that a run takes next, and their gradients
// are those of differences.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>

#include "core/data/distribution.h"
#include "core/nn/network.h"
#include "core/probe/points/penalty.h"
#include "core/probe/probe.h"
#include "core/probe/spectrum/frozen_batches.h"
#include "core/probe/spectrum/update_map.h"
#include "core/run/run.h"
#include "tests/seed.h"

namespace gan {
namespace {

Settings small_game() {
  Settings s;
  s.spec.seed = test::seed(11);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {7, 5};
  s.spec.generator.activation = s.spec.discriminator.activation = Activation::tanh;
  s.hyperparameters.batch_size = 24;
  return s;
}

PenaltyView seen_at(const std::shared_ptr<const Snapshot>& snapshot) {
  ProbeRequest request;
  request.penalty.emplace();
  Evaluators networks;
  return run_probe(snapshot, request, networks)->penalty;
}

// P of the norms, as the papers have it.
double value_of(const PenaltySight& sight) {
  double sum = 0;
  for (const float norm : sight.norms) {
    const double g = static_cast<double>(norm);
    sum += sight.penalty->kind == PenaltyKind::squared_norm ? g * g / 2 : (g - 1) * (g - 1);
  }
  return sight.weight * sum / static_cast<double>(sight.norms.size());
}

// What is seen before each iteration against what the run then reports of it.
void expect_as_reported(const Settings& settings, int iterations, const std::string& what) {
  const auto run = Run::create(settings);
  ASSERT_TRUE(run) << what << ": " << run.message();
  int acted = 0;
  for (int i = 0; i < iterations; ++i) {
    const PenaltyView view = seen_at(run.value()->snapshot());
    ASSERT_TRUE(run.value()->step());
    const StepRecord record = run.value()->snapshot()->record;
    const auto reported = static_cast<double>(record.penalty);
    EXPECT_NEAR(view.penalty, reported, 1e-5 * (1 + reported)) << what << ", iteration " << i;
    EXPECT_NEAR(view.d_loss, static_cast<double>(record.d_loss), 1e-5 * (1 + std::abs(view.d_loss))) << what;
    for (const PenaltySight& sight : view.sights) {
      EXPECT_NEAR(sight.value, value_of(sight), 1e-5 * (1 + sight.value)) << what;
      EXPECT_GT(sight.value, 0) << what;
      acted += sight.steps_off == 0 ? 1 : 0;
    }
  }
  EXPECT_GT(acted, 0) << what;
}

TEST(PenaltyView, HasThePointsOfTheNextStep) {
  for (const Penalty& penalty : penalties()) {
    Settings s = small_game();
    s.hyperparameters.*penalty.weight = 2.5;
    expect_as_reported(s, 2, penalty.id);
    s.hyperparameters.*penalty.every = 3;
    expect_as_reported(s, 4, std::string(penalty.id) + " every third step");
    s.hyperparameters.*penalty.every = 1;
    s.spec.discriminator.packing = 4;
    s.hyperparameters.instance_noise = 0.3;
    s.hyperparameters.instance_noise_decay = 10;
    expect_as_reported(s, 2, std::string(penalty.id) + " of packs with noise");
  }
}

TEST(PenaltyView, HasAllThatAreOn) {
  Settings s = small_game();
  for (const Penalty& penalty : penalties()) s.hyperparameters.*penalty.weight = 0.5;
  expect_as_reported(s, 2, "all");
  EXPECT_EQ(seen_at(Run::create(s).value()->snapshot()).sights.size(), penalties().size());
}

TEST(PenaltyView, ShowsTheBatchWhereNoneIsOn) {
  const PenaltyView view = seen_at(Run::create(small_game()).value()->snapshot());
  EXPECT_FALSE(view.any_on);
  ASSERT_EQ(view.sights.size(), 2U);
  EXPECT_EQ(view.sights[0].penalty->samples, PenalisedSamples::real);
  EXPECT_EQ(view.sights[1].penalty->samples, PenalisedSamples::generated);
  for (const PenaltySight& sight : view.sights) {
    EXPECT_FALSE(sight.on);
    EXPECT_EQ(sight.value, 0);
    EXPECT_EQ(sight.norms.size(), 24U);
    EXPECT_EQ(sight.points.cols(), 24);
  }
  EXPECT_EQ(view.penalty, 0);
}

TEST(PenaltyView, TellsWhenALazyOneActsNext) {
  Settings s = small_game();
  s.hyperparameters.r1_weight = 0.5;
  s.hyperparameters.r1_every = 4;
  s.hyperparameters.k = 3;
  const auto run = Run::create(s);
  ASSERT_TRUE(run.value()->step());  // three steps of D are done
  const PenaltySight sight = seen_at(run.value()->snapshot()).sights.at(0);
  EXPECT_EQ(sight.steps_off, 1);
  EXPECT_EQ(sight.weight, 2);
  EXPECT_EQ(seen_at(run.value()->snapshot()).penalty, 0);
}

// D's outputs on columns of a batch, summed, in double.
double summed_outputs(const NetworkLayout& layout, const PlayerState<double>& player, Matrix<double> x) {
  Workspace ws;
  Workspace::Scope scope(ws);
  NetworkParameters<MatrixView<double>> parameters;
  bind_views(layout, player.parameters.data(), parameters);
  AlignedBlock<double> buffers = player.buffers;
  Tape<MatrixView<double>> tape;
  network_forward(ws, layout, parameters, view_of(x), Mode::training, buffers.data(), false, tape);
  return tape.output().map().sum();
}

TEST(PenaltyView, GradientsAreThoseOfDifferences) {
  for (const int packing : {1, 2}) {
    Settings s = small_game();
    s.spec.discriminator.packing = packing;
    s.hyperparameters.batch_size = 8;
    const auto run = Run::create(s);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(run.value()->step());
    const auto snapshot = run.value()->snapshot();
    const GameState<double> state = widened(*snapshot->state);
    const NetworkLayout layout = make_layout(s.spec.discriminator, snapshot->data->shape(), 1);
    for (const Penalty& penalty : penalties()) {
      const Hyperparameters only = only_penalty(s.hyperparameters, &penalty);
      FrozenBatches batches(s.spec, *snapshot->data, only, state.step);
      const PenalisedBatch<double> seen = penalised_batch<double>(
          s.spec, snapshot->data->shape(), state, s.hyperparameters, batches.held(Player::discriminator, 0), &penalty);
      ASSERT_EQ(seen.points.rows(), 2 * packing);
      ASSERT_EQ(seen.points.cols(), 8 / packing);
      ASSERT_GT(seen.gradients.cwiseAbs().minCoeff(), 1e-9) << penalty.id;
      ASSERT_GT(seen.gradients.maxCoeff() - seen.gradients.minCoeff(), 1e-4) << penalty.id;
      constexpr double kStep = 1e-5;
      for (Index i = 0; i < seen.points.size(); ++i) {
        Matrix<double> up = seen.points, down = seen.points;
        up.data()[i] += kStep, down.data()[i] -= kStep;
        const double difference =
            (summed_outputs(layout, state.discriminator, up) - summed_outputs(layout, state.discriminator, down)) /
            (2 * kStep);
        EXPECT_NEAR(seen.gradients.data()[i], difference, 1e-7) << penalty.id << " " << i;
      }
    }
  }
}

// Of images the lengths alone; of the line points too.
TEST(PenaltyView, IsOfImagesAndOfTheLineToo) {
  for (const auto& [kind, rows] : {std::pair{"glyphs", 0}, {"gaussian_1d", 1}}) {
    Settings s = small_game();
    s.spec.data.kind = find_distribution(kind);
    ASSERT_GE(s.spec.data.kind, 0) << kind;
    s.spec.data.size = 8;
    s.hyperparameters.gp_weight = 10;
    expect_as_reported(s, 2, kind);
    const PenaltySight sight = seen_at(Run::create(s).value()->snapshot()).sights.at(0);
    EXPECT_EQ(sight.points.rows(), rows) << kind;
    EXPECT_EQ(sight.norms.size(), 24U) << kind;
  }
}

}  // namespace
}  // namespace gan
