#include "app/platform/window.h"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

std::string last_glfw_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text != nullptr ? text : "no reason given";
}

// The version that a context without any demands gets, for the message.
std::string best_opengl_version() {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  GLFWwindow* probe = glfwCreateWindow(16, 16, "", nullptr, nullptr);
  if (probe == nullptr) return "no OpenGL at all";
  glfwMakeContextCurrent(probe);
  const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
  std::string found = version != nullptr ? std::string("OpenGL ") + version : "no OpenGL version";
  glfwDestroyWindow(probe);
  return found;
}

void set_hints() {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  // It is shown when it has its size, which depends on the screen's scale. GLFW's own enlargement takes whatever the
  // system reports, 0 included.
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_FALSE);
  // Everything is anti-aliased in its shader: no depth, stencil or sample buffers to clear and resolve.
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_SAMPLES, 0);
}

Window& window_of(GLFWwindow* handle) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

InputQueue& queue_of(GLFWwindow* handle) {
  return window_of(handle).input();
}

// What the system leaves to the content of a window on the first screen; empty where it does not say.
WindowSize room_on_screen(GLFWwindow* handle) {
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return {};
  WindowSize area;
  glfwGetMonitorWorkarea(monitor, nullptr, nullptr, &area.width, &area.height);
  int left = 0, top = 0, right = 0, bottom = 0;
  glfwGetWindowFrameSize(handle, &left, &top, &right, &bottom);
  return {area.width - left - right, area.height - top - bottom};
}

}  // namespace

WindowResult Window::open(const WindowOptions& options) {
  GAN_CHECK(!options.size.empty(), "a window is at least one by one");
  if (glfwInit() == GLFW_FALSE) {
    return {nullptr, "No display could be opened (" + last_glfw_error() +
                         "): the window needs a desktop session or xvfb-run, while ganscope-cli needs neither."};
  }
  set_hints();
  GLFWwindow* handle =
      glfwCreateWindow(options.size.width, options.size.height, options.title.c_str(), nullptr, nullptr);
  if (handle == nullptr) {
    const std::string reason = last_glfw_error();
    const std::string found = best_opengl_version();
    glfwTerminate();
    return {nullptr, "The window needs OpenGL 3.3 core, but this machine offers " + found + " (" + reason + ")."};
  }
  glfwMakeContextCurrent(handle);
  if (epoxy_gl_version() < 33) {
    const std::string found = std::to_string(epoxy_gl_version() / 10) + "." + std::to_string(epoxy_gl_version() % 10);
    glfwDestroyWindow(handle);
    glfwTerminate();
    return {nullptr, "The window needs OpenGL 3.3 core, but the driver offers OpenGL " + found + "."};
  }
  std::unique_ptr<Window> window(new Window(handle));
  window->set_vsync(options.vsync);
  window->settle_size(options);
  return {std::move(window), ""};
}

Window::Window(GLFWwindow* handle) : handle_(handle) {
  glfwSetWindowUserPointer(handle_, this);
  listen_to_input();
  listen_to_changes();
}

void Window::listen_to_input() {
  glfwSetKeyCallback(handle_, [](GLFWwindow* source, int key, int scancode, int action, int mods) {
    const char* name = glfwGetKeyName(key, scancode);
    queue_of(source).push(InputEvent::key(key, scancode, static_cast<InputEvent::Action>(action), mods,
                                          lower_case(name != nullptr ? name : "")));
  });
  glfwSetCharCallback(handle_, [](GLFWwindow* source, unsigned int code_point) {
    queue_of(source).push(InputEvent::text(code_point));
  });
  glfwSetCursorPosCallback(
      handle_, [](GLFWwindow* source, double x, double y) { queue_of(source).push(InputEvent::move(x, y)); });
  glfwSetCursorEnterCallback(handle_, [](GLFWwindow* source, int entered) {
    if (entered == GLFW_TRUE) return;
    // While a button is held the mouse is followed outside as well.
    for (int button = 0; button <= GLFW_MOUSE_BUTTON_LAST; ++button) {
      if (glfwGetMouseButton(source, button) == GLFW_PRESS) return;
    }
    InputEvent left;
    left.kind = InputEvent::Kind::leave;
    queue_of(source).push(left);
  });
  glfwSetMouseButtonCallback(handle_, [](GLFWwindow* source, int button, int action, int mods) {
    queue_of(source).push(InputEvent::button(button, static_cast<InputEvent::Action>(action), mods));
  });
  glfwSetScrollCallback(handle_,
                        [](GLFWwindow* source, double x, double y) { queue_of(source).push(InputEvent::wheel(x, y)); });
  glfwSetWindowFocusCallback(handle_, [](GLFWwindow* source, int focused) {
    InputEvent event;
    event.kind = InputEvent::Kind::focus;
    event.code = focused == GLFW_TRUE ? 1 : 0;
    queue_of(source).push(event);
  });
}

void Window::listen_to_changes() {
  const auto changed = [](GLFWwindow* source) { window_of(source).changed_ = true; };
  glfwSetWindowRefreshCallback(handle_, changed);
  glfwSetWindowCloseCallback(handle_, changed);
  glfwSetWindowSizeCallback(handle_, [](GLFWwindow* source, int, int) { window_of(source).changed_ = true; });
  glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* source, int, int) { window_of(source).changed_ = true; });
  glfwSetWindowContentScaleCallback(handle_,
                                    [](GLFWwindow* source, float, float) { window_of(source).changed_ = true; });
  glfwSetWindowIconifyCallback(handle_, [](GLFWwindow* source, int) { window_of(source).changed_ = true; });
  glfwSetDropCallback(handle_, [](GLFWwindow* source, int count, const char** paths) {
    Window& window = window_of(source);
    for (int i = 0; i < count; ++i) window.dropped_files_.emplace_back(paths[i]);
    window.changed_ = true;
  });
}

// A visible window takes the screen's scale and stays within its work area; a hidden one is as large as it was asked
// for.
void Window::settle_size(const WindowOptions& options) {
  const WindowSize room = options.visible ? room_on_screen(handle_) : WindowSize{};
  const WindowSize wanted = opening_size(options.size, options.size_in, interface_scale(), pixels_a_coordinate(), room);
  if (wanted != size()) glfwSetWindowSize(handle_, wanted.width, wanted.height);
  if (options.visible && !options.least.empty()) {
    const WindowSize least =
        opening_size(options.least, SizeIn::kUnits, interface_scale(), pixels_a_coordinate(), room);
    glfwSetWindowSizeLimits(handle_, least.width, least.height, GLFW_DONT_CARE, GLFW_DONT_CARE);
  }
  if (options.visible) glfwShowWindow(handle_);
}

Window::~Window() {
  glfwDestroyWindow(handle_);
  glfwTerminate();
}

WindowSize Window::framebuffer_size() const {
  WindowSize size;
  glfwGetFramebufferSize(handle_, &size.width, &size.height);
  return size;
}

WindowSize Window::size() const {
  WindowSize size;
  glfwGetWindowSize(handle_, &size.width, &size.height);
  return size;
}

double Window::interface_scale() const {
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(handle_, &x, &y);
  return usable_scale(static_cast<double>(std::max(x, y)) / pixels_a_coordinate());
}

double Window::pixels_a_coordinate() const {
  const WindowSize logical = size();
  const WindowSize pixels = framebuffer_size();
  return logical.empty() || pixels.empty() ? 1.0 : static_cast<double>(pixels.width) / logical.width;
}

KeyboardLayout Window::keyboard() const {
  KeyboardLayout layout;
  for (int key = GLFW_KEY_SPACE + 1; key <= GLFW_KEY_WORLD_2; ++key) {
    if (glfwGetKeyScancode(key) <= 0) continue;
    const char* name = glfwGetKeyName(key, 0);
    if (name != nullptr) layout.set(key, lower_case(name));
  }
  return layout;
}

bool Window::minimised() const {
  return glfwGetWindowAttrib(handle_, GLFW_ICONIFIED) == GLFW_TRUE || framebuffer_size().empty();
}

bool Window::should_close() const {
  return glfwWindowShouldClose(handle_) == GLFW_TRUE;
}

void Window::request_close() {
  glfwSetWindowShouldClose(handle_, GLFW_TRUE);
}

void Window::set_title(const std::string& title) {
  glfwSetWindowTitle(handle_, title.c_str());
}

void Window::set_vsync(bool on) {
  glfwSwapInterval(on ? 1 : 0);
}

void Window::swap() {
  glfwSwapBuffers(handle_);
}

void Window::poll_events() {
  glfwPollEvents();
}

void Window::wait_events(double seconds) {
  if (seconds > 0.0) {
    glfwWaitEventsTimeout(seconds);
  } else {
    glfwPollEvents();
  }
}

void Window::wake() const {
  glfwPostEmptyEvent();
}

std::vector<std::string> Window::take_dropped_files() {
  return std::exchange(dropped_files_, {});
}

std::string Window::opengl_description() const {
  const auto text = [](GLenum name) {
    const auto* found = reinterpret_cast<const char*>(glGetString(name));
    return std::string(found != nullptr ? found : "unknown");
  };
  return "OpenGL " + text(GL_VERSION) + " on " + text(GL_RENDERER);
}

}  // namespace gan
