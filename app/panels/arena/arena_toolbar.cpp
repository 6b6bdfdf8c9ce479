#include "app/panels/arena/arena_toolbar.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "app/panels/arena/arena_model.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

constexpr int kImagesButton = kArenaLayers;  // after the layers
constexpr const char* kImagesTitle = "images";

struct ButtonLook {
  float height, pad, icon;
};

// A flat switch: what is on is written in full, what is off fades.
bool layer_button(const Frame& frame, int layer, const char* title, bool on, ImVec2 at, float width,
                  const ButtonLook& look) {
  const Palette& p = frame.theme.palette;
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(layer);
  const bool pressed = ImGui::InvisibleButton("layer", {width, look.height});
  const bool hovered = ImGui::IsItemHovered();
  ImGui::PopID();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + width, at.y + look.height};
  const float rounding = frame.theme.px(4);
  if (on) list.AddRectFilled(at, high, pack(p.control_active, 0.9F), rounding);
  if (hovered) list.AddRectFilled(at, high, pack(p.control_hovered, 0.7F), rounding);
  const ImU32 colour = pack(on ? p.text : p.text_muted);
  float left = at.x + look.pad;
  const ArenaLayer which = static_cast<ArenaLayer>(layer);
  if (which == ArenaLayer::real || which == ArenaLayer::generated) {
    const bool real = which == ArenaLayer::real;
    draw_icon(list, real ? Icon::kDisc : Icon::kTriangle, {left + look.icon / 2, at.y + look.height / 2}, look.icon,
              pack(real ? p.real : p.generated, on ? 1.0F : 0.5F));
    left += look.icon + frame.theme.px(4);
  }
  draw_text(list, {left, at.y + (look.height - ImGui::GetFontSize()) / 2}, colour, title);
  return pressed;
}

const char* layer_title(int layer, const OutputScale& output) {
  if (layer == static_cast<int>(ArenaLayer::surface)) return output.reading.name;
  return layer < kArenaLayers ? arena_layer_infos()[static_cast<std::size_t>(layer)].title : kImagesTitle;
}

float button_width(const Frame& frame, int layer, const OutputScale& output, const ButtonLook& look) {
  const ArenaLayer which = static_cast<ArenaLayer>(layer);
  const bool icon = which == ArenaLayer::real || which == ArenaLayer::generated;
  return 2 * look.pad + text_width(layer_title(layer, output)) + (icon ? look.icon + frame.theme.px(4) : 0);
}

void layer_tooltip(const Frame& frame, int layer, const char* key) {
  if (!ImGui::IsItemHovered()) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(frame.theme.px(300));
  ImGui::TextUnformatted(arena_layer_infos()[static_cast<std::size_t>(layer)].meaning);
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.text_muted));
  ImGui::Text("Key %s%d. Right click: opacity.", key, layer + 1);
  ImGui::PopStyleColor();
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void opacity_popup(const Frame& frame, ViewSettings& settings, int layer) {
  ImGui::PushID(layer);
  if (ImGui::BeginPopupContextItem("opacity")) {
    ImGui::SetNextItemWidth(frame.theme.px(160));
    setting_slider("opacity", settings, settings.of<ArenaSettings>().layers[layer].opacity, {"%.2f", false});
    ImGui::EndPopup();
  }
  ImGui::PopID();
}

void sample_options(const ArenaToolbar& bar, ViewSettings& settings) {
  if (bar.marks != nullptr) {
    setting_slider("samples of each kind", settings, bar.marks->samples, {"%d", true});
    return ImGui::Separator();
  }
  ArenaSettings& s = settings.of<ArenaSettings>();
  setting_slider("length of arrows", settings, s.arrow_scale, {"× %.3g", true});
  setting_slider("generated samples", settings, s.generated_samples, {"%d", true});
  setting_slider("real samples", settings, s.real_samples, {"%d", true});
  setting_slider("length of trails", settings, s.trail_length, {"%d", false});
  ImGui::Separator();
}

void options_popup(const Frame& frame, const ArenaToolbar& bar, const OutputScale& output, ViewSettings& settings) {
  if (!ImGui::BeginPopup("arena options")) return;
  ArenaSettings& s = settings.of<ArenaSettings>();
  ImGui::PushItemWidth(frame.theme.px(180));
  ImGui::TextUnformatted("The surface shows");
  for (int mode = 0; mode < 3; ++mode) {
    // Along a plane of images only a part of the gradient would be seen.
    if (mode == 2 && bar.marks != nullptr) break;
    if (mode > 0) ImGui::SameLine();
    if (ImGui::RadioButton(surface_choice(mode, output), s.surface_mode == mode)) s.surface_mode = mode;
  }
  if (s.surface_mode != 0) {
    setting_slider("at the ends of the colours", settings, s.logit_range, {"%.1f", true});
  }
  ImGui::Separator();
  sample_options(bar, settings);
  ImGui::TextUnformatted("Opacity");
  for (const ArenaLayer layer : bar.layers) {
    const int i = static_cast<int>(layer);
    setting_slider(layer_title(i, output), settings, s.layers[i].opacity, {"%.2f", false});
  }
  ImGui::PopItemWidth();
  ImGui::EndPopup();
}

}  // namespace

const ArenaToolbar& arena_toolbar() {
  static constexpr ArenaLayer kAll[] = {ArenaLayer::surface,    ArenaLayer::contours,   ArenaLayer::real,
                                        ArenaLayer::generated,  ArenaLayer::arrows,     ArenaLayer::trails,
                                        ArenaLayer::noise_grid, ArenaLayer::grid_lines, ArenaLayer::modes};
  static_assert(std::size(kAll) == kArenaLayers);
  static constexpr ArenaToolbar kBar{kAll, "", "the data"};
  return kBar;
}

float draw_arena_toolbar(const Frame& frame, const ArenaToolbar& bar, const OutputScale& output, ViewSettings& settings,
                         ImVec2 corner, float width, bool& fit) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const ButtonLook look{std::round(ImGui::GetFontSize() + theme.px(9)), theme.px(7), theme.px(10)};
  const float gap = theme.whole_px(2), end = look.height;
  // First the places, so that the plate lies below all of them.
  int buttons[kArenaLayers + 1];
  std::size_t count = 0;
  for (const ArenaLayer layer : bar.layers) buttons[count++] = static_cast<int>(layer);
  if (bar.marks != nullptr) buttons[count++] = kImagesButton;
  ImVec2 places[kArenaLayers + 3];
  float widths[kArenaLayers + 3], x = corner.x + gap, y = corner.y + gap, right = x;
  for (std::size_t i = 0; i < count + 2; ++i) {
    widths[i] = i < count ? button_width(frame, buttons[i], output, look) : end;
    if (x + widths[i] + gap > corner.x + width && x > corner.x + gap) {
      x = corner.x + gap;
      y += look.height + gap;
    }
    places[i] = {x, y};
    x += widths[i] + gap;
    right = std::max(right, x);
  }
  const float bottom = y + look.height + gap;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_plate(list, corner, {right, bottom}, theme, 0.9F);
  for (std::size_t i = 0; i < count; ++i) {
    const int layer = buttons[i];
    bool& on = layer == kImagesButton ? bar.marks->as_images : settings.of<ArenaSettings>().layers[layer].visible;
    if (layer_button(frame, layer, layer_title(layer, output), on, places[i], widths[i], look)) on = !on;
    if (layer == kImagesButton) {
      item_tooltip(frame,
                   "Small images in the place of marks: real ones in a blue frame, generated ones in an "
                   "orange one.");
      continue;
    }
    opacity_popup(frame, settings, layer);
    layer_tooltip(frame, layer, bar.key);
  }
  const ImU32 muted = pack(theme.palette.text_muted);
  for (std::size_t i = 0; i < 2; ++i) {
    const ImVec2 at = places[count + i];
    ImGui::SetCursorScreenPos(at);
    const bool pressed = ImGui::InvisibleButton(i == 0 ? "fit" : "options", {end, look.height});
    const ImU32 colour = ImGui::IsItemHovered() ? pack(theme.palette.text) : muted;
    const ImVec2 centre{at.x + end / 2, at.y + look.height / 2};
    if (i == 0) {
      draw_icon(list, Icon::kFit, centre, theme.px(13), colour);
      fit = fit || pressed;
      if (ImGui::IsItemHovered()) ImGui::SetTooltip("Show all of %s (F, or double click in the picture)", bar.fit);
    } else {
      for (const float d : {-4.0F, 0.0F, 4.0F})
        list.AddCircleFilled({centre.x + theme.px(d), centre.y}, theme.px(1.3F), colour);
      if (pressed) ImGui::OpenPopup("arena options");
      if (ImGui::IsItemHovered())
        ImGui::SetTooltip(bar.marks != nullptr ? "Surface, number of samples, opacities"
                                               : "Surface, arrows, number of samples, opacities");
    }
  }
  {
    const FontScope body(frame.fonts.body);
    options_popup(frame, bar, output, settings);
  }
  return bottom - corner.y;
}

}  // namespace gan
