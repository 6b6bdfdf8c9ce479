#include "app/window/splitter.h"

#include <imgui.h>

namespace gan {

float splitter(const char* id, const Region& line, bool vertical, const Frame& frame) {
  const float reach = frame.theme.px(3);
  ImVec2 at(line.x, line.y);
  ImVec2 size(line.width, line.height);
  (vertical ? at.x : at.y) -= reach;
  (vertical ? size.x : size.y) += 2 * reach;
  if (size.x < 1 || size.y < 1) return 0;
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
  ImGui::InvisibleButton("drag", size);
  float moved = 0;
  if (ImGui::IsItemActive()) moved = vertical ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
  if (ImGui::IsItemActive() || ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImGui::GetWindowDrawList()->AddRectFilled(
        ImVec2(line.x, line.y), ImVec2(line.x + line.width, line.y + line.height),
        pack(ImGui::IsItemActive() ? frame.theme.palette.accent : frame.theme.palette.text_muted));
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  return moved;
}

}  // namespace gan
