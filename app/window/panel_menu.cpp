#include "app/window/panel_menu.h"

#include <imgui.h>

#include <cmath>
#include <string>

#include "app/panels/figure/figure_settings_model.h"

namespace gan {
namespace {

void ask_for_figure(ViewContext& context, const char* panel, bool clip) {
  FigureSettings& settings = context.settings.of<FigureSettings>();
  settings.panel = panel;
  settings.clip = clip;
  settings.open = true;
}

}  // namespace

void panel_menu(const ViewEntry& panel, ViewContext& context, const Frame& frame) {
  const bool offered = panel.place == Place::stage || panel.place == Place::strip || panel.place == Place::numbers ||
                       panel.place == Place::lens;
  if (!offered || !frame.machine) return;
  constexpr const char* kMenu = "panel menu";
  const ImGuiIO& io = ImGui::GetIO();
  // Where a drag with that button ends, or something smaller has answered it, there is no menu.
  const bool clicked =
      ImGui::IsMouseReleased(ImGuiMouseButton_Right) &&
      io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Right] < io.MouseDragThreshold * io.MouseDragThreshold;
  if (clicked && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows) &&
      !ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup)) {
    ImGui::OpenPopup(kMenu);
  }
  if (!ImGui::BeginPopup(kMenu)) return;
  if (ImGui::MenuItem((std::string("Save a figure of ") + panel.title + " …").c_str())) {
    ask_for_figure(context, panel.id, false);
  }
  if (ImGui::MenuItem("Save a figure of the window …")) ask_for_figure(context, "window", false);
  if (ImGui::MenuItem("Save a clip …")) ask_for_figure(context, panel.id, true);
  if (std::string_view(panel.id) == "plots" && ImGui::MenuItem("Save the numbers of these plots")) {
    context.actions.numbers = true;
  }
  ImGui::EndPopup();
}

}  // namespace gan
