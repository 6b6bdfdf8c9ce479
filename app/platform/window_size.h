#pragma once

namespace gan {

// A size in pixels, screen coordinates or units; zero while the window is minimised.
struct WindowSize {
  int width = 0;
  int height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
  bool operator==(const WindowSize&) const = default;
};

}  // namespace gan
