// The window of the program as tests open it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <utility>

#include "app/window/window_app.h"
#include "core/io/scenario_file.h"

namespace gan::test {

// Null, and a failure of the test, where it can't be opened. A virtual display resets itself after its last window and
// refuses connections for that moment.
inline std::unique_ptr<WindowApp> open_window(const WindowAppOptions& options) {
  auto opened = WindowApp::open(options);
  for (int again = 0; again < 100 && !opened; ++again) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    opened = WindowApp::open(options);
  }
  EXPECT_TRUE(opened.ok()) << opened.message();
  return opened.ok() ? std::move(opened).value() : nullptr;
}

// The game that the program begins with, in a hidden window of this size.
inline WindowAppOptions hidden_window(WindowSize size) {
  WindowAppOptions options;
  const auto scenario = find_scenario(kDefaultScenario);
  EXPECT_TRUE(scenario.ok()) << scenario.message();
  if (scenario) options.scenario = scenario.value();
  options.size = size;
  options.visible = false;
  return options;
}

}  // namespace gan::test
