// The advice after a divergence names a cause that the game at hand can have.
#include "core/insight/advice.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "core/game/losses.h"

namespace gan {
namespace {

std::string advice(const std::function<void(Settings&)>& change) {
  Settings settings;
  change(settings);
  Snapshot snapshot;
  const auto data = make_data_source(settings.spec.data, 1);
  EXPECT_TRUE(data) << data.message();
  snapshot.data = data.value();
  snapshot.settings = std::make_shared<const Settings>(settings);
  snapshot.status = {true, 12, "the discriminator's loss"};
  const std::string sentence = divergence_sentence(snapshot);
  EXPECT_NE(sentence.find("diverged at step 12: the discriminator's loss is no longer finite"), std::string::npos);
  EXPECT_NE(sentence.find(divergence_remedy(snapshot)), std::string::npos);
  return divergence_remedy(snapshot);
}

void take_points(Settings& settings, std::initializer_list<float> numbers, PlaneUnits units = {}) {
  auto set = std::make_shared<PointSet>();
  set->points.resize(2, static_cast<Index>(numbers.size() / 2));
  std::copy(numbers.begin(), numbers.end(), set->points.data());
  set->units = units;
  settings.spec.data.kind = find_distribution("csv");
  settings.spec.data.file = "p.csv";
  settings.spec.data.points = set;
}

TEST(Advice, ARunThatGoesOnHasNone) {
  EXPECT_EQ(divergence_sentence(Snapshot{}), "");
}

TEST(Advice, NamesTheBolderLearningRate) {
  EXPECT_EQ(advice([](Settings& s) { s.hyperparameters.discriminator.learning_rate = 2; }),
            "lower D's learning rate (now 2)");
  // Adam's 0.1 is bolder than the 0.2 of plain gradient descent.
  EXPECT_EQ(advice([](Settings& s) {
              s.hyperparameters.discriminator.kind = OptimiserKind::sgd;
              s.hyperparameters.discriminator.learning_rate = 0.2;
              s.hyperparameters.generator.learning_rate = 0.1;
            }),
            "lower G's learning rate (now 0.1)");
}

TEST(Advice, NamesDataThatReachFar) {
  EXPECT_EQ(advice([](Settings& s) {
              s.spec.data.kind = find_distribution("grid");
              s.spec.data.rows = 16;
              s.spec.data.spacing = 100;
              s.hyperparameters.loss = find_loss("wasserstein");
            }).substr(0, 14),
            "the data reach");
  EXPECT_EQ(advice([](Settings& s) {
              take_points(s, {900, 0, -900, 10, 0, 900, 5, 5, 1, 300, 20, 20});
            }).substr(0, 23),
            "the data reach 900 from");
}

TEST(Advice, NamesThePointThatLiesFarInTheDatasCoordinates) {
  const auto circle = [](Settings& s) {
    take_points(s, {1, 0, 0, 1, -1, 0, 0, -1, 0.5f, 0.5f, 5000, 0.25f}, {{1700000000, 0}, {1, 1}});
  };
  EXPECT_EQ(advice(circle),
            "the point (1700005000, 0.25) of the data lies far from all others: leave it out of the file");
}

TEST(Advice, NamesWhatElseCanBeTheCause) {
  EXPECT_EQ(advice([](Settings& s) { s.hyperparameters.loss = find_loss("wasserstein"); }),
            "the Wasserstein loss has no bound of its own: switch weight clipping or the gradient penalty on");
  EXPECT_EQ(advice([](Settings& s) {
              s.hyperparameters.loss = find_loss("wasserstein");
              s.hyperparameters.r2_weight = 1;
            }).substr(0, 5),
            "lower");
  EXPECT_EQ(advice([](Settings& s) { s.spec.discriminator.initial_scale = 50; }),
            "the weights begin 50 times as large as usual: lower discriminator.initial_scale");
  EXPECT_EQ(advice([](Settings& s) {
              s.hyperparameters.gp_weight = 500;
              s.hyperparameters.discriminator.learning_rate = 0.1;
            }),
            "a penalty's weight times D's learning rate is large: lower one of them");
}

}  // namespace
}  // namespace gan
