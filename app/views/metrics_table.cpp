#include "app/views/metrics_table.h"

#include <algorithm>

#include "app/views/drawing.h"

namespace gan {
namespace {

// Ends of the columns, of a table in the present font.
struct Columns {
  float value = 0, perfect = 0;
};

Columns columns_of(const Frame& frame, std::span<const MetricRow> rows) {
  const float gap = frame.theme.px(16);
  float name = 0, value = text_width("0.0000"), perfect = text_width("perfect");
  for (const MetricRow& row : rows) {
    name = std::max(name, text_width(row.title));
    value = std::max(value, text_width(row.value));
    perfect = std::max(perfect, text_width(row.perfect));
  }
  return {name + gap + value, name + 2 * gap + value + perfect};
}

}  // namespace

float metrics_table_width(const Frame& frame, std::span<const MetricRow> rows) {
  const FontScope font(frame.fonts.small);
  return columns_of(frame, rows).perfect;
}

float draw_metrics_table(const Frame& frame, std::span<const MetricRow> rows, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const Columns columns = columns_of(frame, rows);
  const float line = ImGui::GetFontSize(), count = static_cast<float>(rows.size() + 1);
  // Lines never overlap.
  const float step = std::max(std::min(line + theme.px(6), (high.y - low.y) / count), line);
  draw_text(list, {low.x + columns.value, low.y}, pack(p.text_muted), "now", 1);
  draw_text(list, {low.x + columns.perfect, low.y}, pack(p.text_muted), "perfect", 1);
  float y = low.y + step;
  for (const MetricRow& row : rows) {
    if (y + line > high.y + 1) break;
    draw_text(list, {low.x, y}, pack(p.text_muted), row.title);
    draw_text(list, {low.x + columns.value, y}, pack(row.defined ? p.text : p.text_muted), row.value, 1);
    draw_text(list, {low.x + columns.perfect, y}, pack(p.text_muted), row.perfect.empty() ? "–" : row.perfect, 1);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({low.x, y}, {high.x, y + step})) {
      ImGui::SetTooltip("%s", row.meaning);
    }
    y += step;
  }
  return y;
}

}  // namespace gan
