// Dear ImGui on a Window: its context and its GLFW and OpenGL 3 back ends, made and ended together. No
// settings file: what a person has set is saved by the application. A frame goes to the window or to any
// framebuffer of any size.
#pragma once

#include <array>
#include <span>
#include <string>

#include "app/platform/window.h"

struct ImFontAtlas;
struct ImGuiContext;

namespace gan {

class ImGuiLayer {
 public:
  // The window's context has to be current and has to outlive the layer, as has `atlas`: the fonts, or null for
  // an atlas of its own.
  explicit ImGuiLayer(Window& window, ImFontAtlas* atlas = nullptr);
  ~ImGuiLayer();
  ImGuiLayer(const ImGuiLayer&) = delete;
  ImGuiLayer& operator=(const ImGuiLayer&) = delete;

  // Starts a frame of the window's size, with what the person did since the last one (of InputQueue::next_frame); the
  // second of a given size in pixels, without a mouse (a picture without a visible window).
  void begin_frame(std::span<const InputEvent> input);
  void begin_frame(WindowSize pixels);

  // Ends the frame and draws it into `framebuffer` (0 is the window) after clearing it to (r, g, b). A frame
  // of size zero is ended and not drawn.
  void end_frame(unsigned int framebuffer, float r, float g, float b);

  // To be called outside a frame, after the font atlas was changed between two frames.
  void fonts_changed();

  // A text field has the keyboard: letters are text. Outside a frame or in it.
  static bool typing();
  // Gives the keyboard to a panel, to its first control where it had none, and shows which control has it. In a frame.
  static void focus(const char* panel);
  // No control has the keyboard, and none is marked.
  static void drop_focus();

 private:
  void feed(const InputEvent& event);

  Window& window_;
  float mouse_x_, mouse_y_;
  std::array<bool, 5> buttons_{};
  std::array<int, 512> fed_{};  // of a key that is down: as which key it was passed on
  ImGuiContext* context_;
};

}  // namespace gan
