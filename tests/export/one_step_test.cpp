// The exported program takes the same step as the game: of every loss, optimiser, penalty, activation, normalisation
// and architecture, each with what it goes with, and of games that are put together at random.
#include <algorithm>
#include <map>
#include <random>

#include "core/game/losses.h"
#include "core/game/penalties.h"
#include "core/settings/setting.h"
#include "core/settings/settings_check.h"
#include "tests/export/pytorch_bench.h"
#include "tests/seed.h"

namespace gan {
namespace {

constexpr double kNear = 1e-5;    // what is asked for
constexpr double kDouble = 1e-6;  // what both programs reach in double precision, kept in single

// The values of a choice among the settings.
std::vector<std::string> options_of(const char* key) {
  std::vector<std::string> ids;
  for (const Option& option : find_setting(key)->options()) ids.emplace_back(option.id);
  return ids;
}

class OneStep : public testing::Test {
 protected:
  void SetUp() override {
    if (test::python_with_pytorch().empty()) GTEST_SKIP() << "this test needs Python with PyTorch (python3-torch)";
  }

  // Each game was asked of, took a step of both players that moved something, and it is the game's own.
  void expect_same_steps(std::size_t games) const {
    std::size_t steps = 0;
    double largest = 0;
    for (const test::Found& found : bench_.ask()) {
      EXPECT_LE(found.deviation, kDouble) << found.name << " " << found.part << " " << found.where;
      EXPECT_GT(found.size, 1e-7) << found.name << " " << found.part << " moves nothing";
      largest = std::max(largest, found.deviation);
      ++steps;
    }
    EXPECT_EQ(steps, 2 * games);
    double single = 0;
    for (const test::Found& found : bench_.single()) single = std::max(single, found.deviation);
    std::printf("%zu steps, largest deviation from PyTorch %.1e, of single from double precision %.1e\n", steps,
                largest, single);
  }
  void expect_single_is_near() const {
    for (const test::Found& found : bench_.single()) EXPECT_LE(found.deviation, kNear) << found.name << found.part;
  }

  test::PytorchBench bench_;
};

TEST_F(OneStep, OfEveryLoss) {
  std::size_t games = 0;
  for (const LossInfo& loss : loss_infos()) {
    const std::string id = loss.id;
    // Adam makes a step of any gradient, of one that is only rounded away from zero as well.
    const auto add = [&](const std::string& name, test::Changes changes) {
      changes.insert(changes.end(), {"hyperparameters.loss=" + id, "hyperparameters.discriminator.optimiser=sgd",
                                     "hyperparameters.generator.optimiser=momentum"});
      bench_.add_steps(name, test::small_game(changes));
      ++games;
    };
    add(id, {});
    add(id + "_noisy", {"hyperparameters.instance_noise=0.3", "noise.kind=uniform"});
    if (loss.reads_label()) add(id + "_smoothed", {"hyperparameters.real_label=0.9"});
  }
  expect_same_steps(games);
  expect_single_is_near();
}

TEST_F(OneStep, OfEveryOptimiser) {
  const std::vector<std::string> kinds = options_of("hyperparameters.generator.optimiser");
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    bench_.add_steps(kinds[i],
                     test::small_game({"hyperparameters.generator.optimiser=" + kinds[i],
                                       "hyperparameters.discriminator.optimiser=" + kinds[(i + 1) % kinds.size()]}));
  }
  expect_same_steps(kinds.size());
  expect_single_is_near();
}

TEST_F(OneStep, OfEveryPenaltyClippingAndAverage) {
  std::vector<test::Changes> games;
  for (const char* id : {"r1", "r2", "gp", "dragan"})
    games.push_back({"hyperparameters." + std::string(id) + "_weight=2"});
  // After three iterations of one step of D each: R1 acts in the next one, R2 does not.
  games.push_back({"hyperparameters.r1_weight=1", "hyperparameters.r1_every=3", "hyperparameters.r2_weight=1",
                   "hyperparameters.r2_every=2", "hyperparameters.gp_weight=1", "hyperparameters.gp_every=1"});
  games.push_back({"hyperparameters.gp_weight=10", "hyperparameters.loss=wasserstein", "hyperparameters.k=2",
                   "hyperparameters.instance_noise=0.1"});
  games.push_back({"hyperparameters.dragan_weight=10", "hyperparameters.dragan_every=3", "hyperparameters.gp_weight=1",
                   "hyperparameters.r1_weight=1", "hyperparameters.instance_noise=0.1"});
  games.push_back({"hyperparameters.clip=0.02", "hyperparameters.loss=wasserstein"});
  games.push_back({"hyperparameters.average_decay=0.9"});
  // SGD is moved by the length of its gradient, which Adam divides out again.
  for (const char* kind : {"sgd", "nesterov", "adam"}) {
    test::Changes tamed;
    for (const char* player : {"discriminator", "generator"}) {
      const std::string of = std::string("hyperparameters.") + player + ".";
      tamed.insert(tamed.end(), {of + "optimiser=" + kind, of + "gradient_clip=0.01", of + "weight_decay=0.5"});
    }
    games.push_back(tamed);
  }
  games.push_back({"hyperparameters.average_decay=0.1", "hyperparameters.generator_steps=2"});
  games.push_back({"hyperparameters.instance_noise=0.5", "hyperparameters.instance_noise_decay=5"});
  games.push_back({"hyperparameters.instance_noise=0.5", "hyperparameters.instance_noise_decay=2"});
  // After three iterations: halfway down, or at the floor.
  for (const char* kind : {"cosine", "linear", "step"}) {
    games.emplace_back();
    for (const char* player : {"discriminator", "generator"}) {
      const std::string of = std::string("hyperparameters.") + player + ".";
      games.back().insert(games.back().end(), {of + "rate_schedule=" + kind, of + "rate_length=7", of + "rate_hold=0.2",
                                               of + "rate_floor=0.1", of + "weight_decay=0.5"});
    }
  }
  games.push_back({"hyperparameters.generator.rate_schedule=cosine", "hyperparameters.generator.rate_length=2"});
  for (std::size_t i = 0; i < games.size(); ++i)
    bench_.add_steps("game" + std::to_string(i), test::small_game(games[i]));
  ASSERT_EQ(penalties().size(), 4u) << "a new penalty is to be played here";
  expect_same_steps(games.size());
  expect_single_is_near();
}

// With a penalty, which differentiates twice.
TEST_F(OneStep, OfEveryLayer) {
  std::vector<test::Changes> games;
  for (const std::string& f : options_of("generator.activation")) {
    games.push_back({"generator.activation=" + f, "discriminator.activation=" + f, "hyperparameters.r1_weight=1"});
  }
  for (const std::string& n : options_of("generator.normalisation")) {
    games.push_back(
        {"generator.normalisation=" + n, "discriminator.normalisation=" + n, "hyperparameters.gp_weight=1"});
  }
  for (const std::string& f : options_of("generator.output")) games.push_back({"generator.output=" + f});
  games.push_back({"generator.spectral_norm=true", "discriminator.spectral_norm=true", "hyperparameters.gp_weight=1",
                   "hyperparameters.average_decay=0.5"});
  games.push_back({"generator.hidden=[]", "discriminator.hidden=[]"});
  // What D sees besides the numbers of one sample, with all penalties.
  const char* const sights[] = {"discriminator.fourier_octaves=3", "discriminator.packing=2",
                                "discriminator.deviation_group=4"};
  for (const char* sight : sights) {
    games.push_back({sight, "hyperparameters.r1_weight=1", "hyperparameters.r2_weight=1", "hyperparameters.gp_weight=1",
                     "hyperparameters.dragan_weight=1"});
  }
  games.push_back({sights[0], sights[1], "discriminator.deviation_group=2", "hyperparameters.gp_weight=1",
                   "hyperparameters.data_turn=3", "hyperparameters.instance_noise=0.1"});
  for (std::size_t i = 0; i < games.size(); ++i)
    bench_.add_steps("game" + std::to_string(i), test::small_game(games[i]));
  expect_same_steps(games.size());
}

TEST_F(OneStep, OfEveryArchitecture) {
  std::vector<test::Changes> games;
  std::vector<std::string> architectures = options_of("generator.architecture");
  // Those are of points: OfPlayersThatAreAFewNumbers.
  std::erase_if(architectures, [](const std::string& a) { return a == "point" || a == "linear"; });
  for (const std::string& g : architectures) {
    for (const std::string& d : architectures) {
      const test::Changes both = {"generator.architecture=" + g, "discriminator.architecture=" + d};
      games.push_back(both);
      // Three channels: an MLP sees them pixel by pixel, PyTorch's images map by map.
      games.push_back(both);
      games.back().insert(games.back().end(), {"data.kind=stacked", "hyperparameters.gp_weight=1"});
    }
    games.push_back({"generator.architecture=" + g, "discriminator.architecture=" + g, "generator.spectral_norm=true",
                     "discriminator.spectral_norm=true", "hyperparameters.r1_weight=1"});
    // What D sees besides one image, with all penalties; an MLP's images are pixel by pixel in its packs, too.
    const test::Changes both = {"generator.architecture=" + g, "discriminator.architecture=" + g};
    const std::initializer_list<test::Changes> sights = {
        {"discriminator.packing=2"},
        {"discriminator.deviation_group=3"},
        {"discriminator.packing=2", "discriminator.deviation_group=3", "data.kind=stacked"}};
    for (const test::Changes& sight : sights) {
      games.push_back(both);
      games.back().insert(games.back().end(), sight.begin(), sight.end());
      games.back().insert(games.back().end(), {"hyperparameters.r1_weight=1", "hyperparameters.r2_weight=1",
                                               "hyperparameters.gp_weight=1", "hyperparameters.dragan_weight=1"});
    }
  }
  // Without hidden layers the deviation is D's first layer.
  games.push_back({"discriminator.hidden=[]", "discriminator.packing=2", "discriminator.deviation_group=3",
                   "data.kind=stacked", "hyperparameters.gp_weight=1"});
  for (const std::string& up : options_of("generator.upsampling")) {
    for (const std::string& n : options_of("generator.normalisation")) {
      games.push_back({"generator.architecture=convolutional", "discriminator.architecture=convolutional",
                       "generator.upsampling=" + up, "generator.normalisation=" + n, "discriminator.normalisation=" + n,
                       "hyperparameters.r2_weight=1", "hyperparameters.dragan_weight=1", "generator.output=tanh"});
    }
  }
  for (std::size_t i = 0; i < games.size(); ++i) {
    bench_.add_steps("game" + std::to_string(i), test::small_image_game(games[i]));
  }
  expect_same_steps(games.size());
}

TEST_F(OneStep, OfDataOnTheLine) {
  const std::vector<test::Changes> games = {
      {"data.kind=gaussian_1d", "data.location=0.5", "data.sigma=0.7", "noise.dimension=1", "noise.kind=uniform",
       "hyperparameters.r1_weight=1"},
      {"data.kind=mixture_1d", "data.sigma=0.2", "data.modes=3", "hyperparameters.loss=wasserstein",
       "hyperparameters.gp_weight=0.5"},
      {"data.kind=uniform_1d", "hyperparameters.instance_noise=0.3", "hyperparameters.loss=relativistic_paired"},
      {"data.kind=exponential_1d", "data.sigma=0.5", "discriminator.architecture=linear",
       "generator.architecture=point"},
  };
  for (std::size_t i = 0; i < games.size(); ++i)
    bench_.add_steps("game" + std::to_string(i), test::small_game(games[i]));
  expect_same_steps(games.size());
}

TEST_F(OneStep, OfPlayersThatAreAFewNumbers) {
  const test::Changes point = {"generator.architecture=point"}, linear = {"discriminator.architecture=linear"};
  test::Changes both = point;
  both.insert(both.end(), {linear[0], "data.kind=dirac", "generator.start=[0.7]", "discriminator.start=[-0.4]"});
  const auto with = [](test::Changes changes, std::initializer_list<const char*> more) {
    changes.insert(changes.end(), more.begin(), more.end());
    return changes;
  };
  const std::vector<test::Changes> games = {
      with(both, {"hyperparameters.r1_weight=0.5"}),
      with(both, {"hyperparameters.loss=wasserstein", "hyperparameters.gp_weight=0.5"}),
      with(both, {"hyperparameters.instance_noise=0.3", "hyperparameters.loss=relativistic_paired"}),
      with(point, {linear[0].c_str(), "data.kind=dirac", "data.dimension=2", "hyperparameters.r2_weight=1"}),
      with(point, {"hyperparameters.r1_weight=1"}),
      with(linear, {"hyperparameters.gp_weight=1"}),
  };
  for (std::size_t i = 0; i < games.size(); ++i)
    bench_.add_steps("game" + std::to_string(i), test::small_game(games[i]));
  expect_same_steps(games.size());
}

// One value of each choice and some of the numbers, drawn; what contradicts itself is drawn again.
test::Changes drawn_changes(std::mt19937_64& random, bool images) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  test::Changes changes;
  for (const Setting& setting : setting_table()) {
    const std::string key = setting.key;
    if (setting.kind != SettingKind::choice || key == "data.kind" || key == "data.range") continue;
    if (key == "hyperparameters.rule") continue;  // of these PyTorch knows the first alone
    if (key == "discriminator.output" || (!images && key.ends_with("architecture"))) continue;
    const auto options = setting.options();
    changes.push_back(key + "=" + options[below(options.size())].id);
    // Of deviation 1 they would make numbers that single precision can't hold.
    if (changes.back().ends_with("initialisation=normal")) {
      changes.push_back(key.substr(0, key.find('.')) + ".initial_scale=0.1");
    }
  }
  const auto sometimes = [&](const char* change) {
    if (below(3) == 0) changes.emplace_back(change);
  };
  for (const char* change :
       {"hyperparameters.r1_weight=0.5", "hyperparameters.r2_weight=0.7", "hyperparameters.gp_weight=2",
        "hyperparameters.dragan_weight=1.5", "hyperparameters.r1_every=3", "hyperparameters.instance_noise=0.2",
        "hyperparameters.average_decay=0.9", "hyperparameters.discriminator.gradient_clip=0.1",
        "hyperparameters.generator.weight_decay=0.3", "hyperparameters.discriminator.rate_length=4",
        "hyperparameters.clip=0.5", "hyperparameters.real_label=0.8", "generator.spectral_norm=true",
        "discriminator.spectral_norm=true"}) {
    sometimes(change);
  }
  for (const char* change : {"discriminator.packing=2", "discriminator.deviation_group=2"}) sometimes(change);
  if (!images) sometimes("discriminator.fourier_octaves=2");
  return changes;
}

TEST_F(OneStep, OfGamesPutTogetherAtRandom) {
  std::mt19937_64 random(test::seed(20));
  constexpr std::size_t kGames = 40;
  std::size_t made = 0;
  while (made < kGames) {
    const bool images = made % 2 == 1;
    const test::Changes changes = drawn_changes(random, images);
    const Settings settings = images ? test::small_image_game(changes) : test::small_game(changes);
    if (!check_settings(settings)) continue;
    bench_.add_steps("game" + std::to_string(made++), settings);
  }
  expect_same_steps(kGames);
}

}  // namespace
}  // namespace gan
