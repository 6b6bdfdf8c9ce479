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

// What the sub-steps of an iteration leave in the workspace, with every matrix that they ask for.
double measured_bytes(const Settings& settings, SampleShape shape) {
  NetworkGame<float> game(settings.spec, shape);
  const auto rule = make_rule<float>(settings.hyperparameters.rule, game);
  GameState<float> state;
  game.initialise(state);
  const Hyperparameters& h = settings.hyperparameters;
  const auto matrix = [&](Index rows) { return Matrix<float>(Matrix<float>::Random(rows, h.batch_size)); };
  Matrix<float> real = matrix(shape.size()), noise = matrix(settings.spec.noise.dimension), mix = matrix(1),
                jitter = matrix(shape.size());
  mix.conservativeResize(1, h.batch_size / settings.spec.discriminator.packing);
  const auto view = [](Matrix<float>& m) { return MatrixView<float>{m.data(), m.rows(), m.cols()}; };
  Batch<float> batch{view(real), view(noise), view(mix), view(jitter), view(jitter), view(jitter)};
  OneBatch<float> batches(batch);
  for (int i = 0; i < 2; ++i) {
    do {
      EXPECT_EQ(rule->step(*rule->next(state, h), h, batches, state).failed, nullptr);
    } while (!rule->complete(state, h));
    state.discriminator_inner = state.generator_inner = 0;
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
      {"both at once", {{"hyperparameters.rule", std::string("extragradient")}}},
      {"derivatives", {{"hyperparameters.rule", std::string("consensus")}}},
      {"derivatives of convolutions with batch norm",
       {{"generator.architecture", conv},
        {"discriminator.architecture", conv},
        {"generator.normalisation", std::string("batch")},
        {"hyperparameters.rule", std::string("symplectic")}}},
      {"mlp with dragan", {{"hyperparameters.dragan_weight", 1.0}}},
      {"convolutional with packs and groups, r1 and wgan-gp",
       {{"generator.architecture", conv},
        {"discriminator.architecture", conv},
        {"discriminator.packing", std::int64_t{2}},
        {"discriminator.deviation_group", std::int64_t{4}},
        {"hyperparameters.r1_weight", 1.0},
        {"hyperparameters.gp_weight", 1.0}}},
      {"derivatives through r1 and wgan-gp",
       {{"hyperparameters.r1_weight", 1.0},
        {"hyperparameters.gp_weight", 1.0},
        {"hyperparameters.rule", std::string("unrolled")}}},
      {"derivatives through a convolutional r1",
       {{"generator.architecture", conv},
        {"discriminator.architecture", conv},
        {"hyperparameters.r1_weight", 1.0},
        {"hyperparameters.rule", std::string("competitive")}}},
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

TEST(Memory, GrowsWithWhatARuleHolds) {
  Settings settings = images_game(64);
  set(settings, "discriminator.hidden", std::vector<std::int64_t>(8, 1024));
  const auto bytes = [&](const char* rule, std::int64_t steps) {
    set(settings, "hyperparameters.rule", std::string(rule));
    set(settings, "hyperparameters.unroll_steps", steps);
    return training_bytes(settings, {64, 64, 1}, 1);
  };
  EXPECT_DOUBLE_EQ(bytes("simultaneous", 5), bytes("simultaneous", 50));
  EXPECT_GT(bytes("optimistic", 5), bytes("simultaneous", 5));
  const double few = bytes("unrolled", 5), many = bytes("unrolled", 100);
  const double of_d =
      sizeof(float) * static_cast<double>(make_layout(settings.spec.discriminator, {64, 64, 1}, 1).parameter_size);
  EXPECT_GT(many - few, 95 * of_d);
  set(settings, "hyperparameters.unroll_optimiser", std::string("adam"));
  const auto run = Run::create(settings, [] { return MemoryLimit{4.0 * 1024 * 1024 * 1024, "there are 4.0 GiB"}; });
  ASSERT_FALSE(run);
  EXPECT_NE(run.message().find("there are 4.0 GiB: expected fewer hyperparameters.unroll_steps, "), std::string::npos)
      << run.message();
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
