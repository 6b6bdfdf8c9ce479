// A real window, driven by xdotool's mouse and keyboard, on a display of its own: keys that a test which was killed
// held down are held there alone.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "app/panels/layout_settings_model.h"
#include "app/window/window_app.h"
#include "core/io/scenario_file.h"
#include "tests/patience.h"
#include "tests/window/support/open_window.h"
#include "tests/window/support/own_display.h"

namespace gan {

class DrivenWindow : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(display_.start("2560x1600"), "");
    ASSERT_EQ(std::system("command -v xdotool >/dev/null"), 0) << "this test needs xdotool";
    open();
  }

  void open() {
    app_.reset();
    WindowAppOptions options;
    const auto scenario = find_scenario(kDefaultScenario);
    ASSERT_TRUE(scenario.ok()) << scenario.message();
    options.scenario = scenario.value();
    prepare(options.scenario.settings);
    options.size = size();
    app_ = test::open_window(options);
    ASSERT_NE(app_, nullptr);
    app_->settings().of<LayoutSettings>().left_tab = 1;  // the settings, in front of the scenario
    for (int i = 0; i < 10; ++i) app_->turn(0.05);
    xdotool("search --onlyvisible --name '^Ganscope' windowfocus windowmove 0 0");
    ASSERT_TRUE(until([&] { return glfw_focused(); }));
  }

  // What is different in the game that is opened, and how large the window is.
  virtual void prepare(Settings&) {}
  virtual WindowSize size() const { return {1280, 800}; }

  // Without a frame: what is done lies between two of them.
  void xdotool_between_frames(const std::string& arguments) {
    ASSERT_EQ(std::system(("xdotool " + arguments + " >/dev/null").c_str()), 0) << arguments;
  }
  // And the frames in which it arrives and acts: a list needs a few to open.
  void xdotool(const std::string& arguments) {
    xdotool_between_frames(arguments);
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    const int frames = ImGui::GetFrameCount() + 3;
    while (std::chrono::steady_clock::now() < end) app_->turn(0.02);
    for (int i = 0; i < 50 && (ImGui::GetFrameCount() < frames || !app_->window().input().empty()); ++i)
      app_->turn(0.02);
  }
  // As long as a finger needs.
  void press(const std::string& key) {
    xdotool("keydown " + key);
    xdotool("keyup " + key);
  }
  // A place in what `key` names, in pixels of the window; "" where it is not shown.
  std::string place(const char* key, double across, double down = 0.5) {
    const Region* region = app_->find_control(key);
    if (region == nullptr) return "";
    return std::to_string(static_cast<int>(region->x + across * region->width)) + " " +
           std::to_string(static_cast<int>(region->y + down * region->height));
  }
  // Frames until `done`: it waits for a state, however long the machine takes for it; false after minutes in which it
  // did not come.
  bool until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      app_->turn(0.05);
    }
    return true;
  }
  const Hyperparameters& shown() { return app_->lab().snapshot().settings->hyperparameters; }
  bool glfw_focused();

  OwnDisplay display_;
  std::unique_ptr<WindowApp> app_;  // ends before its display
};

// The same in a small window and on a large screen.
class DrivenAtBothSizes : public DrivenWindow, public testing::WithParamInterface<WindowSize> {
 protected:
  WindowSize size() const override { return GetParam(); }
};

}  // namespace gan
