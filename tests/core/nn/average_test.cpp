// The moving average of G's parameters is looked at with the statistics that batch norm has for them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/probe/shared/evaluate.h"
#include "core/probe/shared/samples.h"
#include "core/run/run.h"
#include "tests/seed.h"

namespace gan {
namespace {

using Double = Matrix<double>;

// A player of points: z -> linear, batch norm, leaky ReLU, linear.
std::shared_ptr<const Snapshot> normalised_game() {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.noise.dimension = 5;
  s.spec.generator.hidden = {12};
  s.spec.generator.normalisation = Normalisation::batch;
  s.spec.discriminator.hidden = {8};
  s.hyperparameters.batch_size = 16;
  s.hyperparameters.average_decay = 0.9;
  s.hyperparameters.generator.learning_rate = 0.02;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  for (int i = 0; i < 40; ++i) EXPECT_TRUE(run.value()->step());
  return run.value()->snapshot();
}

class Tensors {
 public:
  explicit Tensors(const Snapshot& snapshot)
      : slots_(parameter_slots(snapshot.settings->spec.generator, 5, 2)), block_(snapshot.state->generator.average) {}
  Double operator[](const char* name) const {
    for (const TensorSlot& slot : slots_) {
      if (slot.name == name) {
        return Eigen::Map<const Matrix<float>>(block_.data() + slot.offset, slot.rows, slot.cols).cast<double>();
      }
    }
    ADD_FAILURE() << name << " is no tensor of the generator";
    return Double::Zero(1, 1);
  }

 private:
  std::vector<TensorSlot> slots_;
  const AlignedBlock<float>& block_;
};

TEST(AverageOfG, ForgetsTheFirstWeightsQuickly) {
  Settings s;
  s.spec.seed = test::seed(1);
  s.spec.generator.hidden = s.spec.discriminator.hidden = {6};
  s.hyperparameters.batch_size = 8;
  s.hyperparameters.average_decay = 0.8;
  auto run = Run::create(s);
  ASSERT_TRUE(run) << run.message();
  std::vector<double> expected;
  for (int t = 0; t < 60; ++t) {
    ASSERT_TRUE(run.value()->step());
    const AlignedBlock<float>& now = run.value()->state().generator.parameters;
    if (t == 0) expected.assign(now.begin(), now.end());
    const double kept = std::min(0.8, (1.0 + t) / (10.0 + t));
    for (std::size_t i = 0; i < now.size(); ++i) expected[i] = kept * expected[i] + (1 - kept) * now.data()[i];
  }
  const PlayerState<float>& g = run.value()->state().generator;
  double difference = 0, behind = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    difference = std::max(difference, std::abs(expected[i] - g.average.data()[i]));
    behind = std::max(behind, static_cast<double>(std::abs(g.parameters.data()[i] - g.average.data()[i])));
  }
  EXPECT_LT(difference, 1e-5);
  EXPECT_GT(behind, 1e-4);
}

TEST(AverageOfG, HasItsOwnStatisticsOfBatchNorm) {
  const auto snapshot = normalised_game();
  constexpr Index kBatch = 64, kBatches = 8, kShown = 20;
  const Matrix<float> noise = sample_noise(*snapshot, view_noise_key(*snapshot), kBatch * kBatches);
  const Tensors t(*snapshot);
  const Double hidden = (t["0.weight"] * noise.cast<double>()).colwise() + t["0.bias"].col(0);
  const Eigen::VectorXd mean = hidden.rowwise().mean();
  Eigen::VectorXd variance = Eigen::VectorXd::Zero(hidden.rows());
  for (Index b = 0; b < kBatches; ++b) {
    const Double part = hidden.middleCols(b * kBatch, kBatch);
    variance += (part.colwise() - part.rowwise().mean()).rowwise().squaredNorm() / (kBatch - 1) / kBatches;
  }
  Double y = (hidden.leftCols(kShown).colwise() - mean).array().colwise() / (variance.array() + 1e-5).sqrt();
  y = ((y.array().colwise() * t["1.weight"].col(0).array()).colwise() + t["1.bias"].col(0).array()).matrix();
  y = y.unaryExpr([](double a) { return a > 0 ? a : 0.2 * a; });
  const Double expected = (t["3.weight"] * y).colwise() + t["3.bias"].col(0);

  Evaluators networks;
  Matrix<float> shown, raw;
  const Matrix<float> first = noise.leftCols(kShown);
  ASSERT_TRUE(probe_generator(*snapshot, first, networks, {}, shown, true));
  ASSERT_TRUE(probe_generator(*snapshot, first, networks, {}, raw, false));
  EXPECT_GT(expected.norm(), 0.1);
  EXPECT_LT((shown.cast<double>() - expected).norm(), 1e-4 * expected.norm());
  EXPECT_GT((shown - raw).norm(), 0.01f * raw.norm());
  // With the running statistics, which belong to other parameters, it would be another image.
  const PlayerState<float>& averaged = networks.generator(*snapshot, true);
  EXPECT_EQ(averaged.parameters, snapshot->state->generator.average);
  EXPECT_NE(averaged.buffers, snapshot->state->generator.buffers);
  // Whatever was looked at before.
  Evaluators others;
  Matrix<float> again;
  ASSERT_TRUE(probe_generator(*snapshot, first, others, {}, again, true));
  EXPECT_EQ(again, shown);
}

}  // namespace
}  // namespace gan
