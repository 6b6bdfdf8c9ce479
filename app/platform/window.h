// One window with an OpenGL 3.3 core context (GLFW, libepoxy), visible or hidden for off-screen pictures.
// Owns the context, the queues of input and of dropped files, and the event loop's waiting. Failure to open one is a
// sentence, not an exception.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/machine/keyboard.h"
#include "app/platform/input_queue.h"
#include "app/platform/screen_scale.h"

struct GLFWwindow;

namespace gan {

struct WindowOptions {
  std::string title = "Ganscope";
  WindowSize size{1600, 1000};  // at least one by one
  SizeIn size_in = SizeIn::kUnits;
  // In units: a hand can't make a visible window smaller, where the screen has that much room. Empty: no limit.
  WindowSize least{0, 0};
  bool visible = true;  // a visible window never opens larger than the screen's work area
  bool vsync = true;
};

class Window;

// Either a window, or null and one sentence that says what was found and what was expected.
struct WindowResult {
  std::unique_ptr<Window> window;
  std::string error;
};

class Window {
 public:
  static WindowResult open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GLFWwindow* handle() const { return handle_; }

  // Pixels that the context draws to, and the size in screen coordinates that the mouse is measured in.
  WindowSize framebuffer_size() const;
  WindowSize size() const;

  // Screen coordinates a unit: how much larger than at 96 dpi the interface has to be, 1 on a common screen. In
  // [0.5, 4] whatever the system reports.
  double interface_scale() const;

  bool minimised() const;
  bool should_close() const;
  void request_close();
  void set_title(const std::string& title);
  void set_vsync(bool on);
  void swap();

  // Handles what has arrived; the second sleeps until something arrives, at most `seconds` ≥ 0.
  void poll_events();
  void wait_events(double seconds);

  // Ends a wait_events() early. The only member that other threads may call.
  void wake() const;

  // The files dropped since the last call, in order.
  std::vector<std::string> take_dropped_files();

  // What the person did with mouse and keyboard. Tests push into it what they would do.
  InputQueue& input() { return input_; }
  // Whether something other than input has happened since the last call that the next frame has to show: another size,
  // a part uncovered, files dropped.
  bool take_changed() { return std::exchange(changed_, false); }
  // What the present layout calls the keys.
  KeyboardLayout keyboard() const;

  // For the log: version and renderer, as the driver names them.
  std::string opengl_description() const;

 private:
  explicit Window(GLFWwindow* handle);
  // Where a unit of screen coordinates is several pixels (macOS), the system itself enlarges by that much.
  double pixels_a_coordinate() const;
  void listen_to_input();
  void listen_to_changes();
  void settle_size(const WindowOptions& options);

  GLFWwindow* handle_;
  std::vector<std::string> dropped_files_;
  InputQueue input_;
  bool changed_ = false;
};

}  // namespace gan
