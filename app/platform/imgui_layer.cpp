#include "app/platform/imgui_layer.h"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <cfloat>

#include "backends/imgui_impl_glfw.h"
#include "backends/imgui_impl_opengl3.h"
#include "core/base/check.h"
#include "imgui.h"
#include "imgui_internal.h"

namespace gan {
namespace {

// As which key ImGui takes one: the shortcuts of its text fields (copy, paste, undo …) are by letter, not by place.
int key_of(const InputEvent& event) {
  const bool letter = event.name.size() == 1 && event.name[0] >= 'a' && event.name[0] <= 'z';
  return letter ? GLFW_KEY_A + (event.name[0] - 'a') : event.code;
}

}  // namespace

ImGuiLayer::ImGuiLayer(Window& window, ImFontAtlas* atlas)
    : window_(window), mouse_x_(-FLT_MAX), mouse_y_(-FLT_MAX), context_(ImGui::CreateContext(atlas)) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  GAN_CHECK(ImGui_ImplGlfw_InitForOpenGL(window_.handle(), false), "the GLFW back end starts on an open window");
  GAN_CHECK(ImGui_ImplOpenGL3_Init("#version 330 core"), "the OpenGL back end starts on a 3.3 core context");
}

ImGuiLayer::~ImGuiLayer() {
  ImGui::SetCurrentContext(context_);
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext(context_);
}

void ImGuiLayer::feed(const InputEvent& event) {
  GLFWwindow* const handle = window_.handle();
  const int action = static_cast<int>(event.action);
  switch (event.kind) {
    case InputEvent::Kind::move:
      mouse_x_ = static_cast<float>(event.x);
      mouse_y_ = static_cast<float>(event.y);
#if IMGUI_VERSION_NUM >= 18700
      ImGui_ImplGlfw_CursorPosCallback(handle, event.x, event.y);
#endif
      break;
    case InputEvent::Kind::leave:
      mouse_x_ = mouse_y_ = -FLT_MAX;
#if IMGUI_VERSION_NUM >= 18700
      ImGui_ImplGlfw_CursorEnterCallback(handle, GLFW_FALSE);
#endif
      break;
    case InputEvent::Kind::button:
      if (event.code >= 0 && event.code < static_cast<int>(buttons_.size())) {
        buttons_[static_cast<std::size_t>(event.code)] = event.action != InputEvent::Action::release;
      }
      ImGui_ImplGlfw_MouseButtonCallback(handle, event.code, action, event.mods);
      break;
    case InputEvent::Kind::wheel:
      ImGui_ImplGlfw_ScrollCallback(handle, event.x, event.y);
      break;
    case InputEvent::Kind::key: {
      int key = event.code;
      // A key is let go as what it was pressed as, whatever the layout is by then.
      if (IMGUI_VERSION_NUM < 18700 && key >= 0 && key < static_cast<int>(fed_.size())) {
        int& fed = fed_[static_cast<std::size_t>(key)];
        if (event.action == InputEvent::Action::press) fed = key_of(event);
        if (fed != 0) key = fed;
      }
      ImGui_ImplGlfw_KeyCallback(handle, key, event.scancode, action, event.mods);
      break;
    }
    case InputEvent::Kind::text:
      ImGui_ImplGlfw_CharCallback(handle, static_cast<unsigned int>(event.code));
      break;
    case InputEvent::Kind::focus:
      ImGui_ImplGlfw_WindowFocusCallback(handle, event.code);
      break;
  }
}

void ImGuiLayer::begin_frame(std::span<const InputEvent> input) {
  for (const InputEvent& event : input) feed(event);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
#if IMGUI_VERSION_NUM < 18700
  // The back end asks for the mouse as it is by now; the frame shows it as it was after these events.
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = ImVec2(mouse_x_, mouse_y_);
  for (std::size_t i = 0; i < buttons_.size(); ++i) io.MouseDown[i] = buttons_[i];
#endif
  ImGui::NewFrame();
}

void ImGuiLayer::begin_frame(WindowSize pixels) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(pixels.width), static_cast<float>(pixels.height));
  io.DisplayFramebufferScale = ImVec2(1.0F, 1.0F);
#if IMGUI_VERSION_NUM < 18700
  io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
  for (bool& down : io.MouseDown) down = false;
#endif
  ImGui::NewFrame();
}

void ImGuiLayer::end_frame(unsigned int framebuffer, float r, float g, float b) {
  ImGui::Render();
  ImDrawData* data = ImGui::GetDrawData();
  const int width = static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x);
  const int height = static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y);
  if (width <= 0 || height <= 0) return;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glViewport(0, 0, width, height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(r, g, b, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

bool ImGuiLayer::typing() {
  return ImGui::GetIO().WantTextInput && ImGui::IsAnyItemActive();
}

void ImGuiLayer::focus(const char* panel) {
  ImGuiWindow* const window = ImGui::FindWindowByName(panel);
  if (window == nullptr) return;
  ImGui::FocusWindow(window);
  if (window->NavLastIds[0] == 0) ImGui::NavInitWindow(window, true);
#if IMGUI_VERSION_NUM >= 19140
  ImGui::SetNavCursorVisible(true);
#else
  GImGui->NavDisableHighlight = false;
  GImGui->NavDisableMouseHover = true;
#endif
}

void ImGuiLayer::drop_focus() {
  ImGui::ClearActiveID();
#if IMGUI_VERSION_NUM >= 19140
  ImGui::SetNavCursorVisible(false);
#else
  GImGui->NavDisableHighlight = true;
  GImGui->NavDisableMouseHover = false;
#endif
}

void ImGuiLayer::fonts_changed() {
  // From 1.92 on the back end follows the atlas by itself. Before, only the texture may be made again: after
  // destroying all device objects 1.86 believes that its new, empty vertex buffer still has the old one's size.
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

}  // namespace gan
