#include "app/panels/stage/column_buttons.h"

namespace gan {

bool column_button(const Frame& frame, const char* id, const ColumnButton& button, ImVec2 at, float side) {
  const Palette& p = frame.theme.palette;
  ImGui::SetCursorScreenPos(at);
  const bool pressed = ImGui::InvisibleButton(id, {side, side});
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + side, at.y + side};
  const float rounding = frame.theme.px(4), bar = frame.theme.whole_px(3);
  if (button.on) {
    list.AddRectFilled(at, high, pack(p.control_active), rounding);
    list.AddRectFilled(at, {at.x + bar, high.y}, pack(p.accent), rounding, ImDrawFlags_RoundCornersLeft);
  }
  if (hovered) list.AddRectFilled(at, high, pack(p.control_hovered, 0.7F), rounding);
  ImVec4 colour = ImGui::ColorConvertU32ToFloat4(button.colour);
  if (button.switches && !button.on) colour.w *= 0.55F;
  const float shift = button.switches ? 0.5F * bar : 0;
  draw_icon(list, button.icon, {(at.x + high.x) / 2 + shift, (at.y + high.y) / 2}, 0.56F * side,
            ImGui::ColorConvertFloat4ToU32(colour));
  return pressed;
}

void column_tooltip(const Frame& frame, const char* title, const char* meaning, const std::string& note) {
  if (!ImGui::IsItemHovered()) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(frame.theme.px(300));
  {
    const FontScope font(frame.fonts.title);
    ImGui::TextUnformatted(title);
  }
  ImGui::TextUnformatted(meaning);
  if (!note.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.text_muted));
    ImGui::TextUnformatted(note.c_str());
    ImGui::PopStyleColor();
  }
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

}  // namespace gan
