#include <gtest/gtest.h>

#include <cmath>

#include "core/game/losses.h"
#include "core/probe/points/arrows.h"
#include "core/probe/shared/samples.h"
#include "tests/core/probe/probe_snapshot.h"

namespace gan {
namespace {

// The generator's loss of the given samples, in double but for D itself.
double generator_loss(const Snapshot& snapshot, const Matrix<float>& generated, const Matrix<float>& real,
                      Evaluators& networks) {
  Matrix<float> fake_logits, real_logits;
  probe_logits(snapshot, generated, BatchOf::generated, networks, {}, fake_logits);
  probe_logits(snapshot, real, BatchOf::real, networks, {}, real_logits);
  Matrix<double> fake = fake_logits.cast<double>(), data = real_logits.cast<double>();
  const Hyperparameters& h = snapshot.settings->hyperparameters;
  Workspace workspace;
  LossValues<MatrixView<double>> loss;
  loss_function<MatrixView<double>>(h.loss)(workspace, view_of(data), view_of(fake), h.real_label, loss);
  return *loss.g_loss.data;
}

TEST(ProbeArrows, NonSaturatingOnALinearDiscriminator) {
  test::TestGame game = test::TestGame::random({});
  game.set_linear_discriminator(2, -1, 0.25f);
  game.settings.hyperparameters.loss = find_loss("non_saturating");
  ASSERT_GE(game.settings.hyperparameters.loss, 0);
  const auto snapshot = game.snapshot();
  Evaluators networks;
  for (const int n : {5, 700}) {  // an arrow does not depend on the number of samples
    const Matrix<float> points = sample_generator(*snapshot, view_noise_key(*snapshot), n);
    Matrix<float> logits, arrows;
    probe_logits(*snapshot, points, BatchOf::generated, networks, {}, logits);
    ASSERT_TRUE(probe_arrows(*snapshot, points, logits, {}, networks, {}, arrows));
    for (int i = 0; i < n; ++i) {
      const double logit = 2.0 * points(0, i) - points(1, i) + 0.25;
      const double slope = 1 / (1 + std::exp(logit));  // -d softplus(-logit) / d logit
      ASSERT_NEAR(arrows(0, i), 2 * slope, 1e-5);
      ASSERT_NEAR(arrows(1, i), -slope, 1e-5);
    }
  }
}

TEST(ProbeArrows, EveryLossAgreesWithDifferences) {
  Evaluators networks;
  for (std::size_t loss = 0; loss < loss_infos().size(); ++loss) {
    SCOPED_TRACE(loss_infos()[loss].id);
    test::TestGame game = test::TestGame::random({12, 12});
    game.settings.hyperparameters.loss = static_cast<int>(loss);
    const auto snapshot = game.snapshot();
    const int n = 6;
    Matrix<float> points = sample_generator(*snapshot, view_noise_key(*snapshot), n);
    const Matrix<float> real = sample_data(*snapshot, view_data_key(*snapshot), n);
    Matrix<float> fake_logits, real_logits, arrows;
    probe_logits(*snapshot, points, BatchOf::generated, networks, {}, fake_logits);
    probe_logits(*snapshot, real, BatchOf::real, networks, {}, real_logits);
    ASSERT_TRUE(probe_arrows(*snapshot, points, fake_logits, real_logits, networks, {}, arrows));
    ASSERT_GT(arrows.cwiseAbs().maxCoeff(), 1e-2);
    ASSERT_GT((arrows.col(0) - arrows.col(1)).norm(), 1e-4);
    const float h = 1.0f / 128;
    for (Index i = 0; i < points.size(); ++i) {
      const float middle = points(i);
      points(i) = middle + h;
      const double above = generator_loss(*snapshot, points, real, networks);
      points(i) = middle - h;
      const double below = generator_loss(*snapshot, points, real, networks);
      points(i) = middle;
      ASSERT_NEAR(arrows(i), -n * (above - below) / (2 * h), 5e-3 * std::max(1.0f, arrows.cwiseAbs().maxCoeff()));
    }
  }
}

}  // namespace
}  // namespace gan
