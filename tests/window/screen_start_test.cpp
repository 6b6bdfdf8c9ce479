// Starts on screens of other densities, as X tells of them (Xft.dpi): the window is as large every time, and its text
// too.
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/view_settings_file_model.h"
#include "app/window/window_app.h"
#include "core/io/scenario_file.h"
#include "tests/own_folder.h"
#include "tests/window/support/own_display.h"

namespace gan {
namespace {

namespace fs = std::filesystem;

class ScreenStart : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(display_.start(), ""); }
  void dpi(const std::string& value) {
    ASSERT_EQ(std::system(("printf 'Xft.dpi: " + value + "\\n' | xrdb -nocpp -merge").c_str()), 0)
        << "this test needs xrdb";
  }

  struct Seen {
    WindowSize size, room;
    double scale = 0;
    float text = 0;  // pixels
  };
  // Opens the window, looks at it and closes it; `resized` as by hand in between.
  Seen start(std::optional<WindowSize> resized = std::nullopt) {
    Seen seen;
    WindowAppOptions options;
    const auto scenario = find_scenario(kDefaultScenario);
    EXPECT_TRUE(scenario.ok());
    options.scenario = scenario.value();
    options.settings_file = settings_.string();
    auto opened = WindowApp::open(options);
    for (int again = 0; again < 100 && !opened; ++again) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      opened = WindowApp::open(options);
    }
    EXPECT_TRUE(opened.ok()) << opened.message();
    if (!opened) return seen;
    WindowApp& app = *opened.value();
    if (resized) {
      glfwSetWindowSize(app.window().handle(), resized->width, resized->height);
      for (int i = 0; i < 4000 && app.window().size() != *resized; ++i) app.turn(0.01);
    }
    for (int i = 0; i < 3; ++i) app.turn(0.02);
    seen.size = app.window().size();
    seen.scale = app.window().interface_scale();
    seen.text = ImGui::GetIO().Fonts->Fonts[0]->FontSize;
    glfwGetMonitorWorkarea(glfwGetPrimaryMonitor(), nullptr, nullptr, &seen.room.width, &seen.room.height);
    app.window().request_close();
    EXPECT_TRUE(app.run().ok());
    return seen;
  }

  OwnDisplay display_;
  const test::OwnFolder folder_;
  const fs::path settings_ = folder_ / "settings.toml";
};

TEST_F(ScreenStart, TheWindowAndItsTextAreAsLargeEveryTime) {
  ASSERT_NO_FATAL_FAILURE(dpi("96"));
  const float text = start({{640, 480}}).text;
  for (const auto& [value, scale] : {std::pair{"72", 0.75}, {"120", 1.25}, {"144", 1.5}, {"192", 2.0}, {"288", 3.0}}) {
    SCOPED_TRACE(value);
    ASSERT_NO_FATAL_FAILURE(dpi(value));
    for (int again = 0; again < 3; ++again) {
      const Seen seen = start();
      EXPECT_EQ(seen.scale, scale);
      EXPECT_NEAR(seen.size.width, std::min<int>(static_cast<int>(640 * scale), seen.room.width), 1);
      EXPECT_NEAR(seen.size.height, std::min<int>(static_cast<int>(480 * scale), seen.room.height), 1);
      EXPECT_NEAR(seen.text, text * static_cast<float>(scale), 1.5);
    }
  }
  ASSERT_NO_FATAL_FAILURE(dpi("96"));
  EXPECT_EQ(start().size, (WindowSize{640, 480}));
}

TEST_F(ScreenStart, AnUntouchedWindowNeverLeavesTheScreen) {
  ASSERT_NO_FATAL_FAILURE(dpi("288"));
  for (int again = 0; again < 3; ++again) {
    const Seen seen = start();
    EXPECT_LE(seen.size.width, seen.room.width);
    EXPECT_LE(seen.size.height, seen.room.height);
  }
  // What was wished is remembered, not what there was room for.
  ViewSettings settings;
  ASSERT_TRUE(load_view_settings(settings_.string(), settings).ok());
  EXPECT_EQ(settings.of<FrameSettings>().window_width, 1600);
  EXPECT_EQ(settings.of<FrameSettings>().window_height, 1000);
}

TEST_F(ScreenStart, NonsenseIsTakenForACommonScreen) {
  for (const char* value : {"0", "-96", "none", "1e9", "0.001"}) {
    SCOPED_TRACE(value);
    ASSERT_NO_FATAL_FAILURE(dpi(value));
    const Seen seen = start();
    EXPECT_GE(seen.scale, 0.5);
    EXPECT_LE(seen.scale, 4);
    EXPECT_GE(seen.size.width, 320);
    EXPECT_LE(seen.size.width, seen.room.width);
  }
}

TEST_F(ScreenStart, FilesOfVersionsThatRememberedPixelsAreRead) {
  std::ofstream(settings_) << "window.width = 1000\nwindow.height = 700\n";
  ASSERT_NO_FATAL_FAILURE(dpi("192"));
  EXPECT_EQ(start().size, (WindowSize{1000, 700}));
  ViewSettings settings;
  ASSERT_TRUE(load_view_settings(settings_.string(), settings).ok());
  EXPECT_EQ(settings.of<FrameSettings>().window_width, 500);
  EXPECT_EQ(settings.of<FrameSettings>().window_height, 350);
  EXPECT_EQ(settings.of<FrameSettings>().window_scale, 2);
  EXPECT_EQ(start().size, (WindowSize{1000, 700}));
}

}  // namespace
}  // namespace gan
