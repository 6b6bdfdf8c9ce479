// The memory that a game is said to take, against what its workspace holds after training steps.
#include "core/run/memory.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/game/network_game.h"
#include "core/run/run.h"
#include "core/settings/setting_values.h"
#include "tests/core/game/played_step.h"

namespace gan {
namespace {

Settings images_game(int side) {
  Settings settings;
  settings.spec.data.kind = find_distribution("glyphs");
  settings.spec.data.size = side;
  settings.spec.noise.dimension = 16;
  return settings;
}

void set(Settings& settings, const std::string& key, const Value& value) {
  const Outcome done = set_value(settings, key, value);
  ASSERT_TRUE(done) << done.message();
}

// What a D step and a G step leave in the workspace, with every matrix that the step asks for.
double measured_bytes(const Settings& settings, SampleShape shape) {
  NetworkGame<float> game(settings.spec, shape);
  Alternated<float> rule(game);
  GameState<float> state;
  game.initialise(state);
  const Hyperparameters& h = settings.hyperparameters;
  const auto matrix = [&](Index rows) { return Matrix<float>(Matrix<float>::Random(rows, h.batch_size)); };
  Matrix<float> real = matrix(shape.size()), noise = matrix(settings.spec.noise.dimension), mix = matrix(1),
                jitter = matrix(shape.size());
  const auto view = [](Matrix<float>& m) { return MatrixView<float>{m.data(), m.rows(), m.cols()}; };
  Batch<float> batch{view(real), view(noise), view(mix), view(jitter), view(jitter)};
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(rule.step(Player::discriminator, state, h, batch).failed, nullptr);
    EXPECT_EQ(rule.step(Player::generator, state, h, batch).failed, nullptr);
  }
  return static_cast<double>(game.workspace().capacity());
}

struct Case {
  const char* name;
  std::vector<std::pair<std::string, Value>> values;
};

// Not below what is used, which is at least four fifths of what the workspace holds: its last block may be empty.
TEST(Memory, IsKnownFromTheLayouts) {
  const std::string conv = "convolutional", residual = "residual";
  const std::vector<Case> cases = {
      {"mlp", {}},
      {"mlp with layer norm",
       {{"generator.normalisation", std::string("layer")}, {"discriminator.normalisation", std::string("layer")}}},
      {"mlp with r1", {{"hyperparameters.r1_weight", 1.0}}},
      {"mlp with silu, r1 and wgan-gp",
       {{"discriminator.activation", std::string("silu")},
        {"hyperparameters.r1_weight", 1.0},
        {"hyperparameters.gp_weight", 10.0}}},
      {"convolutional", {{"generator.architecture", conv}, {"discriminator.architecture", conv}}},
      {"convolutional with batch norm",
       {{"generator.architecture", conv},
        {"discriminator.architecture", conv},
        {"generator.normalisation", std::string("batch")},
        {"discriminator.normalisation", std::string("batch")}}},
      {"convolutional with layer norm and r1",
       {{"generator.architecture", conv},
        {"discriminator.architecture", conv},
        {"discriminator.normalisation", std::string("layer")},
        {"hyperparameters.r1_weight", 1.0}}},
      {"convolutional with spectral norm",
       {{"generator.architecture", conv}, {"discriminator.architecture", conv}, {"discriminator.spectral_norm", true}}},
      {"residual with r1, r2 and pairs",
       {{"generator.architecture", residual},
        {"discriminator.architecture", residual},
        {"hyperparameters.r1_weight", 1.0},
        {"hyperparameters.r2_weight", 1.0},
        {"hyperparameters.loss", std::string("relativistic_paired")}}},
      {"instance noise", {{"hyperparameters.instance_noise", 0.1}}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Settings settings = images_game(16);
    for (const auto& [key, value] : c.values) set(settings, key, value);
    set(settings, "generator.channels", std::int64_t{24});
    set(settings, "discriminator.channels", std::int64_t{24});
    // Large enough for the batch to count, and not the blocks that a workspace is made of.
    const bool plain = settings.spec.generator.architecture == Architecture::mlp;
    set(settings, "hyperparameters.batch_size", std::int64_t{plain ? 2048 : 96});
    const double estimate = training_bytes(settings, {16, 16, 1}, 1), used = measured_bytes(settings, {16, 16, 1});
    EXPECT_GT(used, 1e6);
    EXPECT_GT(estimate, 0.8 * used);
    EXPECT_LT(estimate, 2.5 * used);
  }
}

TEST(Memory, GrowsWithTheBatchAndTheSchedule) {
  Settings settings = images_game(16);
  const double before = training_bytes(settings, {16, 16, 1}, 1);
  settings.schedule.push_back({100, "hyperparameters.batch_size", std::int64_t{4096}});
  const double scheduled = training_bytes(settings, {16, 16, 1}, 1);
  EXPECT_GT(scheduled, 4 * before);
  settings.schedule.clear();
  set(settings, "hyperparameters.batch_size", std::int64_t{4096});
  EXPECT_DOUBLE_EQ(training_bytes(settings, {16, 16, 1}, 1), scheduled);
}

TEST(Memory, ATooLargeGameIsRefusedBeforeItStarts) {
  Settings settings = images_game(64);
  set(settings, "generator.architecture", std::string("convolutional"));
  set(settings, "discriminator.architecture", std::string("convolutional"));
  set(settings, "generator.channels", std::int64_t{256});
  set(settings, "discriminator.channels", std::int64_t{256});
  set(settings, "hyperparameters.batch_size", std::int64_t{4096});
  const MemorySource two_gibibytes = [] { return MemoryLimit{2.0 * 1024 * 1024 * 1024, "there are 2.0 GiB"}; };
  const auto run = Run::create(settings, two_gibibytes);
  ASSERT_FALSE(run);
  EXPECT_NE(run.message().find(" GiB of memory, and there are 2.0 GiB: expected a smaller"), std::string::npos)
      << run.message();
}

TEST(Memory, AChangeThatIsTooLargeIsRefusedAndTheGameGoesOn) {
  Settings settings = images_game(16);
  set(settings, "generator.channels", std::int64_t{8});
  set(settings, "hyperparameters.batch_size", std::int64_t{16});
  auto run = Run::create(settings, [] { return MemoryLimit{100e6, "there are 100 MB"}; });
  ASSERT_TRUE(run) << run.message();
  ASSERT_TRUE(run.value()->step());
  const std::uint64_t hash = run.value()->hash();
  const auto larger = run.value()->apply(SetValue{"generator.hidden", std::vector<std::int64_t>(8, 1024)});
  ASSERT_FALSE(larger);
  EXPECT_NE(larger.message().find("there are 100 MB"), std::string::npos) << larger.message();
  EXPECT_EQ(run.value()->hash(), hash);
  EXPECT_TRUE(run.value()->events().empty());
  EXPECT_TRUE(run.value()->step());
}

TEST(Memory, SizesAreReadable) {
  EXPECT_EQ(memory_text(3.25 * 1024 * 1024 * 1024), "3.2 GiB");
  EXPECT_EQ(memory_text(84e9), "78 GiB");
  EXPECT_EQ(memory_text(512.0 * 1024 * 1024), "512 MiB");
  EXPECT_EQ(memory_text(-1), "0.0 MiB");
}

}  // namespace
}  // namespace gan
