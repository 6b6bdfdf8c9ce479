#include "core/io/recording_file.h"

#include <set>
#include <variant>

#include "core/ad/product.h"
#include "core/io/checkpoint.h"
#include "core/io/data_files.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/version.h"
#include "tests/io/temporary_folder.h"
#include "tests/paths.h"
#include "tests/seed.h"

namespace gan {
namespace {

class RecordingFileTest : public TemporaryFolder {
 protected:
  RecordingFileTest() {
    settings_.spec.seed = test::seed(1);
    settings_.spec.generator.hidden = settings_.spec.discriminator.hidden = {8};
    settings_.hyperparameters.batch_size = 16;
    settings_.schedule = {{20, "hyperparameters.k", std::int64_t{2}}};
  }

  void steps(gan::Run& run, int count) {
    for (int i = 0; i < count; ++i) {
      EXPECT_TRUE(run.step());
      recorder_.after_iteration(run);
    }
  }

  // One of every kind of command.
  Recording drive() {
    auto run = std::move(gan::Run::create(settings_).value());
    steps(*run, 15);
    run->substep();
    EXPECT_TRUE(run->apply(SetValue{"hyperparameters.generator.learning_rate", 0.1 + 0.2}));
    EXPECT_TRUE(run->apply(TakeSteps{Player::discriminator}));
    steps(*run, 15);
    EXPECT_TRUE(run->apply(TakeSteps{Player::generator}));
    EXPECT_TRUE(run->apply(TakeSteps{Player::discriminator, 7}));
    const SavedGame saved = {run->settings(), run->state(), ""};
    EXPECT_TRUE(save_checkpoint(saved, path("c.safetensors")));
    EXPECT_TRUE(run->apply(SameStart{}));
    steps(*run, 11);
    EXPECT_TRUE(run->apply(NewStart{99}));
    steps(*run, 11);
    EXPECT_TRUE(run->apply(SetValue{"data.modes", std::int64_t{3}}));
    steps(*run, 5);
    EXPECT_TRUE(run->apply(SetValues{{{"generator.hidden", std::vector<std::int64_t>{5, 3}},
                                      {"hyperparameters.k", std::int64_t{2}},
                                      {"data.modes", std::int64_t{4}}}}));
    steps(*run, 5);
    Settings other = settings_;
    put("p.csv", "1,2\n3,4\n");
    EXPECT_TRUE(set_from_text(other, "data.file", path("p.csv")));
    EXPECT_TRUE(set_from_text(other, "data.kind", "csv"));
    EXPECT_TRUE(run->apply(OpenGame{std::make_shared<const Settings>(other)}));
    steps(*run, 12);
    EXPECT_TRUE(run->apply(LoadGame{load_checkpoint(path("c.safetensors")).value()}));
    steps(*run, 12);
    return recorder_.finish(*run);
  }

  Settings settings_;
  Recorder recorder_{5};
};

TEST_F(RecordingFileTest, EveryCommandSurvivesAndReplays) {
  const Recording recording = drive();
  std::set<std::size_t> kinds;
  for (const StampedCommand& stamped : recording.commands) kinds.insert(stamped.command.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<Command>) << "drive() gives one of every kind";
  ASSERT_TRUE(save_recording(recording, path("r.toml")));
  const auto again = read_recording(path("r.toml"));
  ASSERT_TRUE(again) << again.message();
  const Recording read = again.value().recording();
  EXPECT_EQ(again.value().build, build_description());
  EXPECT_EQ(read.settings, recording.settings);
  ASSERT_EQ(read.commands.size(), recording.commands.size());
  EXPECT_EQ(write_recording(read, path("r.toml")), get("r.toml"));
  ASSERT_EQ(read.hashes.size(), recording.hashes.size());
  EXPECT_GE(read.hashes.size(), 10u);
  const ReplayResult result = replay(read);
  EXPECT_TRUE(result.agrees) << result.problem;
  EXPECT_EQ(result.final_hash, recording.hashes.back().hash);
}

// A path that is nearly as long as a recording may be stands for its 400,000 commands.
TEST_F(RecordingFileTest, WhatCouldNotBeReadBackIsNotWritten) {
  Recording recording;
  recording.settings = settings_;
  const auto set_path = [&](std::size_t bytes) {
    recording.commands = {{Position{}, 1, SetValue{"data.file", std::string(bytes, 'a')}}};
  };
  set_path(kLargestRecording - 65536);
  ASSERT_TRUE(save_recording(recording, path("r.toml")));
  const std::string kept = get("r.toml");
  EXPECT_LE(kept.size(), kLargestRecording);
  set_path(kLargestRecording);
  const Outcome refused = save_recording(recording, path("r.toml"));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.message().find("r.toml: not written"), std::string::npos) << refused.message();
  EXPECT_NE(refused.message().find("64 MiB"), std::string::npos) << refused.message();
  EXPECT_TRUE(get("r.toml") == kept) << "the file as it was";
}

TEST_F(RecordingFileTest, EveryKindOfCommandIsExplained) {
  ASSERT_TRUE(save_recording(drive(), path("r.toml")));
  const Result<std::string> formats = read_file(test::source_folder() + "/docs/formats.md");
  ASSERT_TRUE(formats) << formats.message();
  const std::string written = get("r.toml"), mark = "\nkind = \"";
  int count = 0;
  for (std::size_t at = 0; (at = written.find(mark, at)) != std::string::npos; ++count) {
    at += mark.size();
    const std::string kind = written.substr(at, written.find('"', at) - at);
    EXPECT_NE(formats.value().find("`" + kind + "`"), std::string::npos) << kind;
  }
  EXPECT_GE(count, 8);
}

// What decides the bits is compared, and not what the compiler is called.
TEST_F(RecordingFileTest, AnotherBuildIsToldByWhatDecidesTheBits) {
  ASSERT_TRUE(save_recording(drive(), path("r.toml")));
  const std::string text = get("r.toml");
  EXPECT_EQ(other_build(read_recording(path("r.toml")).value()), "");

  const auto with_line = [&](const std::string& key, const std::string& value) {
    const std::size_t from = text.find("\n" + key + " = ");
    EXPECT_NE(from, std::string::npos) << key;
    const std::size_t to = text.find('\n', from + 1);
    return text.substr(0, from) + (value.empty() ? "" : "\n" + key + " = \"" + value + "\"") + text.substr(to);
  };
  const auto told = [&](const std::string& changed) {
    const Result<RecordingFile> file = parse_recording(changed, path("r.toml"));
    EXPECT_TRUE(file) << file.message();
    return file ? other_build(file.value()) : "";
  };
  EXPECT_EQ(told(with_line("compiler", "clang 99")), "");
  EXPECT_EQ(told(with_line("compiler", "")), "");
  const std::string other = told(with_line("build", "Eigen 3.4.0, vectors of 64 floats"));
  EXPECT_NE(other.find("another build (Eigen 3.4.0, vectors of 64 floats; this one: " + build_description() + ")"),
            std::string::npos)
      << other;
  EXPECT_NE(told(with_line("build", "")).find("another build (not named; "), std::string::npos);
}

TEST(BuildDescription, NamesVectorsAndKernels) {
  const std::string text = build_description();
  EXPECT_EQ(text.rfind("Eigen ", 0), 0u) << text;
  EXPECT_NE(text.find("vectors of "), std::string::npos) << text;
  const std::string kernels = product_kernels();
  EXPECT_EQ(text.find("libxsmm") != std::string::npos, !kernels.empty());
  EXPECT_EQ(text.find("gcc"), std::string::npos) << text;
  EXPECT_EQ(text.find("clang"), std::string::npos) << text;
}

TEST_F(RecordingFileTest, AFolderCanBeMoved) {
  ASSERT_TRUE(save_recording(drive(), path("r.toml")));
  const std::string moved = folder_.string() + "_moved";
  std::filesystem::remove_all(moved);
  std::filesystem::rename(folder_, moved);
  const auto again = read_recording(moved + "/r.toml");
  EXPECT_TRUE(again && replay(again.value().recording()).agrees) << again.message();
  std::filesystem::rename(moved, folder_);
}

TEST_F(RecordingFileTest, ReplaySaysWhereItDiffers) {
  std::string text = write_recording(drive(), path("r.toml"));
  const std::size_t place = text.find("0.30000000000000004");
  ASSERT_NE(place, std::string::npos);
  text.replace(place, 19, "0.25");
  const auto changed = parse_recording(text, path("r.toml"));
  ASSERT_TRUE(changed) << changed.message();
  const ReplayResult result = replay(changed.value().recording());
  EXPECT_FALSE(result.agrees);
  EXPECT_EQ(result.last_agreement.step, 15);
  EXPECT_EQ(result.first_difference.step, 20);
}

TEST_F(RecordingFileTest, ReplacedFilesAreNoticed) {
  const std::string text = write_recording(drive(), path("r.toml"));
  put("p.csv", "1,2\n3,5\n");
  EXPECT_TRUE(has(parse_recording(text, path("r.toml")).message(), "p.csv has changed since"));
  put("p.csv", "1,2\n3,4\n");
  auto run = std::move(gan::Run::create(settings_).value());
  ASSERT_TRUE(save_checkpoint({run->settings(), run->state(), ""}, path("c.safetensors")));
  EXPECT_TRUE(has(parse_recording(text, path("r.toml")).message(), "c.safetensors has changed since"));
  std::filesystem::remove(path("c.safetensors"));
  EXPECT_TRUE(has(parse_recording(text, path("r.toml")).message(), "cannot read"));
}

TEST_F(RecordingFileTest, Refusals) {
  auto run = std::move(gan::Run::create(settings_).value());
  ASSERT_TRUE(run->apply(SetValue{"hyperparameters.k", std::int64_t{3}}));
  const std::string good = write_recording(recorder_.finish(*run), "r.toml");
  const auto refusal = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    text.replace(place, from.size(), to);
    const auto read = parse_recording(text, "r.toml");
    return read ? "it was accepted" : read.message();
  };
  EXPECT_EQ(refusal("[recording]", "[recording]"), "it was accepted");
  EXPECT_TRUE(has(refusal("format = 2", "format = 3"),
                  "r.toml: the recording has format 3, expected 1 or 2: a newer version of Ganscope has written it"));
  EXPECT_TRUE(has(refusal("[end]", ""), "r.toml: found no [end]: the file is cut off"));
  EXPECT_TRUE(has(refusal("program = \"" + program_version(), "program = \"99.0"),
                  "r.toml: the recording was made by version 99.0"));
  EXPECT_TRUE(has(refusal("[recording]", "[recordings]"), "found no [recording]"));
  EXPECT_TRUE(has(refusal("kind = \"set\"", "kind = \"sat\""), "unknown kind of command 'sat'"));
  EXPECT_TRUE(has(refusal("key = \"hyperparameters.k\"", "key = \"hyperparameters.j\""), "unknown key"));
  EXPECT_TRUE(has(refusal("value = 3", "value = 300"), "hyperparameters.k is 300"));
  EXPECT_TRUE(has(refusal("sequence = 1", "sequence = -1"), "no whole number 'sequence'"));
  EXPECT_TRUE(has(refusal("hash = \"", "hash = \"x"), "is not a hash"));
  EXPECT_TRUE(has(refusal("[[hash]]", "[[hush]]"), "unknown key 'hush'"));
  EXPECT_TRUE(has(refusal("batch_size = 16", "batch_size = 0"), "r.toml:"));
  EXPECT_TRUE(has(refusal("[settings]", "[settings"), "broken TOML"));
  EXPECT_TRUE(has(read_recording(path("none.toml")).message(), "cannot read"));
}

}  // namespace
}  // namespace gan
