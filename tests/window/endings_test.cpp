// How the window's program ends: by signals, with files of every kind on its command line, with outputs that can't be
// written. What can be kept is kept.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/io/child.h"
#include "tests/io/temporary_folder.h"
#include "tests/paths.h"

namespace gan {
namespace {

class WindowEndings : public TemporaryFolder {
 protected:
  void SetUp() override {
    ASSERT_NE(std::getenv("DISPLAY"), nullptr) << "this test needs a display: run it with xvfb-run";
  }

  std::vector<std::string> words(const std::string& program, const std::string& arguments) const {
    std::vector<std::string> all = {program};
    std::istringstream stream(arguments);
    for (std::string word; stream >> word;) all.push_back(word);
    return all;
  }
  // Settings and caches of the window lie in the test's folder.
  std::function<void()> at_home(const std::function<void()>& prepare = {}) const {
    return [prepare] {
      setenv("XDG_CONFIG_HOME", "config", 1);
      setenv("XDG_CACHE_HOME", "cache", 1);
      setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
      if (prepare) prepare();
    };
  }
  int window(const std::string& arguments, const std::function<void()>& prepare = {}) const {
    return Child(folder_, words(test::ganscope(), arguments), at_home(prepare)).wait();
  }
  int cli(const std::string& arguments) const {
    return Child(folder_, words(test::ganscope_cli(), arguments), at_home()).wait();
  }
  std::string hash() const {
    const std::string text = get("out.txt");
    const auto at = text.find("state hash: ");
    return at == std::string::npos ? "none" : text.substr(at + 12, 16);
  }
  bool is_there(const char* name) const { return std::filesystem::exists(folder_ / name); }
  std::size_t lines_said() const {
    const std::string text = get("err.txt");
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  const std::string small_ =
      "--set generator.hidden=16 --set discriminator.hidden=16 --set hyperparameters.batch_size=32 --seed 3 ";
};

TEST_F(WindowEndings, SignalsEndItLikeClosing) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    SCOPED_TRACE(signal);
    Child child(folder_, words(test::ganscope(), small_ + "--threads 2 --metrics m.csv --record r.toml --size 800x600"),
                at_home());
    ASSERT_TRUE(child.until([&] { return size_of_part(folder_, "m.csv") > 0; })) << get("err.txt");
    child.send(signal);
    child.send(signal);
    EXPECT_EQ(child.wait(), 128 + signal) << get("err.txt");
    EXPECT_GT(get("m.csv").size(), 100u);
    EXPECT_TRUE(is_there("config/ganscope/settings.toml"));
    EXPECT_EQ(count_parts(folder_), 0);
    EXPECT_EQ(cli("replay r.toml"), 0) << get("out.txt");
    for (const char* name : {"m.csv", "r.toml", "config"}) std::filesystem::remove_all(folder_ / name);
  }
}

TEST_F(WindowEndings, SignalsEndAPictureThatIsOnItsWay) {
  Child child(folder_,
              words(test::ganscope(), small_ + "--metrics m.csv --record r.toml --size 640x480 --run-steps "
                                               "1000000000 --exit --screenshot s.png"),
              at_home());
  ASSERT_TRUE(child.until([&] { return count_parts(folder_) == 3; })) << get("err.txt");
  std::this_thread::sleep_for(std::chrono::seconds(2));  // any moment is right
  child.send(SIGTERM);
  EXPECT_EQ(child.wait(), 128 + SIGTERM) << get("err.txt");
  EXPECT_EQ(get("s.png").substr(1, 3), "PNG");
  EXPECT_TRUE(is_there("m.csv"));
  EXPECT_EQ(count_parts(folder_), 0);
  const std::string trained = hash();
  EXPECT_EQ(cli("replay r.toml"), 0);
  EXPECT_EQ(hash(), trained);
}

TEST_F(WindowEndings, EveryKindOfFileIsTrained) {
  put("game.toml", "title = \"A game\"\nseed = 4\n[generator]\nhidden = [8]\n[discriminator]\nhidden = [8]\n");
  put("points.csv", "1,2\n3,4\n5,6\n0,1\n");
  ASSERT_EQ(cli("train --scenario game.toml --steps 20 --checkpoint a.safetensors --record r.toml"), 0)
      << get("err.txt");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"game.toml", "--scenario game.toml --steps 30"},
      {"a.safetensors", "--load a.safetensors --steps 30"},
      {"r.toml", "--load a.safetensors --steps 30"},  // twenty steps, replayed, and thirty more
      {"points.csv", "--set data.kind=csv --set data.file=points.csv --steps 30"}};
  for (const auto& [file, same] : cases) {
    SCOPED_TRACE(file);
    ASSERT_EQ(cli("train " + same), 0) << get("err.txt");
    const std::string expected = hash();
    ASSERT_EQ(window(file + " --run-steps 30 --exit --metrics m.csv --record w.toml"), 0) << get("err.txt");
    EXPECT_EQ(hash(), expected);
    EXPECT_EQ(cli("replay w.toml"), 0) << get("out.txt");
    const std::string rows = get("m.csv");
    EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 31) << "a row for each step of this game alone";
  }
}

TEST_F(WindowEndings, FilesThatContradictAreRefused) {
  put("points.csv", "1,2\n3,4\n5,6\n");
  put("game.toml", "title = \"A game\"\n");
  put("broken.csv", "1,2\n3,four\n");
  put("x.docx", "?");
  ASSERT_EQ(cli("train --steps 3 --checkpoint a.safetensors --record r.toml"), 0);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"points.csv --scenario ring8", "both say what to open"},
      {"game.toml --data points.csv", "both say what to open"},
      {"a.safetensors --seed 4", "--seed would start a new game"},
      {"a.safetensors --set data.modes=3", "would start a new game"},
      {"r.toml --set hyperparameters.k=3", "--set would change what"},
      {"broken.csv", "broken.csv:2"},
      {"none.toml", "cannot read none.toml"},
      {"x.docx", "was not opened: expected"},
      {"r.toml --record r.toml", "--record would overwrite r.toml"},
      {"points.csv --metrics ./points.csv", "--metrics would overwrite"}};
  for (const auto& [arguments, sentence] : cases) {
    EXPECT_EQ(window(arguments + " --run-steps 3 --exit"), 2) << arguments;
    EXPECT_TRUE(has(get("err.txt"), sentence)) << arguments;
    EXPECT_EQ(lines_said(), 1u) << get("err.txt");
  }
}

// The limit on the size of files stands for a disk that has room for rows and a recording, but not for a picture.
TEST_F(WindowEndings, APictureThatCanNotBeWrittenLosesNothingElse) {
  const int code =
      window(small_ + "--run-steps 20 --exit --size 1280x800 --metrics m.csv --record r.toml --screenshot s.png", [] {
        rlimit small{};
        getrlimit(RLIMIT_FSIZE, &small);
        small.rlim_cur = 24 * 1024;
        setrlimit(RLIMIT_FSIZE, &small);
      });
  EXPECT_EQ(code, 2);
  EXPECT_TRUE(has(get("err.txt"), "cannot write s.png: "));
  EXPECT_EQ(lines_said(), 1u) << get("err.txt");
  EXPECT_FALSE(is_there("s.png"));
  EXPECT_TRUE(is_there("m.csv"));
  EXPECT_EQ(count_parts(folder_), 0);
  EXPECT_EQ(cli("replay r.toml"), 0);
}

TEST_F(WindowEndings, AFullDiskUnderTheMetricsLosesNothingElse) {
  if (!std::filesystem::exists("/dev/full")) return;
  EXPECT_EQ(window(small_ + "--run-steps 300 --exit --metrics /dev/full --record r.toml"), 2);
  EXPECT_TRUE(has(get("err.txt"), "cannot write /dev/full: No space left"));
  EXPECT_EQ(lines_said(), 1u) << get("err.txt");
  EXPECT_TRUE(has(get("out.txt"), "step 300"));
  EXPECT_EQ(cli("replay r.toml"), 0);
}

TEST_F(WindowEndings, NumbersAreDigitsAndOneLine) {
  for (const char* arguments :
       {"--run-steps 1_000 --exit", "--threads 1e1", "--seed 0x3", "--run-steps 99999999999999999999"}) {
    EXPECT_EQ(window(arguments), 2) << arguments;
    EXPECT_TRUE(has(get("err.txt"), "expected a whole number from"));
    EXPECT_EQ(lines_said(), 1u) << get("err.txt");
    EXPECT_LT(get("err.txt").size(), 160u) << get("err.txt");
  }
}

TEST_F(WindowEndings, WhatAsksForMoreMemoryThanThereIsIsRefusedBeforeItStarts) {
  EXPECT_EQ(
      window("--scenario glyphs-conv --set data.size=64 --set generator.channels=256 --set discriminator.channels=256 "
             "--set hyperparameters.batch_size=4096 --run-steps 5 --exit"),
      2);
  EXPECT_TRUE(has(get("err.txt"), " GiB of memory, and "));
  EXPECT_EQ(lines_said(), 1u) << get("err.txt");
}

}  // namespace
}  // namespace gan
