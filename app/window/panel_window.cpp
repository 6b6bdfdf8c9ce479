#include "app/window/panel_window.h"

#include <algorithm>

namespace gan {

Region take_from_top(Region& region, float height) {
  Region top = region;
  top.height = std::min(height, region.height);
  region.y += top.height;
  region.height -= top.height;
  return top;
}

bool begin_panel(const char* title, const Region& region, ImVec2 padding, ImGuiWindowFlags flags) {
  ImGui::SetNextWindowPos(ImVec2(region.x, region.y));
  ImGui::SetNextWindowSize(ImVec2(region.width, region.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  const bool visible = ImGui::Begin(title, nullptr, flags);
  ImGui::PopStyleVar(2);
  return visible;
}

}  // namespace gan
