#include "app/panels/scenario/card_parts.h"

#include <imgui.h>

#include <algorithm>

#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"
#include "app/ui/icons.h"
#include "app/ui/wrap_layout.h"

namespace gan {
namespace {

constexpr float kBox = 14;  // design pixels, of what is ticked off

float wrapped_height(const std::string& text, float width) {
  if (has_decimals(text)) return ImGui::CalcTextSize(wrap_at_spaces(text, width, text_width).c_str()).y;
  return ImGui::CalcTextSize(text.c_str(), text.c_str() + text.size(), false, std::max(width, 1.0F)).y;
}

void draw_wrapped(ImVec2 at, ImU32 colour, const std::string& text, float width) {
  if (has_decimals(text)) {
    const std::string lines = wrap_at_spaces(text, width, text_width);
    return ImGui::GetWindowDrawList()->AddText(at, colour, lines.c_str(), lines.c_str() + lines.size());
  }
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, colour, text.c_str(),
                                      text.c_str() + text.size(), std::max(width, 1.0F));
}

}  // namespace

void card_text(const std::string& text, Rgb colour) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(colour));
  wrapped_text(text, ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
}

void card_heading(const Frame& frame, const char* text) {
  thin_separator(frame);
  caption(frame, text);
}

bool watch_line(const char* id, const std::string& text, const WatchItem& item, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const float box = theme.whole_px(kBox), left = box + theme.space();
  const float width = ImGui::GetContentRegionAvail().x - left;
  std::string note;
  if (item.happened_at) note = std::string("happened by step ") + step_text(*item.happened_at).c_str();
  float height = wrapped_height(text, width);
  const float first_line = ImGui::GetFontSize();
  const float note_at = height;
  if (!note.empty()) {
    const FontScope font(frame.fonts.small);
    height += wrapped_height(note, width);
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton(id, ImVec2(std::max(left + width, 1.0F), height));
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 low(at.x, at.y + (first_line - box) / 2), high(low.x + box, low.y + box);
  if (item.ticked) {
    list.AddRectFilled(low, high, pack(p.accent), theme.px(3));
    draw_icon(list, Icon::kCheck, ImVec2((low.x + high.x) / 2, (low.y + high.y) / 2), 0.8F * box, pack(p.on_accent));
  } else {
    list.AddRect(low, high, pack(hovered ? p.text : p.text_muted), theme.px(3), 0, theme.whole_px(1));
  }
  draw_wrapped(ImVec2(at.x + left, at.y), pack(p.text), text, width);
  if (!note.empty()) {
    const FontScope font(frame.fonts.small);
    draw_wrapped(ImVec2(at.x + left, at.y + note_at), pack(p.text_muted), note, width);
  }
  return pressed;
}

bool answer_button(std::size_t answer, const std::string& text, AnswerMark mark, bool enabled, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const float pad = theme.space(), letter = theme.px(20), icon = theme.px(16);
  const float full = ImGui::GetContentRegionAvail().x;
  const float width = full - 2 * pad - letter - icon;
  const float height = wrapped_height(text, width) + 2 * theme.px(6);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(static_cast<int>(answer));
  const bool pressed = ImGui::InvisibleButton("answer", ImVec2(std::max(full, 1.0F), height)) && enabled;
  const bool hovered = ImGui::IsItemHovered() && enabled, held = ImGui::IsItemActive() && enabled;
  ImGui::PopID();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 high(at.x + full, at.y + height);
  const bool marked = mark == AnswerMark::chosen || mark == AnswerMark::right;
  list.AddRectFilled(at, high, pack(held ? p.control_active : hovered ? p.control_hovered : p.control), theme.px(4));
  if (marked) list.AddRect(at, high, pack(p.accent), theme.px(4), 0, theme.whole_px(2));
  const bool pale = mark == AnswerMark::wrong || (!enabled && !marked);
  const ImU32 colour = pack(pale ? p.text_muted : p.text);
  const char name[2] = {static_cast<char>('A' + answer), '\0'};
  const float y = at.y + theme.px(6);
  list.AddText(ImVec2(at.x + pad, y), pack(marked ? p.accent : p.text_muted), name);
  draw_wrapped(ImVec2(at.x + pad + letter, y), colour, text, width);
  const ImVec2 centre(high.x - pad - icon / 2, y + ImGui::GetFontSize() / 2);
  if (mark == AnswerMark::right) draw_icon(list, Icon::kCheck, centre, icon, pack(p.accent));
  if (mark == AnswerMark::wrong) draw_icon(list, Icon::kClose, centre, icon, pack(p.text_muted));
  return pressed;
}

bool quiet_button(const char* text, const Frame& frame) {
  const Palette& p = frame.theme.palette;
  const FontScope font(frame.fonts.small);
  const ImVec2 size = ImGui::CalcTextSize(text), at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton(text, ImVec2(size.x, size.y + frame.theme.px(4)));
  const bool hovered = ImGui::IsItemHovered();
  const ImU32 colour = pack(hovered ? p.text : p.text_muted);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddText(at, colour, text);
  const float line = at.y + size.y;
  list.AddRectFilled(ImVec2(at.x, line), ImVec2(at.x + size.x, line + frame.theme.whole_px(1)), colour);
  return pressed;
}

}  // namespace gan
