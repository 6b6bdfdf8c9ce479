#include "app/panels/slice/slice_bar.h"

#include <imgui.h>

#include <cmath>
#include <string>

#include "app/panels/drawing.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

Region last_item() {
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

// From (x, y) to the right; returns where they end.
float corner_buttons(ViewContext& context, const Frame& frame, SliceCorners& corners, float x, float y, Region& first) {
  const ChosenTile chosen = context.settings.of<ImagesSettings>().chosen;
  for (int i = 0; i < 3; ++i) {
    ImGui::SetCursorScreenPos({x, y});
    const std::string label = std::string(1, kCornerNames[i]) + ": " + corners.short_name(i) + "##corner";
    const bool pressed = ImGui::Button(label.c_str());
    if (i == 0) first = last_item();
    item_tooltip(frame, {"Puts the chosen image into this corner, as it is now: click a mark here or a tile of the "
                         "sheets to choose one.",
                         "", "",
                         "Now " + corners.name(i) + ". Chosen: " + (chosen.real ? "real image " : "G(z), noise ") +
                             std::to_string(chosen.index + 1) + "."});
    if (pressed && context.probe != nullptr) corners.choose(i, chosen, *context.probe);
    x = ImGui::GetItemRectMax().x + frame.theme.px(2);
  }
  return x;
}

}  // namespace

SliceButtons draw_slice_bar(ViewContext& context, const Frame& frame, SliceCorners& corners, ImVec2 corner, float width,
                            float height) {
  const Theme& theme = frame.theme;
  ImagesSettings& s = context.settings.of<ImagesSettings>();
  SliceButtons buttons;
  const FontScope font(frame.fonts.small);
  const float pad = theme.space(), y = corner.y + std::round((height - ImGui::GetFrameHeight()) / 2);
  float x = corner.x + pad;
  const auto toggle = [&](const char* name, bool on, const char* meaning) {
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = toggle_button(name, on, frame);
    item_tooltip(frame, meaning);
    x = ImGui::GetItemRectMax().x + theme.px(2);
    return pressed;
  };
  if (toggle("components", !s.slice_through,
             "The plane of the first two principal components of the data: along it real images differ "
             "most.")) {
    s.slice_through = false;
  }
  if (toggle("three images", s.slice_through, "The plane through three images, which lie at A, B and C."))
    s.slice_through = true;
  buttons.through = last_item();
  x += pad;
  if (s.slice_through) x = corner_buttons(context, frame, corners, x, y, buttons.first_corner) + pad;
  // What the marks say, where there is room for it.
  const char* const note = s.slice_images ? "Images are projected onto the plane; its colours are D on it."
                                          : "Marks are projected onto the plane; their ring is D of the image itself.";
  const float right = corner.x + width - pad;
  if (right - x < theme.px(144)) return buttons;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_within(list, {x, corner.y + (height - ImGui::GetFontSize()) / 2}, pack(theme.palette.text_muted), note,
                   right - x);
  ImGui::SetCursorScreenPos({x, corner.y});
  ImGui::Dummy({right - x, height});
  std::string meaning =
      "Real and generated images lie off the plane, some far: each mark is at the nearest place of it. The "
      "colours under a mark are D on the plane, the ring inside it is D of the image itself.";
  meaning += company_meaning(context.snapshot);
  item_tooltip(frame, meaning.c_str());
  return buttons;
}

}  // namespace gan
