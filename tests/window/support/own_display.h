// A virtual display of one test's own. What tests leave on a display (X resources, keyboard layouts, keys held down,
// where the mouse is) ends with it, also where a test is killed, and a person's desktop has nothing of it.
#pragma once

#include <optional>
#include <string>

#include "tests/io/child.h"
#include "tests/own_folder.h"

namespace gan {

class OwnDisplay {
 public:
  OwnDisplay() = default;
  ~OwnDisplay() { stop(); }
  OwnDisplay(const OwnDisplay&) = delete;
  OwnDisplay& operator=(const OwnDisplay&) = delete;

  // Starts Xvfb, which lives at most as long as this thread, and makes its display the one that is opened from now on.
  // A sentence where that fails, else "".
  std::string start(const char* size = "1920x1200");
  // After the last window on it: the displays of before are the ones that are opened.
  void stop();

 private:
  const test::OwnFolder folder_;  // for what Xvfb says
  std::optional<Child> server_;
  std::optional<std::string> display_, wayland_;  // of before
};

}  // namespace gan
