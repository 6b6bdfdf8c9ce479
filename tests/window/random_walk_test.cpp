// Nothing that a person can do with the window ends it, and what was done is replayed bit for bit.
#include "tests/window/support/random_walk.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/platform/screenshot.h"
#include "core/io/recording_file.h"
#include "core/io/scenario_file.h"
#include "core/recording/recording.h"
#include "tests/own_folder.h"
#include "tests/paths.h"
#include "tests/window/support/open_window.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

int number_from(const char* variable, int otherwise) {
  const char* const text = std::getenv(variable);
  return text != nullptr ? std::atoi(text) : otherwise;
}

class RandomWalkTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(std::getenv("DISPLAY"), nullptr) << "this test needs a display: run it with xvfb-run";
    before_ = fs::current_path();
    fs::current_path(folder_.path());
  }
  void TearDown() override {
    if (!before_.empty()) fs::current_path(before_);
  }

  // Good ones, bad ones and ones that are not there.
  std::vector<std::string> make_files() {
    std::ofstream("points.csv") << "x,y\n0,1\n1,0\n-1,0\n0,-1\n0.5,0.5\n-0.5,0.5\n";
    std::ofstream("broken.csv") << "1,2\n3,four\n";
    std::ofstream("nonsense.toml") << "[[[";
    std::ofstream("empty.safetensors") << "";
    for (const char* kind : {"dark", "bright"}) {
      fs::create_directories(fs::path("pictures") / kind);
      for (int i = 0; i < 24; ++i) {
        Picture picture{8, 8, std::vector<std::uint8_t>(8 * 8 * 3, kind[0] == 'd' ? 40 : 200)};
        for (std::size_t k = 0; k < 3; ++k) picture.rgb[static_cast<std::size_t>(3 * i) + k] = 120;
        const std::string path = std::string("pictures/") + kind + "/" + std::to_string(i) + ".png";
        EXPECT_EQ(write_png(path, picture), "");
      }
    }
    fs::copy(fs::path(test::source_folder()) / "assets" / "scenarios" / "grid25.toml", "grid.toml");
    return {"points.csv", "broken.csv", "nonsense.toml", "empty.safetensors", "pictures", "grid.toml", "missing.csv"};
  }

  std::unique_ptr<WindowApp> open() {
    WindowAppOptions options = test::hidden_window({1280, 800});
    options.random_features = true;
    return test::open_window(options);
  }

  // Stops the training and plays what was recorded again, as it was saved.
  void expect_replay(WindowApp& app) {
    Actions actions;
    actions.request(LabRequest::look_at_front);
    actions.request(LabRequest::pause);
    app.lab().carry_out(actions);
    app.wait_until_paused();
    const Outcome saved = save_recording(app.lab().session().finish_recording().get(), "walk.toml");
    ASSERT_TRUE(saved.ok()) << saved.message();
    app.lab().update(1e9);
    const auto read = read_recording("walk.toml");
    ASSERT_TRUE(read.ok()) << read.message();
    const ReplayResult replayed = replay(read.value().recording());
    EXPECT_TRUE(replayed.agrees) << replayed.problem << " at step " << replayed.first_difference.step << " of segment "
                                 << replayed.first_difference.segment;
    EXPECT_EQ(replayed.final_hash, hash_state(*app.lab().snapshot().state));
  }

  void walk(std::uint64_t seed, int seconds, std::size_t least) {
    const std::vector<std::string> files = make_files();
    const std::unique_ptr<WindowApp> app = open();
    ASSERT_NE(app, nullptr);
    app->turn(0);
    RandomWalk person(*app, seed, files);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while (std::chrono::steady_clock::now() < end || person.actions() < least) {
      person.act();
      const std::string complaint = person.complaint();
      ASSERT_EQ(complaint, "") << "seed " << seed << ", action " << person.actions() << "; the last were\n"
                               << person.last_actions();
    }
    expect_replay(*app);
  }

  const test::OwnFolder folder_;
  fs::path before_;
};

TEST_F(RandomWalkTest, DoesNotEndTheWindow) {
  walk(static_cast<std::uint64_t>(number_from("GANSCOPE_WALK_SEED", 1)), number_from("GANSCOPE_WALK_SECONDS", 40), 60);
}

// Ten minutes, a new person each minute: meant for the sanitized build (./test.sh --slow).
TEST_F(RandomWalkTest, SlowTenPeople) {
  for (int person = 0; person < 10 && !HasFailure(); ++person) {
    SCOPED_TRACE(person);
    fs::current_path(folder_.path());
    fs::remove_all(folder_ / "ganscope-out");
    fs::remove_all(folder_ / "pictures");
    fs::remove(folder_ / "grid.toml");
    walk(static_cast<std::uint64_t>(number_from("GANSCOPE_WALK_SEED", 100)) + static_cast<std::uint64_t>(person),
         number_from("GANSCOPE_WALK_SECONDS", 60), 60);
  }
}

}  // namespace
}  // namespace gan
