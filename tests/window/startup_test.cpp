// The program as a person starts it: pictures of the window, agreement with ganscope-cli, and one sentence
// with code 2 for everything that can't be done.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/own_folder.h"
#include "tests/paths.h"
#include "tests/seed.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#include "stb_image.h"

namespace gan {
namespace {

struct Ended {
  int code = -1;
  std::string text;  // stdout and stderr
};

Ended start(const std::string& command) {
  Ended ended;
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return ended;
  std::array<char, 512> buffer;
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) ended.text += buffer.data();
  const int status = pclose(pipe);
  if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
  return ended;
}

std::string window(const std::string& arguments) {
  return test::ganscope() + " " + arguments;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string hash_line(const std::string& text) {
  const auto at = text.find("state hash:");
  return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

class StartUp : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(std::getenv("DISPLAY"), nullptr) << "this test needs a display: run it with xvfb-run";
  }
  std::string file(const char* name) const { return (folder_ / name).string(); }

  const test::OwnFolder folder_;
};

// Share of the pixels that are clearly blue, and clearly orange.
struct Colours {
  double blue = 0;
  double orange = 0;
  double mean = 0;  // brightness, 0 to 255
};

Colours look_at(const std::string& path, int& width, int& height) {
  int channels = 0;
  Colours found;
  unsigned char* rgb = stbi_load(path.c_str(), &width, &height, &channels, 3);
  if (rgb == nullptr) return found;
  const int n = width * height;
  for (int i = 0; i < n; ++i) {
    const int r = rgb[3 * i];
    const int g = rgb[3 * i + 1];
    const int b = rgb[3 * i + 2];
    found.blue += b > r + 30;
    found.orange += r > b + 30;
    found.mean += (r + g + b) / 3.0;
  }
  stbi_image_free(rgb);
  return {found.blue / n, found.orange / n, found.mean / n};
}

// Share of the pixels of two pictures that are clearly not the same; 1 where their sizes differ.
double difference(const std::string& one, const std::string& other) {
  int size[2][2] = {}, channels = 0;
  unsigned char* const a = stbi_load(one.c_str(), &size[0][0], &size[0][1], &channels, 3);
  unsigned char* const b = stbi_load(other.c_str(), &size[1][0], &size[1][1], &channels, 3);
  double share = 1;
  if (a && b && size[0][0] == size[1][0] && size[0][1] == size[1][1]) {
    const int n = size[0][0] * size[0][1];
    int changed = 0;
    for (int i = 0; i < n; ++i) {
      bool differs = false;
      for (int c = 0; c < 3; ++c) differs = differs || std::abs(a[3 * i + c] - b[3 * i + c]) > 30;
      changed += differs;
    }
    share = static_cast<double>(changed) / n;
  }
  stbi_image_free(a);
  stbi_image_free(b);
  return share;
}

// How the trained state looks is for the processor to say, whose rounding decides about the trajectory. Everywhere it
// is another picture than the start's, the same whenever it is made, and shows both kinds of samples.
TEST_F(StartUp, DrawsTheStateThatWasTrained) {
  const std::string common = "--scenario ring8 --seed " + std::to_string(test::seed(3)) + " --size 1280x800 --exit ";
  for (const char* theme : {"dark", "light"}) {
    const auto draw = [&](int steps, const char* name) {
      const Ended ended = start(window(common + "--run-steps " + std::to_string(steps) + " --screenshot " + file(name) +
                                       " --theme " + theme));
      EXPECT_EQ(ended.code, 0) << ended.text;
    };
    draw(1, "start.png");
    draw(400, "a.png");
    draw(400, "again.png");
    int width = 0;
    int height = 0;
    const Colours seen = look_at(file("a.png"), width, height);
    EXPECT_EQ(width, 1280);
    EXPECT_EQ(height, 800);
    // Samples of both kinds, the curves of both players, their names.
    EXPECT_GT(seen.blue, 0.005) << theme;
    EXPECT_GT(seen.orange, 0.005) << theme;
    EXPECT_EQ(seen.mean < 110, std::string(theme) == "dark") << seen.mean;
    // The surface, and what was generated from the same noise.
    const double trained = difference(file("start.png"), file("a.png"));
    EXPECT_GT(trained, 0.02) << theme;
    EXPECT_TRUE(content(file("a.png")) == content(file("again.png"))) << theme;
  }
}

TEST_F(StartUp, AgreesWithTheProgramWithoutAWindow) {
  const std::string common = "--scenario ring8 --seed 5 --set hyperparameters.k=2 ";
  const Ended shown =
      start(window(common + "--run-steps 400 --exit --metrics " + file("a.csv") + " --record " + file("a.toml")));
  ASSERT_EQ(shown.code, 0) << shown.text;
  const Ended silent = start(test::ganscope_cli() + " train " + common + "--steps 400 --metrics " + file("b.csv"));
  ASSERT_EQ(silent.code, 0) << silent.text;
  EXPECT_NE(hash_line(shown.text), "");
  EXPECT_EQ(hash_line(shown.text), hash_line(silent.text));
  EXPECT_EQ(content(file("a.csv")), content(file("b.csv")));
  EXPECT_GT(content(file("a.csv")).size(), 1000u);
  EXPECT_EQ(start(test::ganscope_cli() + " replay " + file("a.toml")).code, 0);
}

TEST_F(StartUp, EveryComparedGameHasItsRowsOfMetrics) {
  const std::string common = "--scenario ring8 --seed 5 ";
  const std::string two = "hyperparameters.k=2", three = "hyperparameters.k=3";
  const Ended both = start(window(common + "--compare " + two + " --compare " + three + " --run-steps 300 --exit " +
                                  "--metrics " + file("m.csv")));
  ASSERT_EQ(both.code, 0) << both.text;
  const std::pair<const char*, std::string> games[] = {
      {"m.csv", ""}, {"m-b.csv", "--set " + two}, {"m-c.csv", "--set " + three}};
  for (const auto& [name, change] : games) {
    const Ended alone =
        start(test::ganscope_cli() + " train " + common + change + " --steps 300 --metrics " + file("alone.csv"));
    ASSERT_EQ(alone.code, 0) << alone.text;
    EXPECT_GT(content(file(name)).size(), 1000U) << name;
    EXPECT_EQ(content(file(name)), content(file("alone.csv"))) << name;
  }
  // None of them may be another output.
  const Ended same = start(window(common + "--compare " + two + " --run-steps 3 --exit --metrics " + file("s.csv") +
                                  " --record " + file("s-b.csv")));
  EXPECT_EQ(same.code, 2);
  EXPECT_NE(same.text.find("--metrics and --record name the same file"), std::string::npos) << same.text;
}

TEST_F(StartUp, EverythingThatCanNotBeDoneIsOneSentence) {
  const std::string broken = file("broken.toml");
  std::ofstream(broken) << "title = \n";
  const std::string nowhere = file("none/here.x");
  for (const std::string& arguments :
       {std::string("--scenario no-such-thing"), "--scenario " + broken, std::string("--set hyperparameters.kk=1"),
        std::string("--set hyperparameters.k=-1"), std::string("--set hyperparameters.k"), std::string("--size 0x0"),
        std::string("--size 12"), std::string("--exit"), std::string("--no-such-option"),
        std::string("--run-steps -4 --exit"), std::string("--theme pink"), "--screenshot " + file("a.png"),
        "--run-steps 5 --exit --metrics " + nowhere, "--run-steps 5 --exit --record " + nowhere,
        "--run-steps 5 --exit --screenshot " + nowhere,
        "--run-steps 5 --exit --metrics " + file("same") + " --record " + file("same"),
        std::string("--seed 3 --set seed=4")}) {
    const Ended ended = start(window(arguments));
    EXPECT_EQ(ended.code, 2) << arguments << "\n" << ended.text;
    EXPECT_EQ(std::count(ended.text.begin(), ended.text.end(), '\n'), 1) << arguments << "\n" << ended.text;
    EXPECT_EQ(ended.text.rfind("ganscope: ", 0), 0u) << ended.text;
  }
  // Nothing is left behind but what this test wrote.
  int files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_.path())) ++files;
  EXPECT_EQ(files, 1);
}

TEST_F(StartUp, WithoutADisplayOrOpenGlThereIsASentence) {
  const Ended dark = start("env -u DISPLAY -u WAYLAND_DISPLAY " + window("--run-steps 1 --exit"));
  EXPECT_EQ(dark.code, 2) << dark.text;
  EXPECT_NE(dark.text.find("display"), std::string::npos) << dark.text;
  const Ended old = start("env LIBGL_ALWAYS_SOFTWARE=1 MESA_GL_VERSION_OVERRIDE=2.1 " + window("--run-steps 1 --exit"));
  EXPECT_EQ(old.code, 2) << old.text;
  EXPECT_NE(old.text.find("OpenGL 3.3"), std::string::npos) << old.text;
}

TEST_F(StartUp, ListsScenariosAndHelpWithoutADisplay) {
  const Ended list = start("env -u DISPLAY " + window("--list-scenarios"));
  EXPECT_EQ(list.code, 0);
  EXPECT_NE(list.text.find("ring8"), std::string::npos);
  const Ended help = start("env -u DISPLAY " + window("--help"));
  EXPECT_EQ(help.code, 0);
  for (const char* option : {"--scenario", "--seed", "--set", "--run-steps", "--metrics", "--record", "--screenshot",
                             "--size", "--exit", "--list-scenarios"}) {
    EXPECT_NE(help.text.find(option), std::string::npos) << option;
  }
}

}  // namespace
}  // namespace gan
