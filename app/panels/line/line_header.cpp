#include "app/panels/line/line_header.h"

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"

namespace gan {
namespace {

constexpr float kGauge = 6;  // design pixels, the height of its bar
constexpr double kLowest = -2;

// V = and the value, before and after a formula, in this order: their widths are about that of "V(D, G) =".
constexpr const char* kSymbol = "V(D, G) = ";

struct Gauge {
  float left, right;
  float at(double value) const {
    return left + (right - left) * static_cast<float>(std::clamp((value - kLowest) / -kLowest, 0.0, 1.0));
  }
};

// A formula's value stands to its right where it has room there, and otherwise below it, as below one of several lines.
// In the font of the value.
bool stands_beside(const MathBox& box, const LineValueRow& row, float width, const Theme& theme) {
  return box.descent < ImGui::GetFontSize() && box.width + text_width(row.text) + theme.space() < width;
}

}  // namespace

MathForm LineHeader::form_of(float width) const {
  return {TypeFace::kBody, false, width, 0};
}

float LineHeader::height(const Frame& frame, const LineValues& values, float width, float most) {
  const Theme& theme = frame.theme;
  float height = theme.space();
  for (const LineValueRow& row : values.rows) {
    const MathBox& box = formulas_.of(kSymbol + row.formula, form_of(width));
    const FontScope font(frame.fonts.body);
    height += box.ascent + box.descent + theme.px(3);
    if (!stands_beside(box, row, width, theme)) height += ImGui::GetFontSize();
  }
  const FontScope font(frame.fonts.small);
  // The gauge, and two lines below it.
  height += theme.px(kGauge + 14) + 2 * ImGui::GetFontSize() + theme.px(6);
  return height < 0.42F * most && width > 36 * theme.space() ? height : 0;
}

void LineHeader::draw(const ArenaCanvas& stage, const LineValues& values, ImVec2 low, float width) {
  const Theme& theme = stage.frame.theme;
  const Palette& p = theme.palette;
  float y = low.y + theme.space();
  for (const LineValueRow& row : values.rows) {
    const MathBox& box = formulas_.of(kSymbol + row.formula, form_of(width));
    draw_math(stage.list, box, {low.x, y + box.ascent}, pack(p.text_muted));
    const FontScope font(stage.frame.fonts.body);
    const float line = ImGui::GetFontSize();
    if (stands_beside(box, row, width, theme)) {
      draw_text(stage.list, {low.x + box.width + theme.space(), y + box.ascent - 0.8F * line}, pack(p.text), row.text);
    } else {
      draw_text(stage.list, {low.x + theme.space(), y + box.ascent + box.descent}, pack(p.text), row.text);
      y += line;
    }
    y += box.ascent + box.descent + theme.px(3);
  }
  y += theme.px(6);
  const Gauge gauge{low.x, low.x + width};
  const float bar = theme.px(kGauge), middle = y + bar / 2;
  // Where V can be while G stands still, and what D still lacks of it.
  stage.list.AddRectFilled({gauge.left, y}, {gauge.right, y + bar}, pack(p.control), bar / 2);
  const float value = gauge.at(values.value), ceiling = gauge.at(values.ceiling), floor = gauge.at(values.floor);
  stage.list.AddRectFilled({std::min(value, ceiling), y}, {std::max(value, ceiling), y + bar}, pack(p.real, 0.4F));
  const float arm = theme.px(4), line = theme.px(2);
  stage.list.AddLine({floor, y - arm}, {floor, y + bar + arm}, pack(p.text_muted), line);
  stage.list.AddLine({ceiling, y - arm}, {ceiling, y + bar + arm}, pack(p.third), line);
  stage.list.AddCircleFilled({value, middle}, theme.px(5.5F), pack(p.arena_neutral), 20);
  stage.list.AddCircleFilled({value, middle}, theme.px(4.5F), pack(p.real), 20);
  y += bar + theme.px(6);
  const FontScope font(stage.frame.fonts.small);
  draw_text_within(stage.list, {low.x, y}, pack(p.text_muted), values.bounds, width);
  const float row = ImGui::GetFontSize() + theme.px(2);
  draw_text_within(stage.list, {low.x, y + row}, pack(p.text), values.verdict, width);
}

}  // namespace gan
