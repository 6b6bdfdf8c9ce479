// What views show of D at one moment is what training sees there: for every image architecture and normalisation the
// means over the view's samples agree with those of training batches within the sampling error, which is measured
// apart.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/data/noise.h"
#include "core/game/network_game.h"
#include "core/probe/probe.h"
#include "core/run/run.h"
#include "tests/sanitized.h"

namespace gan {
namespace {

struct Mean {
  double value = 0, error = 0;  // error: of the value, one deviation
};

Mean mean_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  for (const double v : values) squares += (v - sum / n) * (v - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

// What training would record at this state: mean D(x) and D(G(z)) of fresh batches, each through the very passes that
// train.
void training_means(const Snapshot& snapshot, int batches, Mean& real, Mean& fake, double& real_batch,
                    double& fake_batch) {
  const GameSpec& spec = snapshot.settings->spec;
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  NetworkGame<float> game(spec, snapshot.data->shape());
  std::vector<double> d_real, d_fake;
  for (int i = 0; i < batches; ++i) {
    Matrix<float> x(snapshot.data->dimension(), h.batch_size), z(spec.noise.dimension, h.batch_size);
    const auto key = [&](Stream stream) { return StreamKey{4711, stream, static_cast<std::uint64_t>(i), 0}; };
    snapshot.data->sample(key(Stream::data_for_discriminator), view_of(x));
    fill_noise(spec.noise, key(Stream::noise_for_discriminator), view_of(z));
    Batch<float> batch;
    batch.real = view_of(x);
    batch.noise = view_of(z);
    StepOutcome<float> seen;
    game.add_gradients(point_of(*snapshot.state, h, batch), {}, {}, seen);
    d_real.push_back(static_cast<double>(seen.d_real));
    d_fake.push_back(static_cast<double>(seen.d_fake));
  }
  real = mean_of(d_real), fake = mean_of(d_fake);
  real_batch = real.error * std::sqrt(batches), fake_batch = fake.error * std::sqrt(batches);
}

double sigmoid_of(float logit) {
  return 1 / (1 + std::exp(-static_cast<double>(logit)));
}

Mean view_mean(const Matrix<float>& logits) {
  std::vector<double> values;
  for (Index i = 0; i < logits.size(); ++i) values.push_back(sigmoid_of(logits.data()[i]));
  return mean_of(values);
}

Settings glyphs(Architecture architecture, Normalisation normalisation, bool spectral) {
  Settings s;
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 16;
  s.spec.noise.dimension = 16;
  for (NetworkSpec* n : {&s.spec.generator, &s.spec.discriminator}) {
    n->architecture = architecture;
    n->hidden = {48, 48};
    n->channels = architecture == Architecture::residual ? 4 : 8;
    n->normalisation = normalisation;
  }
  s.spec.discriminator.spectral_norm = spectral;
  s.spec.generator.output = OutputActivation::tanh;
  s.hyperparameters.batch_size = 48;
  s.hyperparameters.discriminator.learning_rate = 1e-3;
  s.hyperparameters.generator.learning_rate = 5e-4;
  return s;
}

struct Case {
  Architecture architecture;
  Normalisation normalisation;
  bool spectral;
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  static constexpr const char* kArchitectures[] = {"mlp", "convolutional", "residual"};
  static constexpr const char* kNormalisations[] = {"none", "layer", "batch"};
  return std::string(kArchitectures[static_cast<int>(info.param.architecture)]) + "_" +
         kNormalisations[static_cast<int>(info.param.normalisation)] + (info.param.spectral ? "_spectral" : "");
}

class OneMoment : public testing::TestWithParam<Case> {};

TEST_P(OneMoment, ViewsAndTrainingSeeTheSameMeans) {
  const Case& c = GetParam();
  auto run = Run::create(glyphs(c.architecture, c.normalisation, c.spectral));
  ASSERT_TRUE(run.ok()) << run.message();
  constexpr int kShown = 512, kBatches = 60;
  for (const std::int64_t step : {1, 40, 120}) {
    if (kSanitized && step > 40) break;
    while (run.value()->position().step < step) ASSERT_TRUE(run.value()->step());
    const auto snapshot = run.value()->snapshot();
    Evaluators networks;
    ProbeRequest request;
    request.generated = request.real = kShown;
    request.logits = request.record = true;
    request.sheet = SheetRequest{64, 64, true, false};
    const auto probe = run_probe(snapshot, request, networks);
    ASSERT_NE(probe, nullptr);
    Mean real, fake;
    double real_batch = 0, fake_batch = 0;
    training_means(*snapshot, kBatches, real, fake, real_batch, fake_batch);
    // The view's points, and the statistics that they share, which are as good as so many batches.
    const double statistics = std::sqrt(48.0 / static_cast<double>(kStatisticsSamples));
    const auto tolerance = [&](const Mean& view, const Mean& training, double batch) {
      return 4 * std::hypot(view.error, training.error, statistics * batch) + 1e-4;
    };
    const Mean seen_real = view_mean(probe->real_logits), seen_fake = view_mean(probe->fake_logits);
    EXPECT_NEAR(seen_real.value, real.value, tolerance(seen_real, real, real_batch)) << "D(x), step " << step;
    EXPECT_NEAR(seen_fake.value, fake.value, tolerance(seen_fake, fake, fake_batch)) << "D(G(z)), step " << step;
    // All that is shown of this moment is of the very same logits.
    ASSERT_TRUE(probe->record.has_value());
    EXPECT_NEAR(static_cast<double>(probe->record->d_real), seen_real.value, 1e-5);
    EXPECT_NEAR(static_cast<double>(probe->record->d_fake), seen_fake.value, 1e-5);
    for (Index i = 0; i < 64; ++i) {
      ASSERT_EQ(probe->sheets.generated.logits[static_cast<std::size_t>(i)], probe->fake_logits(0, i));
      ASSERT_EQ(probe->sheets.real.logits[static_cast<std::size_t>(i)], probe->real_logits(0, i));
    }
    NearestRequest nearest;
    nearest.chosen.tile = 7;
    request.nearest = nearest;
    const auto looked_into = run_probe(snapshot, request, networks);
    EXPECT_NEAR(looked_into->nearest.chosen.logits.at(0), probe->fake_logits(0, 7), 2e-3);
  }
}

INSTANTIATE_TEST_SUITE_P(Images, OneMoment,
                         testing::Values(Case{Architecture::mlp, Normalisation::none, false},
                                         Case{Architecture::mlp, Normalisation::layer, false},
                                         Case{Architecture::mlp, Normalisation::batch, false},
                                         Case{Architecture::mlp, Normalisation::batch, true},
                                         Case{Architecture::convolutional, Normalisation::none, true},
                                         Case{Architecture::convolutional, Normalisation::layer, false},
                                         Case{Architecture::convolutional, Normalisation::batch, false},
                                         Case{Architecture::convolutional, Normalisation::batch, true},
                                         Case{Architecture::residual, Normalisation::none, false},
                                         Case{Architecture::residual, Normalisation::none, true}),
                         name_of);

// The first layer after the data normalises: the value for a batch of the view's own samples, computed here from the
// tensors, is the value that is shown.
TEST(OneMomentStatistics, AreThoseOfABatchOfTheKindThatIsJudged) {
  Settings s;
  s.spec.discriminator.hidden = {6};
  s.spec.discriminator.normalisation = Normalisation::batch;
  s.spec.generator.hidden = {8};
  s.hyperparameters.batch_size = static_cast<int>(kLargestBatch);
  s.hyperparameters.discriminator.learning_rate = 0.02;
  auto run = std::move(Run::create(s)).value();
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(run->step());
  const auto snapshot = run->snapshot();
  const std::vector<TensorSlot> slots = parameter_slots(s.spec.discriminator, 2, 1);
  const auto tensor = [&](const char* name) -> Matrix<double> {
    for (const TensorSlot& slot : slots) {
      if (slot.name != name) continue;
      return Eigen::Map<const Matrix<float>>(snapshot->state->discriminator.parameters.data() + slot.offset, slot.rows,
                                             slot.cols)
          .cast<double>();
    }
    ADD_FAILURE() << name;
    return {};
  };
  const auto judged = [&](const Matrix<float>& batch, const Matrix<float>& points) -> Matrix<double> {
    const Matrix<double> hidden = (tensor("0.weight") * batch.cast<double>()).colwise() + tensor("0.bias").col(0);
    const Eigen::VectorXd mean = hidden.rowwise().mean();
    const Eigen::VectorXd deviation =
        ((hidden.colwise() - mean).rowwise().squaredNorm() / static_cast<double>(batch.cols())).unaryExpr([](double v) {
          return std::sqrt(v + 1e-5);
        });
    Matrix<double> y = (tensor("0.weight") * points.cast<double>()).colwise() + tensor("0.bias").col(0);
    y = ((y.colwise() - mean).array().colwise() * (tensor("1.weight").col(0).array() / deviation.array())).matrix();
    y = y.colwise() + tensor("1.bias").col(0);
    y = y.unaryExpr([](double a) { return a > 0 ? a : 0.2 * a; });
    return (tensor("3.weight") * y).colwise() + tensor("3.bias").col(0);
  };
  Evaluators networks;
  ProbeRequest request;
  request.generated = request.real = static_cast<int>(kLargestBatch);
  request.logits = true;
  request.surface = SurfaceRequest{{-1, -1, 1, 1}, 4, 3};
  const auto probe = run_probe(snapshot, request, networks);
  const Matrix<double> real = judged(probe->real, probe->real), fake = judged(probe->generated, probe->generated);
  ASSERT_GT((real.array() - real.mean()).matrix().norm(), 0.1);
  EXPECT_LT((probe->real_logits.cast<double>() - real).norm(), 1e-4 * real.norm());
  EXPECT_LT((probe->fake_logits.cast<double>() - fake).norm(), 1e-4 * fake.norm());
  // Neither batch's statistics would do for the other, nor do the running ones.
  EXPECT_GT((judged(probe->real, probe->generated) - fake).norm(), 0.02 * fake.norm());
  EXPECT_NE(networks.discriminator(*snapshot, BatchOf::generated).buffers, snapshot->state->discriminator.buffers);
  // A point of the plane: half of a batch is real, half of it generated.
  Matrix<float> both(2, kLargestBatch), points(2, 12);
  for (Index i = 0; i < both.cols(); ++i) both.col(i) = i % 2 == 0 ? probe->real.col(i) : probe->generated.col(i);
  for (Index i = 0; i < 12; ++i) {
    const Index column = i % 4, row = i / 4;
    points(0, i) = -0.75F + 0.5F * static_cast<float>(column);
    points(1, i) = -2.0F / 3 + 2.0F / 3 * static_cast<float>(row);
  }
  const Matrix<double> plane = judged(both, points);
  const Eigen::Map<const Matrix<float>> surface(probe->surface.logits.data(), 1, 12);
  EXPECT_LT((surface.cast<double>() - plane).norm(), 1e-4 * plane.norm());
}

// With large batches the record of now is what training records next, and looking changes nothing.
TEST(RecordOfNow, IsWhatTheNextIterationRecords) {
  Settings s;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {16};
  s.hyperparameters.batch_size = 4096;
  s.hyperparameters.r1_weight = 0.5;
  for (const LossInfo& info : loss_infos()) {
    const char* const loss = info.id;
    s.hyperparameters.loss = find_loss(loss);
    auto run = std::move(Run::create(s)).value();
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(run->step());
    const auto snapshot = run->snapshot();
    const std::uint64_t hash = run->hash();
    Evaluators networks;
    ProbeRequest request;
    request.generated = request.real = 4096;
    request.logits = request.record = true;
    const auto probe = run_probe(snapshot, request, networks);
    ASSERT_TRUE(probe->record.has_value());
    const StepRecord now = *probe->record;
    EXPECT_EQ(now.step, 30);
    EXPECT_EQ(hash_state(*snapshot->state), hash);
    ASSERT_TRUE(run->step());
    const StepRecord next = run->record();
    const auto near = [&](float a, float b, double relative, const char* what) {
      EXPECT_NEAR(static_cast<double>(a), static_cast<double>(b), relative * (0.1 + std::abs(static_cast<double>(b))))
          << loss << ": " << what;
    };
    near(now.d_real, next.d_real, 0.03, "D(x)");
    near(now.d_fake, next.d_fake, 0.03, "D(G(z))");
    near(now.value, next.value, 0.03, "V");
    near(now.d_loss, next.d_loss, 0.03, "D's loss");
    near(now.d_accuracy, next.d_accuracy, 0.05, "accuracy");
    near(now.penalty, next.penalty, 0.05, "penalty");
    near(now.d_grad_norm, next.d_grad_norm, 0.15, "D's gradient");
    // G's step of that iteration has met a D that had moved on.
    near(now.g_loss, next.g_loss, 0.1, "G's loss");
    near(now.g_grad_norm, next.g_grad_norm, 0.3, "G's gradient");
  }
}

}  // namespace
}  // namespace gan
