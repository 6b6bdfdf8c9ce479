// A hidden window with an OpenGL context for the tests that draw. Where the machine has no display the test
// is skipped, with the sentence that a person would get.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>
#include <utility>

#include "app/platform/window.h"

namespace gan {

class HiddenWindow : public testing::Test {
 protected:
  void SetUp() override {
    WindowOptions options;
    options.size = {64, 64};
    options.visible = false;
    WindowResult result = Window::open(options);
    // A virtual display resets itself after its last window and refuses connections for that moment.
    for (int again = 0; again < 20 && result.window == nullptr && std::getenv("DISPLAY") != nullptr; ++again) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      result = Window::open(options);
    }
    if (result.window == nullptr) GTEST_SKIP() << result.error;
    window_ = std::move(result.window);
  }

  std::unique_ptr<Window> window_;
};

}  // namespace gan
