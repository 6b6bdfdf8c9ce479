// What stands in an exported program: a form of everything that the tables have, data and first weights that are
// distributed as the game's, and nothing that the game does not use.
#include <fstream>

#include "core/data/distribution.h"
#include "core/data/image_set.h"
#include "core/data/point_set.h"
#include "core/export/pytorch_data.h"
#include "core/export/pytorch_losses.h"
#include "core/export/pytorch_script.h"
#include "core/game/losses.h"
#include "core/game/rules/rule_list.h"
#include "core/settings/setting.h"
#include "tests/export/pytorch_bench.h"

namespace gan {
namespace {

Result<PytorchScript> script_of(const Settings& settings) {
  return pytorch_script({settings, "a \"game\"\n", "game.py", 100, std::nullopt});
}

bool stands_in(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(PytorchForms, EveryLossAndEveryKindOfDataHasOne) {
  for (const LossInfo& loss : loss_infos()) EXPECT_TRUE(pytorch::find_loss_form(loss.id)) << loss.id;
  for (const Distribution& kind : distributions()) EXPECT_TRUE(pytorch::find_data_form(kind.id)) << kind.id;
}

TEST(PytorchForms, ALossHasASmoothedFormWhereItReadsTheLabel) {
  for (const LossInfo& loss : loss_infos()) {
    const pytorch::LossForm& form = *pytorch::find_loss_form(loss.id);
    EXPECT_EQ(form.smoothed[0] != 0, loss.reads_label()) << loss.id;
  }
}

TEST(PytorchScript, HasOnlyWhatTheGameUses) {
  const Result<PytorchScript> script = script_of(test::small_game({}));
  ASSERT_TRUE(script) << script.message();
  const std::string& text = script.value().text;
  for (const char* part : {"squared_slope", "blur", "average", "clamp_", "real_label", "d_steps", "follow_schedule",
                           "spectral_norm", "clip_grad_norm_", "mul_(", "rate_", "around", "sigma_end", "Permute",
                           "ResidualBlock", "read_checkpoint", "json", "numpy", "generator_steps"}) {
    EXPECT_FALSE(stands_in(text, part)) << part;
  }
  EXPECT_TRUE(stands_in(text, "def discriminator_step(x, z):"));
  EXPECT_TRUE(stands_in(text, "def generator_step(z):"));
  EXPECT_TRUE(text.starts_with("\"\"\"a 'game' : a game of Ganscope as a PyTorch program.\n"));
  EXPECT_TRUE(script.value().data_name.empty());
  for (const std::string& note : script.value().notes) EXPECT_TRUE(stands_in(text, "- " + note)) << note;
}

TEST(PytorchScript, NetworksStandLayerByLayer) {
  const Result<PytorchScript> script = script_of(test::small_image_game(
      {"generator.architecture=residual", "discriminator.architecture=convolutional", "data.size=8"}));
  ASSERT_TRUE(script) << script.message();
  EXPECT_TRUE(stands_in(script.value().text, R"(
    nn.Upsample(scale_factor=2),
    ResidualBlock(
        nn.Conv2d(4, 4, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(4, 4, 3, padding=1), nn.LeakyReLU(0.2),
        nn.Conv2d(4, 4, 1),
    ),
    nn.Conv2d(4, 1, 1),
)
D = nn.Sequential(  # samples x (m, 1, 8, 8) to one number each, (m, 1)
    nn.Conv2d(1, 4, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
    nn.Flatten(), nn.Linear(64, 1),
)
)")) << script.value().text;
}

TEST(PytorchScript, FollowsTheSchedule) {
  Settings settings = test::small_game({});
  settings.schedule = {{100, "hyperparameters.generator.learning_rate", 5e-4},
                       {100, "hyperparameters.k", std::int64_t{3}},
                       {200, "hyperparameters.discriminator.optimiser", std::string("sgd")},
                       {200, "hyperparameters.loss", std::string("hinge")},
                       {300, "hyperparameters.r1_weight", 1.0}};
  const Result<PytorchScript> script = script_of(settings);
  ASSERT_TRUE(script) << script.message();
  EXPECT_TRUE(stands_in(script.value().text, R"(    global k, loss, optimiser_D, r1_weight
    if step == 100:
        k = 3
        optimiser_G.param_groups[0]["lr"] = 5e-4
    if step == 200:
        loss = "hinge"
        optimiser_D = torch.optim.SGD(D.parameters(), lr=0.001)
    if step == 300:
        r1_weight = 1.0
)")) << script.value().text;
  EXPECT_TRUE(stands_in(script.value().text, "    if r1_weight > 0:\n        loss = loss + r1_weight / 2"));
  EXPECT_TRUE(stands_in(script.value().text, "    if loss == \"non_saturating\":\n"));
}

TEST(PytorchScript, WhatItHasNoWordForIsRefused) {
  Settings settings = test::small_game({});
  settings.schedule = {{100, "hyperparameters.loss", std::string("relativistic_paired")}};
  const Result<PytorchScript> script = script_of(settings);
  ASSERT_FALSE(script);
  EXPECT_TRUE(stands_in(script.message(), "from a loss of pairs")) << script.message();
}

TEST(PytorchScript, ARateThatFallsIsAFunctionOfTheStep) {
  Settings settings =
      test::small_game({"hyperparameters.generator.rate_schedule=cosine", "hyperparameters.generator.rate_length=500",
                        "hyperparameters.generator.learning_rate=0.002"});
  settings.schedule = {{100, "hyperparameters.discriminator.learning_rate", 5e-4}};
  const Result<PytorchScript> script = script_of(settings);
  ASSERT_TRUE(script) << script.message();
  EXPECT_TRUE(stands_in(script.value().text, R"(    if step / 500 >= 1:
        return 0.002 * 0.05
    if step / 500 <= 0.6:
        return 0.002
    fallen = (step / 500 - 0.6) / (1 - 0.6)
    return 0.002 * (0.05 + (1 - 0.05) * 0.5 * (1 + math.cos(math.pi * fallen)))
)")) << script.value().text;
  EXPECT_FALSE(stands_in(script.value().text, "def rate_D"));
}

TEST(PytorchScript, ARateThatFallsAndIsChangedIsRefused) {
  Settings settings = test::small_game({"hyperparameters.generator.rate_schedule=linear"});
  settings.schedule = {{100, "hyperparameters.generator.learning_rate", 5e-4}};
  const Result<PytorchScript> script = script_of(settings);
  ASSERT_FALSE(script);
  EXPECT_TRUE(stands_in(script.message(), "the learning rate of G falls by itself and is changed by the schedule"))
      << script.message();
}

// Whenever it would train.
TEST(PytorchScript, AnotherRuleThanTheAlternatingOneIsRefused) {
  for (const RuleInfo& rule : rule_infos()) {
    Settings settings = test::small_game({});
    settings.schedule = {{100, "hyperparameters.rule", std::string(rule.id)}};
    const Result<PytorchScript> script = script_of(settings);
    if (std::string(rule.id) == "alternating") {
      EXPECT_TRUE(script) << script.message();
      continue;
    }
    ASSERT_FALSE(script) << rule.id;
    EXPECT_TRUE(stands_in(script.message(), "the rule '" + std::string(rule.id) + "' has no form in PyTorch"))
        << script.message();
  }
}

TEST(PytorchScript, ACheckpointInMidIterationIsSaidToBe) {
  GameState<float> state;
  state.discriminator_inner = 2;
  const Result<PytorchScript> script =
      pytorch_script({test::small_game({}), "game", "game.py", 100, PytorchRequest::Start{"c.safetensors", &state}});
  ASSERT_TRUE(script);
  EXPECT_TRUE(stands_in(script.value().notes.back(), "after 2 steps of D and 0 of G"));
}

// Points and images as a reader would have brought them.
Settings with_data(const Distribution& kind) {
  Settings settings = test::small_game({"data.sigma=0.1"});
  DataSpec& data = settings.spec.data;
  data.kind = find_distribution(kind.id);
  if (kind.reads(DataParameter::phase)) data.phase = 20;
  if (kind.reads(DataParameter::location)) data.location = 0.7;
  if (kind.file == DataFile::points) {
    auto set = std::make_shared<PointSet>();
    set->points = Matrix<float>::Random(2, 50);
    data.points = set;
  } else if (kind.file == DataFile::images) {
    ImageSet set;
    set.shape = {8, 10, 3};
    for (int i = 0; i < 7 * 8 * 10 * 3; ++i) set.pixels.push_back(static_cast<std::uint8_t>(i * i % 251));
    data.images = seal_images(std::move(set));
  }
  return settings;
}

class PytorchDraws : public testing::Test {
 protected:
  void SetUp() override {
    if (test::python_with_pytorch().empty()) GTEST_SKIP() << "this test needs Python with PyTorch (python3-torch)";
  }
  test::PytorchBench bench_;
};

TEST_F(PytorchDraws, DataOfEveryKindAreDistributedAsTheGames) {
  std::size_t kinds = 0;
  for (const Distribution& kind : distributions()) {
    bench_.add_data(kind.id, with_data(kind));
    ++kinds;
    if (!kind.reads(DataParameter::weights)) continue;
    Settings weighted = with_data(kind);
    const int modes = kind.reads(DataParameter::modes)  ? weighted.spec.data.modes
                      : kind.reads(DataParameter::rows) ? weighted.spec.data.rows * weighted.spec.data.rows
                                                        : (kind.id == std::string("two") ? 2 : 3);
    for (int i = 0; i < modes; ++i) weighted.spec.data.weights.push_back(i % 3);
    bench_.add_data(std::string(kind.id) + "_weighted", weighted);
    ++kinds;
  }
  const std::vector<test::Found> all = bench_.ask();
  EXPECT_EQ(all.size(), kinds);
  for (const test::Found& found : all) {
    EXPECT_LT(found.deviation, 0.08) << found.name;
    EXPECT_EQ(found.size > 0.05, found.name != "dirac") << found.name << ": one point, or not";
  }
}

TEST_F(PytorchDraws, FirstWeightsAreAsLargeAsTheGames) {
  std::size_t games = 0;
  for (const Option& option : find_setting("generator.initialisation")->options()) {
    const std::string id = option.id, g = "generator.initialisation=" + id, d = "discriminator.initialisation=" + id;
    bench_.add_start(id, test::small_game({g, d, "generator.hidden=60,60", "discriminator.hidden=60,60",
                                           "generator.initial_scale=0.7", "generator.activation=tanh"}));
    for (const char* architecture : {"convolutional", "residual"}) {
      const std::string a = architecture;
      bench_.add_start(id + "_" + a,
                       test::small_image_game({g, d, "generator.architecture=" + a, "discriminator.architecture=" + a,
                                               "generator.channels=16", "discriminator.channels=16"}));
    }
    games += 3;
  }
  const std::vector<test::Found> all = bench_.ask();
  EXPECT_EQ(all.size(), games);
  for (const test::Found& found : all) EXPECT_LT(found.deviation, 0.12) << found.name << " " << found.where;
}

}  // namespace
}  // namespace gan
