#include "app/views/drawing.h"

#include <cmath>
#include <cstdio>

#include "app/models/plot_ticks.h"

namespace gan {

float text_width(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

void draw_text(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float align) {
  const float left = align > 0 ? at.x - align * text_width(text) : at.x;
  list.AddText({std::round(left), std::round(at.y)}, colour, text.data(), text.data() + text.size());
}

void draw_text_within(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float most) {
  if (text_width(text) <= most) return draw_text(list, at, colour, text);
  const float dots = text_width("…");
  std::size_t length = text.size();
  while (length > 0 && text_width(text.substr(0, length)) + dots > most) {
    --length;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
      --length;  // whole letters
  }
  if (length == 0) return;
  const float width = text_width(text.substr(0, length));
  draw_text(list, at, colour, text.substr(0, length));
  draw_text(list, {at.x + width, at.y}, colour, "…");
}

void draw_plate(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme, float opacity) {
  list.AddRectFilled(low, high, pack(theme.palette.panel, opacity), theme.px(4));
}

void draw_opinion_bar(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme) {
  static constexpr int kPieces = 16;
  const Palette& p = theme.palette;
  const float width = high.x - low.x;
  const auto colour_at = [&](int i) {
    const float share = 2.0F * static_cast<float>(i) / kPieces - 1;
    return pack(mix(p.arena_neutral, share < 0 ? p.arena_generated : p.arena_real, std::abs(share)));
  };
  for (int i = 0; i < kPieces; ++i) {
    const float from = low.x + width * static_cast<float>(i) / kPieces,
                to = low.x + width * static_cast<float>(i + 1) / kPieces;
    list.AddRectFilledMultiColor({from, low.y}, {to, high.y}, colour_at(i), colour_at(i + 1), colour_at(i + 1),
                                 colour_at(i));
  }
  list.AddRect(low, high, pack(p.separator));
  const float middle = std::round((low.x + high.x) / 2), reach = theme.px(1);
  list.AddRectFilled({middle - reach, low.y - reach}, {middle + reach, high.y + reach}, pack(p.contour));
}

void draw_length_bar(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme) {
  const Palette& p = theme.palette;
  const ImU32 from = pack(p.arena_neutral), to = pack(p.third);
  list.AddRectFilledMultiColor(low, high, from, to, to, from);
  list.AddRect(low, high, pack(p.separator));
}

const char* short_value(double value, std::span<char> buffer) {
  std::snprintf(buffer.data(), buffer.size(), "%s", value_text(value).c_str());
  return buffer.data();
}

PlotStyle plot_style(const Frame& frame) {
  const Palette& p = frame.theme.palette;
  PlotStyle style;
  style.face = frame.fonts.body;
  {
    const FontScope body(frame.fonts.body);
    style.title_size = ImGui::GetFontSize();
  }
  {
    const FontScope small(frame.fonts.small);
    style.label_size = ImGui::GetFontSize();
  }
  style.scale = frame.theme.scale;
  style.text = pack(p.text);
  style.text_dim = pack(p.text_muted);
  style.background = pack(p.plot);
  style.grid = pack(p.grid);
  style.axis = pack(p.separator);
  style.reference = pack(p.text_muted);
  style.mark = pack(p.accent);
  style.crosshair = pack(p.text);
  return style;
}

}  // namespace gan
