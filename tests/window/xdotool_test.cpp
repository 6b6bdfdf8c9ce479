// A real window, driven by xdotool's mouse and keyboard: what is done by hand reaches the game and its
// recording.
#include <gtest/gtest.h>
#include <imgui.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "app/window/window_app.h"
#include "core/game/losses.h"
#include "core/io/recording_file.h"
#include "core/io/scenario_file.h"

namespace gan {
namespace {

constexpr const char* kRate = "hyperparameters.discriminator.learning_rate";

class DrivenWindow : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(std::getenv("DISPLAY"), nullptr) << "this test needs a display: run it with xvfb-run";
    ASSERT_EQ(std::system("command -v xdotool >/dev/null"), 0) << "this test needs xdotool";
    WindowAppOptions options;
    const auto scenario = find_scenario(kDefaultScenario);
    ASSERT_TRUE(scenario.ok()) << scenario.message();
    options.scenario = scenario.value();
    options.size = WindowSize{1280, 800};
    auto opened = WindowApp::open(options);
    // A virtual display resets itself after its last window and refuses connections for that moment.
    for (int again = 0; again < 20 && !opened; ++again) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      opened = WindowApp::open(options);
    }
    ASSERT_TRUE(opened.ok()) << opened.message();
    app_ = std::move(opened).value();
    for (int i = 0; i < 10; ++i) app_->turn(0.05);
    xdotool("search --onlyvisible --name '^Ganscope' windowfocus windowmove 0 0");
  }

  void xdotool(const std::string& arguments) {
    ASSERT_EQ(std::system(("xdotool " + arguments + " >/dev/null").c_str()), 0) << arguments;
    // Time for the event to arrive, and some frames: a list needs a few to open.
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    const int frames = ImGui::GetFrameCount() + 3;
    while (std::chrono::steady_clock::now() < end) app_->turn(0.02);
    for (int i = 0; i < 50 && ImGui::GetFrameCount() < frames; ++i) app_->turn(0.02);
  }
  // As long as a finger needs.
  void press(const std::string& key) {
    xdotool("keydown " + key);
    xdotool("keyup " + key);
  }
  std::string position(const char* key, double share) {
    const Region* region = app_->find_control(key);
    if (region == nullptr) return "";
    return std::to_string(static_cast<int>(region->x + share * region->width)) + " " +
           std::to_string(static_cast<int>(region->y + 0.5F * region->height));
  }
  // Frames until `done`; false after half a minute.
  bool until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      app_->turn(0.05);
    }
    return true;
  }
  const Hyperparameters& shown() { return app_->lab().snapshot().settings->hyperparameters; }

  std::unique_ptr<WindowApp> app_;
};

bool changes(const Recording& recording, const std::string& key, const Value& value) {
  for (const StampedCommand& stamped : recording.commands) {
    if (stamped.command.kind == CommandKind::set && stamped.command.key == key &&
        stamped.command.value == value) {
      return true;
    }
  }
  return false;
}

TEST_F(DrivenWindow, ChangesByMouseAndKeyboardAreInTheRecording) {
  // Space plays.
  xdotool("key space");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step > 20; }));

  // k is dragged to the right.
  ASSERT_NE(position("hyperparameters.k", 0.1), "");
  xdotool("mousemove " + position("hyperparameters.k", 0.09) + " mousedown 1");
  xdotool("mousemove " + position("hyperparameters.k", 0.2));
  xdotool("mousemove " + position("hyperparameters.k", 0.3) + " mouseup 1");
  ASSERT_TRUE(until([&] { return shown().k > 1; }));
  const int k = shown().k;

  // D's learning rate is typed.
  xdotool("mousemove " + position(kRate, 0.3) + " keydown ctrl");
  xdotool("mousedown 1");
  xdotool("mouseup 1 keyup ctrl");
  xdotool("type 0.0042");
  press("Return");
  ASSERT_TRUE(until([&] { return shown().discriminator.learning_rate == 0.0042; }));

  // The loss is chosen from its list with the keys.
  const int before = shown().loss;
  xdotool("mousemove " + position("hyperparameters.loss", 0.5) + " mousedown 1");
  xdotool("mouseup 1");
  press("Down");
  press("space");
  ASSERT_TRUE(until([&] { return shown().loss != before; }));
  const std::string loss = loss_infos()[static_cast<std::size_t>(shown().loss)].id;

  // Undone and made again.
  xdotool("key ctrl+z");
  ASSERT_TRUE(until([&] { return shown().loss == before; }));
  xdotool("key ctrl+y");
  ASSERT_TRUE(until([&] { return shown().loss != before; }));
  xdotool("key space");
  ASSERT_TRUE(until([&] { return !app_->lab().training(); }));

  const std::string path = (std::filesystem::temp_directory_path() / "ganscope_driven.toml").string();
  const Outcome saved = save_recording(app_->lab().finish_recording().get(), path);
  ASSERT_TRUE(saved.ok()) << saved.message();
  const auto read = read_recording(path);
  ASSERT_TRUE(read.ok()) << read.message();
  const Recording& recording = read.value().recording;
  EXPECT_TRUE(changes(recording, "hyperparameters.k", std::int64_t{k}));
  EXPECT_TRUE(changes(recording, kRate, 0.0042));
  EXPECT_TRUE(changes(recording, "hyperparameters.loss", loss));
  const ReplayResult replayed = replay(recording);
  EXPECT_TRUE(replayed.agrees) << replayed.problem;
  EXPECT_EQ(replayed.final_hash, hash_state(*app_->lab().snapshot().state));
  std::filesystem::remove(path);
}

TEST_F(DrivenWindow, KeysDriveTheWindow) {
  xdotool("key Right");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.step == 1; }));
  xdotool("key d");
  ASSERT_TRUE(until([&] { return app_->lab().snapshot().position.discriminator_inner == 1; }));
  const bool dark = app_->settings().dark;
  xdotool("key t");
  EXPECT_NE(app_->settings().dark, dark);
  xdotool("key p");
  EXPECT_TRUE(app_->settings().projector);
  xdotool("key question");
  EXPECT_TRUE(app_->settings().passing.help);
  press("Escape");
  EXPECT_TRUE(until([&] { return !app_->settings().passing.help; }));
  xdotool("key ctrl+o");
  EXPECT_TRUE(app_->settings().passing.scenarios);
  press("Return");
  EXPECT_TRUE(until(
      [&] { return !app_->settings().passing.scenarios && app_->lab().snapshot().position.segment == 1; }));
}

}  // namespace
}  // namespace gan
