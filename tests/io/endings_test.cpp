// How ganscope-cli ends when something from outside ends it: signals, full disks, missing memory, files in each other's
// way. Nothing is lost that could be kept, and nothing is left lying about.
#include <set>

#include "core/io/checkpoint.h"
#include "tests/io/child.h"
#include "tests/io/temporary_folder.h"
#include "tests/paths.h"
#include "tests/sanitized.h"

namespace gan {
namespace {

class Endings : public TemporaryFolder {
 protected:
  std::vector<std::string> words(const std::string& arguments) const {
    std::vector<std::string> all = {test::ganscope_cli()};
    std::istringstream stream(arguments);
    for (std::string word; stream >> word;) all.push_back(word);
    return all;
  }
  int run(const std::string& arguments, const std::function<void()>& prepare = {}) const {
    return Child(folder_, words(arguments), prepare).wait();
  }
  std::set<std::string> names() const {
    std::set<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) all.insert(entry.path().filename().string());
    return all;
  }
  std::size_t lines_said() const {
    const std::string text = get("err.txt");
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  // Ends with `code` and one line of `sentence`.
  void expect_refused(const std::string& arguments, const std::string& sentence,
                      const std::function<void()>& prepare = {}) const {
    EXPECT_EQ(run(arguments, prepare), 2) << arguments;
    EXPECT_TRUE(has(get("err.txt"), sentence)) << arguments;
    EXPECT_EQ(lines_said(), 1u) << arguments << "\n" << get("err.txt");
  }

  const std::string small_ =
      "train --scenario ring8 --seed 3 --set generator.hidden=16 --set discriminator.hidden=16 "
      "--set hyperparameters.batch_size=32 ";
};

TEST_F(Endings, EverySignalWritesEverythingWithAnyNumberOfThreads) {
  for (const int threads : {1, 2, 3}) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGXCPU}) {
      SCOPED_TRACE(std::to_string(threads) + " threads, signal " + std::to_string(signal));
      Child child(folder_,
                  words(small_ + "--steps 1000000000 --threads " + std::to_string(threads) +
                        " --metrics m.csv --every 1 --record r.toml --checkpoint c.safetensors --samples 5 s.csv"));
      ASSERT_TRUE(child.until([&] { return size_of_part(folder_, "m.csv") > 0; })) << get("err.txt");
      child.send(signal);
      child.send(signal);  // a second time, while it writes
      child.send(SIGINT);
      const int code = child.wait();
      EXPECT_TRUE(code == 128 + signal || code == 130) << code << get("err.txt");
      EXPECT_EQ(names(), (std::set<std::string>{"c.safetensors", "err.txt", "m.csv", "out.txt", "r.toml", "s.csv"}));
      EXPECT_TRUE(has(get("out.txt"), "interrupted: everything up to here is written"));
      EXPECT_TRUE(load_checkpoint(path("c.safetensors")));
      for (const char* name : {"m.csv", "r.toml", "c.safetensors", "s.csv"}) std::filesystem::remove(folder_ / name);
    }
  }
}

TEST_F(Endings, WhatWasInterruptedReplays) {
  Child child(folder_, words(small_ + "--steps 1000000000 --threads 2 --metrics m.csv --every 1 --record r.toml"));
  ASSERT_TRUE(child.until([&] { return size_of_part(folder_, "m.csv") > 0; })) << get("err.txt");
  child.send(SIGTERM);
  ASSERT_EQ(child.wait(), 128 + SIGTERM);
  EXPECT_EQ(run("replay r.toml"), 0);
  EXPECT_TRUE(has(get("out.txt"), "every hash agrees"));
}

TEST_F(Endings, AHangUpThatIsIgnoredFromTheStartStaysSo) {
  Child child(folder_, words(small_ + "--steps 1000000000 --metrics m.csv --every 1"),
              [] { std::signal(SIGHUP, SIG_IGN); });
  ASSERT_TRUE(child.until([&] { return size_of_part(folder_, "m.csv") > 0; }));
  const std::uintmax_t before = size_of_part(folder_, "m.csv");
  child.send(SIGHUP);
  EXPECT_TRUE(child.until([&] { return size_of_part(folder_, "m.csv") > before; })) << "it goes on";
  child.send(SIGTERM);
  EXPECT_EQ(child.wait(), 128 + SIGTERM);
}

TEST_F(Endings, TheTrainingOfAClassifierIsInterruptedToo) {
  Child child(folder_,
              words("train --scenario glyphs-conv --steps 1000 --threads 2 --metrics m.csv --checkpoint c.safetensors"),
              [] { setenv("XDG_CACHE_HOME", "cache", 1); });
  ASSERT_TRUE(child.until([&] { return count_parts(folder_) == 2; })) << get("err.txt");
  child.send(SIGTERM);
  EXPECT_EQ(child.wait(), 128 + SIGTERM) << get("err.txt");
  EXPECT_EQ(count_parts(folder_), 0);
}

TEST_F(Endings, KilledProgramsLeaveNoPile) {
  for (int i = 0; i < 3; ++i) {
    // Other names every time: the next that writes in the folder takes them all away.
    const std::string number = std::to_string(i);
    Child child(folder_, words(small_ + "--steps 1000000000 --metrics m" + number + ".csv --every 1 --record r" +
                               number + ".toml"));
    ASSERT_TRUE(child.until([&] { return size_of_part(folder_, "m" + number + ".csv") > 0; }));
    child.send(SIGKILL);
    EXPECT_EQ(child.wait(), 1000 + SIGKILL);
    EXPECT_EQ(count_parts(folder_), 2) << "of this one alone";
  }
  EXPECT_EQ(run(small_ + "--steps 5 --metrics other.csv"), 0);
  EXPECT_EQ(count_parts(folder_), 0);
}

TEST_F(Endings, AFileThatIsBeingWrittenIsNeverTakenAway) {
  Child child(folder_, words(small_ + "--steps 1000000000 --metrics m.csv --every 1"));
  ASSERT_TRUE(child.until([&] { return size_of_part(folder_, "m.csv") > 0; }));
  EXPECT_EQ(run(small_ + "--steps 5 --metrics m.csv"), 0);
  EXPECT_EQ(count_parts(folder_), 1);
  child.send(SIGINT);
  EXPECT_EQ(child.wait(), 128 + SIGINT);
  EXPECT_EQ(count_parts(folder_), 0);
  EXPECT_GT(get("m.csv").size(), 4000u) << "the longer run's, which ended last";
}

// /dev/full is a disk that is full from the start.
TEST_F(Endings, AFullDiskUnderTheMetricsLosesNothingElse) {
  if (!std::filesystem::exists("/dev/full")) return;
  EXPECT_EQ(run(small_ + "--steps 400 --metrics /dev/full --every 1 --record r.toml --checkpoint c.safetensors"), 2);
  EXPECT_TRUE(has(get("err.txt"), "cannot write /dev/full: No space left"));
  EXPECT_EQ(lines_said(), 1u) << get("err.txt");
  const auto saved = load_checkpoint(path("c.safetensors"));
  ASSERT_TRUE(saved) << saved.message();
  EXPECT_EQ(saved.value()->state.step, 400) << "the training goes on";
  EXPECT_EQ(run("replay r.toml"), 0);
}

// One sentence each; SIGXFSZ, whose default is to kill, is not one of the reasons.
TEST_F(Endings, AFileThatGrowsTooLargeIsASentence) {
  const auto limit = [] {
    rlimit small{};
    getrlimit(RLIMIT_FSIZE, &small);
    small.rlim_cur = 2048;
    setrlimit(RLIMIT_FSIZE, &small);
    std::signal(SIGXFSZ, SIG_DFL);
  };
  EXPECT_EQ(run(small_ + "--steps 60 --metrics m.csv --every 1 --checkpoint c.safetensors --samples 5 s.csv", limit),
            2);
  EXPECT_TRUE(has(get("err.txt"), "cannot write m.csv: "));
  EXPECT_TRUE(has(get("err.txt"), "cannot write c.safetensors: "));
  EXPECT_EQ(lines_said(), 2u) << get("err.txt");
  EXPECT_EQ(names(), (std::set<std::string>{"err.txt", "out.txt", "s.csv"}));
}

TEST_F(Endings, AReaderThatGoesAwayDoesNotKill) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  const int code = run(small_ + "--steps 20 --checkpoint c.safetensors", [&] {
    std::signal(SIGPIPE, SIG_DFL);
    dup2(ends[1], 1);
  });
  close(ends[1]);
  EXPECT_EQ(code, 0) << get("err.txt");
  EXPECT_TRUE(load_checkpoint(path("c.safetensors")));
}

TEST_F(Endings, WhatIsSaidMustArrive) {
  if (!std::filesystem::exists("/dev/full")) return;
  expect_refused("list", "cannot write to the standard output: No space left", [] {
    const int full = open("/dev/full", O_WRONLY);
    dup2(full, 1);
  });
}

TEST_F(Endings, ARecordingKeepsTheCheckpointThatItBeginsWith) {
  ASSERT_EQ(run(small_ + "--steps 20 --checkpoint a.safetensors"), 0);
  std::filesystem::create_symlink("a.safetensors", path("link.safetensors"));
  for (const char* same : {"a.safetensors", "./a.safetensors", "link.safetensors"}) {
    expect_refused("train --load a.safetensors --steps 5 --record r.toml --checkpoint " + std::string(same),
                   "with which the recording begins");
  }
  expect_refused("train --load a.safetensors --steps 5 --record a.safetensors",
                 "--record would overwrite a.safetensors");
  EXPECT_FALSE(std::filesystem::exists(path("r.toml")));
  // Without a recording it may be replaced, and another name is always right.
  EXPECT_EQ(run("train --load a.safetensors --steps 5 --record r.toml --checkpoint b.safetensors"), 0);
  EXPECT_EQ(run("replay r.toml"), 0);
  EXPECT_EQ(run("train --load a.safetensors --steps 5 --checkpoint a.safetensors"), 0);
  EXPECT_EQ(load_checkpoint(path("a.safetensors")).value()->state.step, 25);
  expect_refused("replay r.toml", "has changed since");
}

TEST_F(Endings, OutputsNeverTakeThePlaceOfInputs) {
  put("game.toml", "title = \"t\"\nsteps = 5\n");
  put("points.csv", "1,2\n3,4\n5,6\n");
  expect_refused("train --scenario game.toml --record ./game.toml", "which --scenario reads");
  expect_refused("train --set data.kind=csv --set data.file=points.csv --steps 5 --samples 5 points.csv",
                 "which data.file reads");
  EXPECT_EQ(get("points.csv"), "1,2\n3,4\n5,6\n");
}

TEST_F(Endings, WhatAsksForMoreMemoryThanThereIsIsRefusedBeforeItStarts) {
  const std::string large =
      "train --scenario glyphs-conv --set data.size=64 --set generator.channels=256 --set discriminator.channels=256 "
      "--set hyperparameters.batch_size=4096 --steps 5 --checkpoint c.safetensors --random-features";
  expect_refused(large, " GiB of memory, and ");
  EXPECT_FALSE(std::filesystem::exists(path("c.safetensors")));
  // Sanitizers reserve more address space than any limit allows.
  if (kSanitized) return;
  expect_refused(
      "train --scenario ring8 --set hyperparameters.batch_size=4096 --set generator.hidden=1024,1024,1024,1024 "
      "--set discriminator.hidden=1024,1024,1024,1024 --steps 5 --threads 1",
      "ulimit -v", [] {
        rlimit little{};
        getrlimit(RLIMIT_AS, &little);
        little.rlim_cur = 400u << 20;
        setrlimit(RLIMIT_AS, &little);
      });
}

TEST_F(Endings, NumbersAreDigitsAndOneLine) {
  for (const char* number : {"1_000", "1e3", "1,000", "0x10", "12.0", "99999999999999999999", "-3", "ten", "--"}) {
    EXPECT_EQ(run("train --steps " + std::string(number)), 2) << number;
    EXPECT_EQ(lines_said(), 1u) << get("err.txt");
    EXPECT_LT(get("err.txt").size(), 160u) << get("err.txt");
  }
  expect_refused("train --steps 1_000", "--steps: found '1_000', expected a whole number from 0 to 1000000000000");
  expect_refused("train --threads 0", "--threads: found '0', expected a whole number from 1 to 256");
  expect_refused("train --metrics m.csv --every 2.5", "--every: found '2.5', expected a whole number from 1");
  expect_refused("train --seed 1.5", "--seed: found '1.5'");
  // Ten, not eight.
  EXPECT_EQ(run(small_ + "--steps 010 --checkpoint c.safetensors"), 0);
  EXPECT_EQ(load_checkpoint(path("c.safetensors")).value()->state.step, 10);
}

}  // namespace
}  // namespace gan
