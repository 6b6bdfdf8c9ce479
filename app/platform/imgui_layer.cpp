#include "app/platform/imgui_layer.h"

#include <epoxy/gl.h>

#include "backends/imgui_impl_glfw.h"
#include "backends/imgui_impl_opengl3.h"
#include "core/base/check.h"
#include "imgui.h"

namespace gan {

ImGuiLayer::ImGuiLayer(Window& window, ImFontAtlas* atlas)
    : window_(window), context_(ImGui::CreateContext(atlas)) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  GAN_CHECK(ImGui_ImplGlfw_InitForOpenGL(window_.handle(), true),
            "the GLFW back end starts on an open window");
  GAN_CHECK(ImGui_ImplOpenGL3_Init("#version 330 core"), "the OpenGL back end starts on a 3.3 core context");
}

ImGuiLayer::~ImGuiLayer() {
  ImGui::SetCurrentContext(context_);
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext(context_);
}

void ImGuiLayer::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
}

void ImGuiLayer::begin_frame(WindowSize pixels) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(pixels.width), static_cast<float>(pixels.height));
  io.DisplayFramebufferScale = ImVec2(1.0F, 1.0F);
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

void ImGuiLayer::fonts_changed() {
  // From 1.92 on the back end follows the atlas by itself. Before, only the texture may be made again: after
  // destroying all device objects 1.86 believes that its new, empty vertex buffer still has the old one's size.
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

}  // namespace gan
