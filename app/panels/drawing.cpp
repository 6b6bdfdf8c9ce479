#include "app/panels/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/plot/plot_ticks.h"
#include "app/ui/ellipsis.h"
#include "app/ui/wrap_layout.h"

namespace gan {

float text_width(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

void draw_text(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float align) {
  const float left = align > 0 ? at.x - align * text_width(text) : at.x;
  list.AddText({std::round(left), std::round(at.y)}, colour, text.data(), text.data() + text.size());
}

void draw_text_within(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text, float most) {
  const std::string_view shown = text.substr(0, length_within(text, most, text_width));
  draw_text(list, at, colour, shown);
  if (shown.size() < text.size() && !shown.empty())
    draw_text(list, {at.x + text_width(shown), at.y}, colour, kEllipsis);
}

void draw_title_within(ImDrawList& list, MathTexts& formulas, TypeFace face, ImVec2 at, ImU32 colour,
                       std::string_view title, float most) {
  const MathBox& box = formulas.of_title(title, face);
  if (box.width > most) {
    const FontScope font(face);
    return draw_text_within(list, at, colour, title, most);
  }
  draw_math(list, box, {std::round(at.x), std::round(at.y) + std::round(font_metrics(face).ascent)}, colour);
}

void wrapped_text(const std::string& text, float most) {
  if (has_decimals(text)) return ImGui::TextUnformatted(wrap_at_spaces(text, most, text_width).c_str());
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + most);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
}

float balanced_wrap(std::string_view text, float most) {
  const bool decimals = has_decimals(text);
  const auto height = [&](float wrap) {
    if (decimals) return ImGui::CalcTextSize(wrap_at_spaces(text, wrap, text_width).c_str()).y;
    return ImGui::CalcTextSize(text.data(), text.data() + text.size(), false, wrap).y;
  };
  const float wanted = height(most);
  if (wanted < 1.5F * ImGui::GetFontSize()) return most;
  float narrow = most / 2, wide = most;  // in more lines, or as narrow as it may be, and in as many
  while (wide - narrow > 1) {
    const float middle = std::round((narrow + wide) / 2);
    (height(middle) > wanted ? narrow : wide) = middle;
  }
  return wide;
}

void draw_dashed(ImDrawList& list, std::span<const ImVec2> points, ImU32 colour, float width, float dash, float gap) {
  float along = 0;  // of the period of a dash and a gap
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 from = points[i - 1], to = points[i];
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    for (float at = 0; at < length;) {
      const bool drawn = along < dash;
      const float piece = std::min(length - at, (drawn ? dash : dash + gap) - along);
      const auto point = [&](float s) {
        return ImVec2{from.x + (to.x - from.x) * s / length, from.y + (to.y - from.y) * s / length};
      };
      if (drawn) list.AddLine(point(at), point(at + piece), colour, width);
      at += std::max(piece, 1e-3F);
      along += std::max(piece, 1e-3F);
      if (along >= dash + gap) along = 0;
    }
  }
}

void draw_plate(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme, float opacity) {
  list.AddRectFilled(low, high, pack(theme.palette.panel, opacity), theme.px(4));
}

FadeScope::~FadeScope() {
  if (opacity_ >= 1) return;
  for (int i = first_; i < list_.VtxBuffer.Size; ++i) {
    ImU32& colour = list_.VtxBuffer[i].col;
    const ImU32 alpha = (colour & IM_COL32_A_MASK) >> IM_COL32_A_SHIFT;
    const auto faded = static_cast<ImU32>(std::lround(opacity_ * static_cast<float>(alpha)));
    colour = (colour & ~IM_COL32_A_MASK) | (faded << IM_COL32_A_SHIFT);
  }
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

void draw_signed_bar(ImDrawList& list, ImVec2 low, ImVec2 high, const Theme& theme) {
  const float middle = std::round((low.x + high.x) / 2);
  const ImU32 neutral = pack(signed_colour(theme.palette, 0)), less = pack(signed_colour(theme.palette, -1)),
              more = pack(signed_colour(theme.palette, 1));
  list.AddRectFilledMultiColor(low, {middle, high.y}, less, neutral, neutral, less);
  list.AddRectFilledMultiColor({middle, low.y}, high, neutral, more, more, neutral);
  list.AddRect(low, high, pack(theme.palette.separator));
}

const char* short_value(double value, std::span<char> buffer) {
  std::snprintf(buffer.data(), buffer.size(), "%s", value_text(value).c_str());
  return buffer.data();
}

PlotStyle plot_style(const Frame& frame) {
  const Palette& p = frame.theme.palette;
  PlotStyle style;
  style.face = frame.fonts.body, style.label_face = frame.fonts.small;
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
  style.past = pack(p.past);
  style.crosshair = pack(p.text);
  return style;
}

}  // namespace gan
