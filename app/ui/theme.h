// How the interface looks: palette, scale, and every ImGui style value derived from them. One grid of 8
// pixels, thin separators instead of boxes, controls that recede, at most one accent. The numbers here are in
// pixels at a scale of 1.
#pragma once

#include "app/ui/palette.h"
#include "imgui.h"

namespace gan {

struct Theme {
  ThemeMode mode = ThemeMode::kDark;
  bool projector = false;  // presented: text and lines larger, for the back row
  float scale = 1.0F;      // interface pixels per design pixel: screen density · projector
  Palette palette;

  // Design pixels to interface pixels; whole pixels for the second, at least one.
  float px(float design) const { return design * scale; }
  float whole_px(float design) const;

  // The grid that everything is laid out on: one step is 8 design pixels.
  float space(float steps = 1.0F) const { return whole_px(8.0F * steps); }
};

constexpr float kProjectorScale = 1.6F;

// `density` is Window::interface_scale(), in [0.5, 4].
Theme make_theme(ThemeMode mode, bool projector, float density);

// Sets every colour and size of `style`.
void apply_theme(const Theme& theme, ImGuiStyle& style);

// For ImGui's styles and draw lists.
ImVec4 to_imgui(Rgb colour, float opacity = 1.0F);
ImU32 pack(Rgb colour, float opacity = 1.0F);

}  // namespace gan
