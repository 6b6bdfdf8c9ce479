#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

void set_sizes(const Theme& theme, ImGuiStyle& style) {
  const auto pair = [&](float x, float y) { return ImVec2(theme.whole_px(x), theme.whole_px(y)); };
  style.WindowPadding = pair(12.0F, 12.0F);
  style.FramePadding = pair(8.0F, 4.0F);
  style.ItemSpacing = pair(8.0F, 8.0F);
  style.ItemInnerSpacing = pair(8.0F, 4.0F);
  style.CellPadding = pair(8.0F, 4.0F);
  style.TouchExtraPadding = ImVec2(0.0F, 0.0F);
  style.IndentSpacing = theme.whole_px(16.0F);
  style.ScrollbarSize = theme.whole_px(10.0F);
  style.GrabMinSize = theme.whole_px(10.0F);
  style.WindowMinSize = pair(32.0F, 32.0F);

  style.WindowRounding = 0.0F;
  style.ChildRounding = 0.0F;
  style.FrameRounding = theme.px(4.0F);
  style.PopupRounding = theme.px(6.0F);
  style.ScrollbarRounding = theme.px(5.0F);
  style.GrabRounding = theme.px(4.0F);
  style.TabRounding = theme.px(4.0F);

  style.WindowBorderSize = 0.0F;
  style.ChildBorderSize = 0.0F;
  // Grounds alone would not be told apart by enough.
  const float border = theme.mode == ThemeMode::kHighContrast ? theme.whole_px(1.0F) : 0.0F;
  style.FrameBorderSize = border;
  style.TabBorderSize = 0.0F;
  style.PopupBorderSize = theme.whole_px(1.0F);

  style.WindowTitleAlign = ImVec2(0.0F, 0.5F);
  style.ButtonTextAlign = ImVec2(0.5F, 0.5F);
  style.SelectableTextAlign = ImVec2(0.0F, 0.5F);
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.ColorButtonPosition = ImGuiDir_Right;
  style.LogSliderDeadzone = theme.whole_px(4.0F);
  style.DisabledAlpha = 0.45F;
  style.AntiAliasedLines = true;
  style.AntiAliasedFill = true;
}

void set_colours(const Palette& palette, ImGuiStyle& style) {
  const auto set = [&](ImGuiCol which, Rgb colour, float opacity = 1.0F) {
    style.Colors[which] = to_imgui(colour, opacity);
  };
  // What is not named below (in ImGui's newer versions there is more) starts from a quiet control.
  for (int i = 0; i < ImGuiCol_COUNT; ++i) set(i, palette.control);
  set(ImGuiCol_Text, palette.text);
  set(ImGuiCol_TextDisabled, palette.text_muted);
  set(ImGuiCol_WindowBg, palette.panel);
  set(ImGuiCol_ChildBg, palette.panel, 0.0F);
  set(ImGuiCol_PopupBg, palette.panel);
  set(ImGuiCol_Border, palette.separator);
  set(ImGuiCol_BorderShadow, palette.separator, 0.0F);
  set(ImGuiCol_FrameBg, palette.control);
  set(ImGuiCol_FrameBgHovered, palette.control_hovered);
  set(ImGuiCol_FrameBgActive, palette.control_active);
  set(ImGuiCol_TitleBg, palette.panel);
  set(ImGuiCol_TitleBgActive, palette.panel);
  set(ImGuiCol_TitleBgCollapsed, palette.panel);
  set(ImGuiCol_MenuBarBg, palette.panel);
  set(ImGuiCol_ScrollbarBg, palette.panel, 0.0F);
  set(ImGuiCol_ScrollbarGrab, palette.control_hovered);
  set(ImGuiCol_ScrollbarGrabHovered, palette.control_active);
  set(ImGuiCol_ScrollbarGrabActive, palette.text_muted);
  set(ImGuiCol_CheckMark, palette.accent);
  set(ImGuiCol_SliderGrab, palette.grab);
  set(ImGuiCol_SliderGrabActive, mix(palette.control, palette.accent, 0.5F));
  set(ImGuiCol_Button, palette.control);
  set(ImGuiCol_ButtonHovered, palette.control_hovered);
  set(ImGuiCol_ButtonActive, palette.control_active);
  set(ImGuiCol_Header, palette.control);
  set(ImGuiCol_HeaderHovered, palette.control_hovered);
  set(ImGuiCol_HeaderActive, palette.control_active);
  set(ImGuiCol_Separator, palette.separator);
  set(ImGuiCol_SeparatorHovered, palette.text_muted);
  set(ImGuiCol_SeparatorActive, palette.accent);
  set(ImGuiCol_ResizeGrip, palette.control, 0.0F);
  set(ImGuiCol_ResizeGripHovered, palette.control_hovered);
  set(ImGuiCol_ResizeGripActive, palette.accent);
  set(ImGuiCol_PlotLines, palette.text_muted);
  set(ImGuiCol_PlotLinesHovered, palette.accent);
  set(ImGuiCol_PlotHistogram, palette.text_muted);
  set(ImGuiCol_PlotHistogramHovered, palette.accent);
  set(ImGuiCol_TableHeaderBg, palette.panel);
  set(ImGuiCol_TableBorderStrong, palette.separator);
  set(ImGuiCol_TableBorderLight, palette.separator);
  set(ImGuiCol_TableRowBg, palette.panel, 0.0F);
  set(ImGuiCol_TableRowBgAlt, palette.control, 0.35F);
  set(ImGuiCol_TextSelectedBg, palette.accent, 0.35F);
  set(ImGuiCol_DragDropTarget, palette.accent);
  set(ImGuiCol_NavWindowingHighlight, palette.accent);
  set(ImGuiCol_NavWindowingDimBg, palette.window, 0.6F);
  set(ImGuiCol_ModalWindowDimBg, palette.window, 0.6F);
#if IMGUI_VERSION_NUM >= 19140
  set(ImGuiCol_NavCursor, palette.accent);
#else
  set(ImGuiCol_NavHighlight, palette.accent);
#endif
#if IMGUI_VERSION_NUM >= 19200
  set(ImGuiCol_InputTextCursor, palette.text);
  set(ImGuiCol_TextLink, palette.accent);
#endif
}

}  // namespace

float Theme::whole_px(float design) const {
  return design <= 0.0F ? 0.0F : std::max(1.0F, std::round(design * scale));
}

Theme make_theme(ThemeMode mode, bool projector, float density) {
  Theme theme;
  theme.mode = mode;
  theme.projector = projector;
  theme.scale = std::clamp(density, 0.5F, 4.0F) * (projector ? kProjectorScale : 1.0F);
  theme.palette = make_palette(mode);
  return theme;
}

void apply_theme(const Theme& theme, ImGuiStyle& style) {
  set_sizes(theme, style);
  set_colours(theme.palette, style);
}

ImVec4 to_imgui(Rgb colour, float opacity) {
  return ImVec4(colour.r, colour.g, colour.b, opacity);
}

ImU32 pack(Rgb colour, float opacity) {
  const auto byte = [](float value) { return static_cast<int>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255.0F)); };
  return IM_COL32(byte(colour.r), byte(colour.g), byte(colour.b), byte(opacity));
}

}  // namespace gan
