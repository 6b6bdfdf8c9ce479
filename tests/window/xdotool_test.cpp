// A real window, driven by xdotool's mouse and keyboard: what is done by hand reaches the game and its
// recording.
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

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
    prepare(options.scenario.settings);
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

  // What is different in the game that is opened.
  virtual void prepare(Settings&) {}

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

class DrivenPictures : public DrivenWindow {
 protected:
  void prepare(Settings& settings) override {
    settings.spec.data = {};
    settings.spec.data.kind = find_distribution("glyphs");
    settings.spec.data.size = 8;
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {16};
  }
  std::string place(const char* key, double across, double down) {
    const Region* region = app_->find_control(key);
    if (region == nullptr) return "";
    return std::to_string(static_cast<int>(region->x + across * region->width)) + " " +
           std::to_string(static_cast<int>(region->y + down * region->height));
  }
  // The newest answer with a surface over a plane of pictures; null: none yet.
  std::shared_ptr<const ProbeResult> slice() {
    Actions ignored;
    const ViewContext context = app_->lab().context(app_->settings(), ignored, 0);
    const bool there = context.probe != nullptr && context.probe->slice.plane;
    return there && context.probe->slice.surface.logits.size() > 0 ? context.probe : nullptr;
  }
  Rectangle region() { return slice()->slice.surface.request.region; }
};

TEST_F(DrivenPictures, TheDecisionSurfaceTakesTheMouse) {
  EXPECT_NE(app_->find_control("sheet.real"), nullptr);
  EXPECT_EQ(slice(), nullptr);
  xdotool("key ctrl+2");
  EXPECT_EQ(app_->find_control("sheet.real"), nullptr);
  ASSERT_TRUE(until([&] { return slice() != nullptr && app_->lab().settled(); }));
  EXPECT_EQ(slice()->slice.plane->corners.cols(), 0);

  // The mouse rests on it: a tooltip with the picture opens.
  xdotool("mousemove " + place("slice.surface", 0.5, 0.5));
  ASSERT_TRUE(until([&] {
    for (const ImGuiWindow* window : GImGui->Windows) {
      if (window->Active && (window->Flags & ImGuiWindowFlags_Tooltip) != 0 && window->Size.y > 168) return true;
    }
    return false;
  }));

  // The wheel zooms in, dragging moves what is seen to the right.
  const Rectangle whole = region();
  for (int i = 0; i < 4; ++i) xdotool("click 4");
  ASSERT_TRUE(until([&] { return slice() != nullptr && region().x1 - region().x0 < 0.8 * (whole.x1 - whole.x0); }));
  const Rectangle near = region();
  xdotool("mousedown 1");
  xdotool("mousemove " + place("slice.surface", 0.7, 0.5));
  xdotool("mousemove " + place("slice.surface", 0.9, 0.5) + " mouseup 1");
  ASSERT_TRUE(until([&] { return slice() != nullptr && region().x0 < near.x0 - 0.2 * (near.x1 - near.x0); }));
  xdotool("key f");
  ASSERT_TRUE(until([&] { return slice() != nullptr && region() == whole; }));

  // Through three pictures; the first corner becomes a generated one.
  xdotool("mousemove " + position("slice.through", 0.5) + " click 1");
  ASSERT_TRUE(until([&] { return slice() != nullptr && slice()->slice.plane->corners.cols() == 3; }));
  const auto three = slice()->request.slice->through;
  app_->settings().passing.chosen = {false, 3};
  xdotool("mousemove " + position("slice.a", 0.5) + " click 1");
  ASSERT_TRUE(until([&] { return slice() != nullptr && slice()->request.slice->through != three; }));
  EXPECT_EQ(slice()->request.slice->through->col(0), slice()->generated.col(3));
  EXPECT_EQ(slice()->request.slice->through->col(1), three->col(1));
  xdotool("key ctrl+1");
  EXPECT_NE(app_->find_control("sheet.real"), nullptr);
}

}  // namespace
}  // namespace gan
