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

void set_hints(const WindowOptions& options) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  // Everything is anti-aliased in its shader: no depth, stencil or sample buffers to clear and resolve.
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_SAMPLES, 0);
}

}  // namespace

WindowResult Window::open(const WindowOptions& options) {
  GAN_CHECK(options.width >= 1 && options.height >= 1, "a window is at least one by one");
  if (glfwInit() == GLFW_FALSE) {
    return {nullptr,
            "No display could be opened (" + last_glfw_error() +
                "): the window needs a desktop session or xvfb-run, while ganscope-cli needs neither."};
  }
  set_hints(options);
  GLFWwindow* handle =
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (handle == nullptr) {
    const std::string reason = last_glfw_error();
    const std::string found = best_opengl_version();
    glfwTerminate();
    return {nullptr,
            "The window needs OpenGL 3.3 core, but this machine offers " + found + " (" + reason + ")."};
  }
  glfwMakeContextCurrent(handle);
  if (epoxy_gl_version() < 33) {
    const std::string found =
        std::to_string(epoxy_gl_version() / 10) + "." + std::to_string(epoxy_gl_version() % 10);
    glfwDestroyWindow(handle);
    glfwTerminate();
    return {nullptr, "The window needs OpenGL 3.3 core, but the driver offers OpenGL " + found + "."};
  }
  std::unique_ptr<Window> window(new Window(handle));
  window->set_vsync(options.vsync);
  return {std::move(window), ""};
}

Window::Window(GLFWwindow* handle) : handle_(handle) {
  glfwSetWindowUserPointer(handle_, this);
  glfwSetDropCallback(handle_, [](GLFWwindow* source, int count, const char** paths) {
    auto* window = static_cast<Window*>(glfwGetWindowUserPointer(source));
    for (int i = 0; i < count; ++i) window->dropped_files_.emplace_back(paths[i]);
  });
  glfwSetKeyCallback(handle_, [](GLFWwindow* source, int key, int scancode, int action, int mods) {
    if (action == GLFW_RELEASE) return;
    auto* window = static_cast<Window*>(glfwGetWindowUserPointer(source));
    const char* name = glfwGetKeyName(key, scancode);
    window->key_presses_.push_back({key, name != nullptr ? name : "",
                                    (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0,
                                    (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0,
                                    action == GLFW_REPEAT});
  });
  glfwSetCharCallback(handle_, [](GLFWwindow* source, unsigned int codepoint) {
    if (codepoint != '?') return;
    static_cast<Window*>(glfwGetWindowUserPointer(source))->key_presses_.push_back({0, "?", false, false, false, false});
  });
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

float Window::interface_scale() const {
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(handle_, &x, &y);
  // Where a unit of screen coordinates is several pixels (macOS), the system already enlarges by that much.
  const WindowSize logical = size();
  const WindowSize pixels = framebuffer_size();
  const float enlarged = logical.empty() || pixels.empty()
                             ? 1.0F
                             : static_cast<float>(pixels.width) / static_cast<float>(logical.width);
  return std::clamp(std::max(x, y) / enlarged, 0.5F, 4.0F);
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

std::vector<KeyPress> Window::take_key_presses() {
  return std::exchange(key_presses_, {});
}

std::string Window::opengl_description() const {
  const auto text = [](GLenum name) {
    const auto* found = reinterpret_cast<const char*>(glGetString(name));
    return std::string(found != nullptr ? found : "unknown");
  };
  return "OpenGL " + text(GL_VERSION) + " on " + text(GL_RENDERER);
}

}  // namespace gan
