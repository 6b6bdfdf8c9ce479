#include "core/io/checkpoint.h"

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/data/distribution.h"
#include "core/game/rules/rule_list.h"
#include "core/io/data_files.h"
#include "core/io/files/safetensors.h"
#include "core/nn/network.h"
#include "core/run/run.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

// Small, with every kind of tensor: layer norm in D, batch norm with its buffers in G.
Settings small_settings() {
  Settings settings;
  settings.spec.noise.dimension = 3;
  settings.spec.generator.hidden = {5, 4};
  settings.spec.generator.normalisation = Normalisation::batch;
  settings.spec.discriminator.hidden = {6};
  settings.spec.discriminator.normalisation = Normalisation::layer;
  settings.hyperparameters.batch_size = 16;
  settings.hyperparameters.generator.kind = OptimiserKind::momentum;
  settings.hyperparameters.average_decay = 0.9;
  settings.schedule = {{40, "hyperparameters.k", std::int64_t{2}}};
  return settings;
}

std::string spaces(std::size_t count) {
  std::string text;
  text.resize(count, ' ');
  return text;
}

SavedGame saved_after(Run& run, int steps) {
  for (int i = 0; i < steps; ++i) EXPECT_TRUE(run.step());
  return {run.settings(), run.state(), ""};
}

class Checkpoint : public TemporaryFolder {
 protected:
  std::unique_ptr<gan::Run> run_ = std::move(gan::Run::create(small_settings()).value());
};

struct Bytes {
  nlohmann::json header;
  std::string data;
};

// Taken apart here by hand, so that a mistake shared by our writer and reader does not pass.
Bytes take_apart(const std::string& bytes) {
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  return {nlohmann::json::parse(bytes.substr(8, length)), bytes.substr(8 + length)};
}

std::string put_together(const Bytes& parts) {
  std::string text = parts.header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t length = text.size();
  return std::string(reinterpret_cast<const char*>(&length), 8) + text + parts.data;
}

// A generator of images has the rows of its first layer in another order than PyTorch, and with them u.
TEST_F(Checkpoint, TheVectorOfSpectralNormIsInTheOrderOfTheWeightsRows) {
  Settings settings;
  settings.spec.data.kind = find_distribution("glyphs");
  settings.spec.generator.architecture = Architecture::convolutional;
  settings.spec.generator.channels = 3;
  settings.spec.generator.spectral_norm = true;
  const auto run = std::move(gan::Run::create(settings).value());
  SavedGame game = saved_after(*run, 0);
  const std::size_t rows = std::size_t{6} * 4 * 4;
  // The first column of the weights becomes u.
  std::copy_n(game.state.generator.buffers.begin(), rows, game.state.generator.parameters.begin());
  const Result<SafetensorsFile> file = parse_safetensors(write_checkpoint(game, ""), "");
  ASSERT_TRUE(file) << file.message();
  const NamedTensor* const weight = file.value().find("generator.0.weight");
  const NamedTensor* const u = file.value().find("generator.0.weight_u");
  ASSERT_TRUE(weight && u);
  ASSERT_EQ(u->shape, std::vector<std::int64_t>{static_cast<std::int64_t>(rows)});
  const auto columns = static_cast<std::size_t>(weight->shape[1]);
  for (std::size_t row = 0; row < rows; ++row) EXPECT_EQ(weight->numbers[row * columns], u->numbers[row]) << row;
  EXPECT_NE(u->numbers[0], u->numbers[1]);
  EXPECT_EQ(parse_checkpoint(write_checkpoint(game, ""), "").value()->state, game.state);
}

// What D sees besides one image: the columns of its layers are in PyTorch's order of channels, and one map more.
TEST_F(Checkpoint, HoldsPacksAndGroupsOfImages) {
  for (const Architecture architecture : {Architecture::mlp, Architecture::convolutional, Architecture::residual}) {
    SCOPED_TRACE(static_cast<int>(architecture));
    Settings settings;
    settings.spec.data.kind = find_distribution("stacked");
    settings.spec.data.size = 8;
    NetworkSpec& d = settings.spec.discriminator;
    d.architecture = architecture;
    d.hidden = {5};
    d.channels = 2;
    d.packing = 2;
    d.deviation_group = 3;
    settings.hyperparameters.batch_size = 6;
    const auto run = std::move(gan::Run::create(settings).value());
    const SavedGame game = saved_after(*run, 3);
    const auto read = parse_checkpoint(write_checkpoint(game, ""), "");
    ASSERT_TRUE(read) << read.message();
    EXPECT_EQ(read.value()->state, game.state);
    EXPECT_EQ(read.value()->settings, game.settings);
    auto other = std::move(gan::Run::create(Settings()).value());
    ASSERT_TRUE(other->apply(LoadGame{read.value()}));
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(other->step() && run->step());
    EXPECT_EQ(other->hash(), run->hash());
    if (architecture != Architecture::convolutional) continue;
    const Result<SafetensorsFile> file = parse_safetensors(write_checkpoint(game, ""), "");
    ASSERT_TRUE(file) << file.message();
    const NamedTensor* const kernel = file.value().find("discriminator.1.weight");
    ASSERT_TRUE(kernel);
    // Filters, channels of both images, kernel; and the last layer sees a map more.
    EXPECT_EQ(kernel->shape, (std::vector<std::int64_t>{2, 6, 4, 4}));
    const NamedTensor* const last = file.value().find("discriminator.4.weight");
    ASSERT_TRUE(last);
    EXPECT_EQ(last->shape, (std::vector<std::int64_t>{1, 3 * 4 * 4}));
  }
}

TEST_F(Checkpoint, ContinuesBitForBit) {
  run_->substep();
  const SavedGame game = saved_after(*run_, 30);
  ASSERT_TRUE(run_->apply(TakeSteps{Player::discriminator}));
  const SavedGame middle = {run_->settings(), run_->state(), ""};
  ASSERT_TRUE(save_checkpoint(middle, path("c.safetensors")));
  const auto loaded = load_checkpoint(path("c.safetensors"));
  ASSERT_TRUE(loaded) << loaded.message();
  EXPECT_EQ(loaded.value()->state, middle.state);
  EXPECT_EQ(loaded.value()->settings, middle.settings);
  auto other = std::move(gan::Run::create(Settings()).value());
  ASSERT_TRUE(other->apply(LoadGame{loaded.value()}));
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(other->step() && run_->step());
  EXPECT_EQ(other->hash(), run_->hash());
  EXPECT_EQ(other->settings().hyperparameters.k, 2) << "the schedule goes on, too";
}

// What a rule remembers is in the file; a rule that remembers nothing finds nothing there.
TEST_F(Checkpoint, ContinuesBitForBitUnderEveryRule) {
  for (const RuleInfo& rule : rule_infos()) {
    SCOPED_TRACE(rule.id);
    Settings settings;
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {8};
    settings.hyperparameters.batch_size = 8;
    settings.hyperparameters.rule = find_rule(rule.id);
    settings.hyperparameters.unroll_steps = 2;
    settings.hyperparameters.lookahead_every = 3;
    const auto run = std::move(gan::Run::create(settings).value());
    const SavedGame game = saved_after(*run, 4);
    EXPECT_EQ(game.state.generator.remembered.empty(), !rule.remembers);
    const std::string bytes = write_checkpoint(game, "");
    const auto loaded = parse_checkpoint(bytes, "");
    ASSERT_TRUE(loaded) << loaded.message();
    EXPECT_EQ(loaded.value()->state, game.state);
    EXPECT_EQ(loaded.value()->settings, game.settings);
    auto other = std::move(gan::Run::create(Settings()).value());
    ASSERT_TRUE(other->apply(LoadGame{loaded.value()}));
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(other->step() && run->step());
    EXPECT_EQ(other->hash(), run->hash());
    if (!rule.remembers) continue;
    SavedGame contradiction = game;
    contradiction.settings.hyperparameters.rule = find_rule("simultaneous");
    Bytes parts = take_apart(bytes);
    const Bytes plain = take_apart(write_checkpoint(contradiction, ""));
    parts.header["__metadata__"] = plain.header["__metadata__"];
    const auto refused = parse_checkpoint(put_together(parts), "c.safetensors");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.message().find("tensors, of which"), std::string::npos) << refused.message();
  }
}

// A player that is one number is less than the gap behind it.
TEST_F(Checkpoint, HoldsGamesOfTwoNumbers) {
  Settings settings;
  settings.spec.data.kind = find_distribution("dirac");
  settings.spec.generator.architecture = Architecture::point;
  settings.spec.discriminator.architecture = Architecture::linear;
  const auto run = std::move(gan::Run::create(settings).value());
  const SavedGame game = saved_after(*run, 5);
  ASSERT_TRUE(save_checkpoint(game, path("n.safetensors")));
  const auto loaded = load_checkpoint(path("n.safetensors"));
  ASSERT_TRUE(loaded) << loaded.message();
  EXPECT_EQ(loaded.value()->settings, game.settings);
  EXPECT_EQ(hash_state(loaded.value()->state), hash_state(game.state));
}

TEST_F(Checkpoint, FollowsTheFormatsRules) {
  const std::string bytes = write_checkpoint(saved_after(*run_, 3), path("c.safetensors"));
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  EXPECT_EQ(length % 8, 0u);
  EXPECT_EQ(bytes[8], '{');
  const Bytes parts = take_apart(bytes);
  std::size_t reached = 0;
  std::map<std::size_t, std::size_t> ranges;
  for (const auto& [name, entry] : parts.header.items()) {
    if (name == "__metadata__") continue;
    EXPECT_EQ(entry["dtype"], "F32");
    std::size_t count = 4;
    for (const std::size_t side : entry["shape"]) count *= side;
    EXPECT_EQ(entry["data_offsets"][1].get<std::size_t>() - entry["data_offsets"][0].get<std::size_t>(), count);
    ranges[entry["data_offsets"][0]] = entry["data_offsets"][1];
  }
  for (const auto& [begin, end] : ranges) {
    EXPECT_EQ(begin, reached);
    reached = end;
  }
  EXPECT_EQ(reached, parts.data.size());
  for (const auto& [key, value] : parts.header["__metadata__"].items()) EXPECT_TRUE(value.is_string()) << key;
  EXPECT_EQ(parts.header["__metadata__"]["ganscope.step"], "3");
  EXPECT_EQ(parts.header["generator.0.weight"]["shape"], nlohmann::json({5, 3}));
  EXPECT_EQ(parts.header["generator.0.bias"]["shape"], nlohmann::json({5}));
  EXPECT_EQ(parts.header["generator.1.running_mean"]["shape"], nlohmann::json({5}));
  EXPECT_EQ(parts.header["discriminator.3.weight"]["shape"], nlohmann::json({1, 6}));
  EXPECT_TRUE(parts.header.contains("optimizer.generator.exp_avg.0.weight"));
  EXPECT_TRUE(parts.header.contains("optimizer.discriminator.exp_avg_sq.3.bias"));
}

// PyTorch reads weight as [out, in] row by row: y = W x + b with the numbers in the file is what our network
// computes.
TEST_F(Checkpoint, WeightsMeanWhatPyTorchReads) {
  Settings settings;
  settings.spec.noise.dimension = 3;
  settings.spec.generator.hidden = {};
  auto run = std::move(gan::Run::create(settings).value());
  const SavedGame game = saved_after(*run, 5);
  const SafetensorsFile file = parse_safetensors(write_checkpoint(game, "c"), "c").value();
  const NamedTensor& weight = *file.find("generator.0.weight");
  const NamedTensor& bias = *file.find("generator.0.bias");
  ASSERT_EQ(weight.shape, (std::vector<std::int64_t>{2, 3}));
  NetworkEvaluator network(settings.spec.generator, 3, 2);
  const float z[3] = {0.5f, -2.0f, 3.0f};
  float x[2] = {};
  network.forward(game.state.generator, {z, 3, 1}, {x, 2, 1});
  for (std::size_t row = 0; row < 2; ++row) {
    float expected = bias.numbers[row];
    for (std::size_t col = 0; col < 3; ++col) expected += weight.numbers[row * 3 + col] * z[col];
    EXPECT_NEAR(x[row], expected, 1e-5);
    EXPECT_GT(std::fabs(x[row]), 1e-3);
  }
}

TEST_F(Checkpoint, HoldsItsPoints) {
  Settings settings = small_settings();
  ASSERT_TRUE(set_from_text(settings, "data.file", put("p.csv", "1,2\n3,4\n5,6\n")));
  ASSERT_TRUE(set_from_text(settings, "data.kind", "csv"));
  auto run = std::move(gan::Run::create(settings).value());
  ASSERT_TRUE(save_checkpoint(saved_after(*run, 2), path("c.safetensors")));
  std::filesystem::remove(path("p.csv"));
  const auto loaded = load_checkpoint(path("c.safetensors"));
  ASSERT_TRUE(loaded) << loaded.message();
  EXPECT_EQ(loaded.value()->settings, run->settings());
}

TEST_F(Checkpoint, HoldsWhereItsPointsLie) {
  Settings settings = small_settings();
  ASSERT_TRUE(
      set_from_text(settings, "data.file", put("p.csv", "1700000000.5,2e30\n1700000001.5,4e30\n1700000003,6e30\n")));
  ASSERT_TRUE(set_from_text(settings, "data.kind", "csv"));
  ASSERT_FALSE(settings.spec.data.points->units.plain());
  auto run = std::move(gan::Run::create(settings).value());
  const std::string bytes = write_checkpoint(saved_after(*run, 1), path("c.safetensors"));
  const auto loaded = parse_checkpoint(bytes, path("c.safetensors"));
  ASSERT_TRUE(loaded) << loaded.message();
  EXPECT_EQ(loaded.value()->settings.spec.data.points->units, settings.spec.data.points->units);
  EXPECT_EQ(loaded.value()->settings, run->settings());
  Bytes changed = take_apart(bytes);
  for (const char* wrong : {"", "1 2 3", "1 2 3 4 5", "1 2 3 0", "1 2 nan 1", "1,2,3,4"}) {
    changed.header["__metadata__"]["ganscope.data_units"] = wrong;
    EXPECT_TRUE(has(parse_checkpoint(put_together(changed), "c").message(), "ganscope.data_units")) << wrong;
  }
}

// What a small or hostile header asks for is refused before it costs time or memory; without that these take minutes.
TEST_F(Checkpoint, HeadersAreBounded) {
  const auto with_header = [](const std::string& header, const std::string& numbers = "") {
    const std::uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), 8) + header + numbers;
  };
  const auto refusal = [&](const std::string& bytes) {
    const auto loaded = parse_safetensors(bytes, "c");
    return loaded ? "it was accepted" : loaded.message();
  };
  std::string keys = "{";
  for (int i = 0; i < 100000; ++i)
    keys += "\"t" + std::to_string(i) + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},";
  keys.back() = '}';
  EXPECT_TRUE(has(refusal(with_header(keys)), "its header has more than 10000 entries"));
  std::string texts = "{\"__metadata__\":{";
  for (int i = 0; i < 100000; ++i) texts += "\"m" + std::to_string(i) + "\":\"\",";
  texts.back() = '}';
  EXPECT_TRUE(has(refusal(with_header(texts + "}")), "its header has more than 10000 entries"));
  EXPECT_TRUE(
      has(refusal(with_header("{}" + spaces(40'000'000))), "its header has 40000002 bytes, more than the 16777216"));
  EXPECT_EQ(refusal(with_header("{}" + spaces(16'000'000))), "it was accepted");
  for (const char* deep : {"[", "{\"a\":", "{\"a\":[", "{\"a\":{\"x\":["}) {
    std::string nested;
    while (nested.size() < 1'000'000) nested += deep;
    EXPECT_TRUE(has(refusal(with_header(nested)), "c is not a readable safetensors file: ")) << deep;
  }
  // In a member that nobody reads nesting is no fault, and costs no stack.
  const std::string open(500'000, '['), close(500'000, ']');
  EXPECT_EQ(refusal(with_header("{\"a\":{\"x\":" + open + close +
                                ",\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}")),
            "it was accepted");
  // Ten thousand tensors that each claim all of the numbers.
  std::string claims = "{";
  for (int i = 0; i < 9000; ++i) {
    claims += "\"t" + std::to_string(i) + "\":{\"dtype\":\"F32\",\"shape\":[1000000],\"data_offsets\":[0,4000000]},";
  }
  claims.back() = '}';
  EXPECT_TRUE(has(refusal(with_header(claims, std::string(4'000'000, '\0'))), "overlap or leave"));
  const std::string one =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_"
      "offsets\":[0,0]}}";
  EXPECT_TRUE(has(refusal(with_header(one)), "its header has 'a' twice"));
}

TEST_F(Checkpoint, LargeNetworksInASmallFileTakeNoMemory) {
  Bytes changed = take_apart(write_checkpoint(saved_after(*run_, 2), "c"));
  auto& text = changed.header["__metadata__"]["ganscope.settings"].get_ref<std::string&>();
  text.replace(text.find("hidden = [6]"), 12, "hidden = [1024, 1024, 1024, 1024]");
  EXPECT_TRUE(has(parse_checkpoint(put_together(changed), "c").message(), "more than the file, which has"));
}

TEST_F(Checkpoint, EveryTruncationIsASentence) {
  const std::string bytes = write_checkpoint(saved_after(*run_, 2), "c");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t(8 + length / 2),
                                 std::size_t(8 + length), bytes.size() / 2 + length / 2, bytes.size() - 1}) {
    const auto loaded = parse_checkpoint(bytes.substr(0, size), "c");
    ASSERT_FALSE(loaded) << size;
    EXPECT_TRUE(has(loaded.message(), "c is not a readable safetensors file: ")) << size;
  }
  EXPECT_TRUE(has(parse_checkpoint(bytes + "x", "c").message(), "bytes follow its last tensor"));
  EXPECT_TRUE(has(parse_checkpoint(std::string(4096, 'x'), "c").message(), "not the length of a header"));
}

TEST_F(Checkpoint, RefusesWhatDoesNotFit) {
  const Bytes good = take_apart(write_checkpoint(saved_after(*run_, 2), "c"));
  const auto refusal = [&](auto change) {
    Bytes changed = good;
    change(changed);
    const auto loaded = parse_checkpoint(put_together(changed), "c");
    return loaded ? "it was accepted" : loaded.message();
  };
  EXPECT_EQ(refusal([](Bytes&) {}), "it was accepted");
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    b.header["generator.0.weight"]["shape"] = {3, 5};
                  }),
                  "tensor 'generator.0.weight' has shape [3, 5], expected [5, 3]"));
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    b.header["generator.9.weight"] = b.header["generator.0.weight"];
                    b.header.erase("generator.0.weight");
                  }),
                  "tensor 'generator.0.weight' is missing"));
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    auto& text = b.header["__metadata__"]["ganscope.settings"].get_ref<std::string&>();
                    text.replace(text.find("hidden = [6]"), 12, "hidden = [7]");
                  }),
                  "tensor 'discriminator.0.weight' has shape [6, 2], expected [7, 2]"));
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    auto& text = b.header["__metadata__"]["ganscope.settings"].get_ref<std::string&>();
                    text.replace(text.find("normalisation = \"batch\""), 23, "normalisation = \"none\" ");
                  }),
                  "c is not a checkpoint that fits"));
  EXPECT_TRUE(has(refusal([](Bytes& b) { b.header["__metadata__"].erase("ganscope.settings"); }),
                  "its header has no ganscope.settings"));
  EXPECT_TRUE(has(refusal([](Bytes& b) { b.header["__metadata__"]["ganscope.step"] = "-4"; }), "ganscope.step"));
  EXPECT_TRUE(has(refusal([](Bytes& b) { b.header["generator.0.weight"]["dtype"] = "F64"; }), "not of dtype F32"));
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    b.header["generator.0.weight"]["data_offsets"] = {4, 64};
                  }),
                  "overlap or leave"));
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    const std::int64_t side = std::int64_t{1} << 39;
                    b.header["generator.0.weight"]["shape"] = {side, side};
                  }),
                  "larger than any file"));
  EXPECT_TRUE(has(refusal([](Bytes& b) {
                    const float nan = std::nanf("");
                    std::memcpy(b.data.data() + 8, &nan, 4);
                  }),
                  "holds a number that is not finite"));
  EXPECT_TRUE(has(parse_checkpoint(put_together({nlohmann::json::array(), ""}), "c").message(), "not a JSON object"));
}

}  // namespace
}  // namespace gan
