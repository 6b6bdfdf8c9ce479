// An ImGui context without a window and without OpenGL: frames can be built and looked at, nothing is drawn.
#pragma once

#include <imgui.h>

namespace gan::bench {

class ImGuiWithoutBackEnd {
 public:
  ImGuiWithoutBackEnd(float width, float height) : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.DisplaySize = ImVec2(width, height);
    io.DeltaTime = 1.0f / 60;
  }
  ~ImGuiWithoutBackEnd() { ImGui::DestroyContext(context_); }
  ImGuiWithoutBackEnd(const ImGuiWithoutBackEnd&) = delete;
  ImGuiWithoutBackEnd& operator=(const ImGuiWithoutBackEnd&) = delete;

  // After fonts were added, or with ImGui's own alone.
  void build_fonts() {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  }

 private:
  ImGuiContext* context_;
};

}  // namespace gan::bench
