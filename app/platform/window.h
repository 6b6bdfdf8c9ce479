// One window with an OpenGL 3.3 core context (GLFW, libepoxy), visible or hidden for off-screen pictures.
// Owns the context, the queue of dropped files and the event loop's waiting. Failure to open one is a
// sentence, not an exception.
#pragma once

#include <memory>
#include <string>
#include <vector>

struct GLFWwindow;

namespace gan {

struct WindowOptions {
  std::string title = "Ganscope";
  int width = 1600;   // screen coordinates, at least 1
  int height = 1000;  // screen coordinates, at least 1
  bool visible = true;
  bool vsync = true;
};

// A size in pixels or screen coordinates; zero while the window is minimised.
struct WindowSize {
  int width = 0;
  int height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
};

// A key that went down or repeats. `character` is what the person's layout calls the key without modifiers, in
// lower case ("d", "1"), or "" for keys without a character; `key` is GLFW's number.
struct KeyPress {
  int key = 0;
  std::string character;
  bool control = false;  // Command on macOS counts as well
  bool shift = false;
  bool alt = false;
  bool repeat = false;
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

  // How much larger than at 96 dpi the interface has to be, per unit of screen coordinates; 1 on a common
  // screen.
  float interface_scale() const;

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

  // The keys pressed since the last call, in order. A typed question mark comes as a KeyPress of key 0.
  std::vector<KeyPress> take_key_presses();

  // For the log: version and renderer, as the driver names them.
  std::string opengl_description() const;

 private:
  explicit Window(GLFWwindow* handle);

  GLFWwindow* handle_;
  std::vector<std::string> dropped_files_;
  std::vector<KeyPress> key_presses_;
};

}  // namespace gan
