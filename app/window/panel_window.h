// A window of ImGui that is exactly a region, and pieces cut off regions.
#pragma once

#include <imgui.h>

#include "app/panels/regions_model.h"

namespace gan {

inline constexpr ImGuiWindowFlags kPanelFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBackground;

// The upper part of a region, which loses it.
Region take_from_top(Region& region, float height);
// As ImGui::Begin, and ended as that.
bool begin_panel(const char* title, const Region& region, ImVec2 padding, ImGuiWindowFlags flags);

}  // namespace gan
