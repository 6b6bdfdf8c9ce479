#include "app/panels/frame/sentence_line.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "app/panels/drawing.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

Rgb tone_colour(const Palette& palette, Tone tone) {
  return tone == Tone::warning ? palette.warning : tone == Tone::good ? palette.accent : palette.text_muted;
}

// In two lines of the small font, in the place of one that is too long.
void draw_in_two_lines(const std::string& text, const Frame& frame, ImVec2 at, float width, float height) {
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* const second =
      2 * line > height ? begin
                        : ImGui::GetFont()->CalcWordWrapPositionA(line / ImGui::GetFont()->FontSize, begin, end, width);
  const auto length = static_cast<std::size_t>(second - begin);
  std::string_view rest(text);
  rest.remove_prefix(length);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  const float top = std::round(at.y + (height - (length > 0 && !rest.empty() ? 2 : 1) * line) / 2);
  const ImU32 colour = pack(frame.theme.palette.text);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (length > 0) draw_text(list, {at.x, top}, colour, std::string_view(text).substr(0, length));
  draw_text_within(list, {at.x, length > 0 ? top + line : top}, colour, rest, width);
}

// A plate that nobody takes for a sentence of the game. What it takes of the width.
float draw_moment_chip(const std::string& moment, const Frame& frame, ImVec2 at, float width, float height) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float inner = theme.space(), outer = theme.space(), line = ImGui::GetFontSize();
  const float most = width - 2 * inner - outer, text = std::min(text_width(moment), most);
  if (most <= 0) return 0;
  const float half = std::min(line / 2 + theme.px(4), height / 2 - theme.px(2)), middle = at.y + height / 2;
  list.AddRectFilled({at.x + outer, std::round(middle - half)},
                     {at.x + outer + text + 2 * inner, std::round(middle + half)}, pack(theme.palette.past),
                     theme.px(4));
  draw_text_within(list, {at.x + outer + inner, std::round(middle - line / 2)}, pack(theme.palette.panel), moment,
                   most);
  return outer + text + 2 * inner;
}

// What was measured, and from where on it counts.
void draw_evidence(const Verdict& verdict, const Frame& frame) {
  if (verdict.evidence.empty() || !ImGui::BeginTable("##evidence", 3, ImGuiTableFlags_SizingFixedFit)) return;
  const ImU32 muted = pack(frame.theme.palette.text_muted);
  for (const Evidence& e : verdict.evidence) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    wrapped_text(e.what, frame.theme.px(180));
    ImGui::TableNextColumn();
    wrapped_text(e.value, frame.theme.px(180));
    ImGui::TableNextColumn();
    if (e.bound.empty()) continue;
    ImGui::PushStyleColor(ImGuiCol_Text, muted);
    wrapped_text(e.bound, frame.theme.px(160));
    ImGui::PopStyleColor();
  }
  ImGui::EndTable();
}

void draw_tooltip(std::span<const Sentence> line, const Verdict& verdict, const Frame& frame) {
  const float width = frame.theme.px(420);
  ImGui::BeginTooltip();
  for (const Sentence& s : line) {
    if (s.about == verdict.id && s.text == evidence_text(verdict)) continue;
    wrapped_text(s.text, width);
    if (s.text != verdict.title) continue;
    ImGui::PushStyleColor(ImGuiCol_Text, pack(frame.theme.palette.text_muted));
    wrapped_text(verdict_info(verdict.id).meaning, width);
    ImGui::PopStyleColor();
    draw_evidence(verdict, frame);
  }
  ImGui::EndTooltip();
}

}  // namespace

void draw_sentence_line(std::span<const Sentence> sentences, const Verdict& verdict, const std::string& moment,
                        const Frame& frame, float width, float height) {
  const Theme& theme = frame.theme;
  const ImVec2 whole = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(whole, {whole.x + width, whole.y + height}, pack(theme.palette.panel));
  const ImVec2 all(width, height);
  ImVec2 corner = whole;
  if (!moment.empty()) {
    const float used = std::min(draw_moment_chip(moment, frame, corner, width, height), width);
    corner.x += used;
    width -= used;
  }
  if (!sentences.empty()) {
    const Sentence& first = sentences[0];
    const float line = ImGui::GetFontSize(), y = corner.y + (height - line) / 2;
    const float dot = theme.px(4), left = corner.x + theme.space(1.5F);
    const ImU32 colour = pack(tone_colour(theme.palette, first.tone));
    if (first.tone == Tone::warning) {
      draw_icon(list, Icon::kWarning, {left + dot, corner.y + height / 2}, theme.px(14), colour);
    } else {
      list.AddCircleFilled({left + dot, corner.y + height / 2}, dot, colour, 16);
    }
    const float text = left + 2 * dot + theme.space();
    std::string rest;
    for (std::size_t i = 1; i < sentences.size(); ++i) rest += "   ·   " + sentences[i].text;
    const float most = corner.x + width - theme.space() - text;
    const float used = text_width(first.text);
    if (used <= most) {
      draw_text(list, {text, y}, pack(theme.palette.text), first.text);
    } else {
      draw_in_two_lines(first.text, frame, {text, corner.y}, most, height);
    }
    if (used + theme.space(8) < most) {
      draw_text_within(list, {text + used, y}, pack(theme.palette.text_muted), rest, most - used);
    }
  }
  ImGui::Dummy(all);
  if (ImGui::IsItemHovered()) draw_tooltip(sentences, verdict, frame);
}

}  // namespace gan
