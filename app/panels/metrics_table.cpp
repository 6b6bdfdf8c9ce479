#include "app/panels/metrics_table.h"

#include <algorithm>

#include "app/lab/compare/differences.h"
#include "app/panels/drawing.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kLeastBars = 280;    // design pixels beside a table
constexpr float kMostBars = 0.5F;    // share of the height above a table
constexpr float kHighestBars = 300;  // design pixels there

// Ends of the columns, of a table in the present font. Of games that are compared the values stand side by side, `each`
// apart, the last of them at `value`.
struct Columns {
  float value = 0, perfect = 0;
  float each = 0;
};

// "n = 2 500, step 12 340"; without a moment where it is not one.
std::string heading_of(const TableMoment& moment) {
  return "n = " + whole_text(moment.samples) + (moment.moment.empty() ? "" : ", ") + moment.moment;
}

Columns columns_of(const Frame& frame, std::span<const MetricRow> rows, const TableMoment& moment, TypeFace face,
                   MathTexts& formulas) {
  const FontScope font(face);
  const std::size_t games = moment.others.size();
  const float gap = frame.theme.px(games > 0 ? 12 : 16);
  float name = 0, value = text_width("0.0000"), perfect = text_width(moment.ideal);
  for (const MetricRow& row : rows) {
    name = std::max(name, formulas.of_title(row.title, face).width);
    value = std::max(value, text_width(row.value));
    perfect = std::max(perfect, text_width(row.perfect));
    for (const std::string& text : row.games) value = std::max(value, text_width(text));
  }
  if (games > 0) {
    const float each = value + gap, values = name + static_cast<float>(games) * each;
    return {values, values + gap + perfect, each};
  }
  // Room for the heading, and for as many digits as it will have: the columns do not move at every measurement.
  const float heading = std::max(text_width(heading_of(moment)), text_width("n = 2 500, step 000 000"));
  const float values = std::max(name + gap + value, heading);
  return {values, values + gap + perfect};
}

// As large as the panel has room for: below bars there is more of it than beside them.
TypeFace table_font(const Frame& frame, std::span<const MetricRow> rows, const TableMoment& moment, MathTexts& formulas,
                    ImVec2 size) {
  const FontScope font(frame.fonts.body);
  const float height = static_cast<float>(rows.size() + 1) * (ImGui::GetFontSize() + frame.theme.px(6));
  const bool fits = columns_of(frame, rows, moment, frame.fonts.body, formulas).perfect <= size.x && height <= size.y;
  return fits ? frame.fonts.body : frame.fonts.small;
}

}  // namespace

std::optional<TableArea> table_area(const Frame& frame) {
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const float pad = theme.space(1.5F);
  const TableArea area{{corner.x + pad, corner.y + pad * 0.75F},
                       {corner.x + size.x - pad, corner.y + size.y - pad * 0.5F}};
  if (area.high.x - area.low.x < theme.px(120) || area.high.y - area.low.y < theme.px(40)) return std::nullopt;
  return area;
}

BarsAndTable split_area(const Frame& frame, const TableArea& area, float table_width) {
  const Theme& theme = frame.theme;
  const auto& [low, high] = area;
  const float gap = theme.space(3);
  if (high.x - low.x - table_width - gap >= theme.px(kLeastBars)) {
    return {{low, {high.x - table_width - gap, high.y}}, {{high.x - table_width, low.y}, high}};
  }
  const float end = std::round(low.y + std::min(kMostBars * (high.y - low.y), theme.px(kHighestBars)));
  return {{low, {high.x, end}}, {{low.x, std::min(end + gap, high.y)}, high}};
}

float metrics_table_width(const Frame& frame, std::span<const MetricRow> rows, const TableMoment& moment,
                          MathTexts& formulas) {
  return columns_of(frame, rows, moment, frame.fonts.small, formulas).perfect;
}

float draw_metrics_table(const Frame& frame, std::span<const MetricRow> rows, const TableMoment& moment,
                         MathTexts& formulas, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const TypeFace face = table_font(frame, rows, moment, formulas, {high.x - low.x, high.y - low.y});
  const FontScope font(face);
  const Columns columns = columns_of(frame, rows, moment, face, formulas);
  const float line = ImGui::GetFontSize(), count = static_cast<float>(rows.size() + 1);
  // Lines never overlap.
  const float step = std::max(std::min(line + theme.px(6), (high.y - low.y) / count), line);
  // In a narrow panel what is ideal gives way, then part of the names.
  const float width = high.x - low.x, value_end = std::min(columns.value, width);
  const bool ideal = columns.perfect <= width;
  const std::size_t games = moment.others.size();
  const float values_begin = value_end - static_cast<float>(games) * columns.each;
  const auto game_end = [&](std::size_t game) {
    return low.x + value_end - static_cast<float>(games - 1 - game) * columns.each;
  };
  const std::string heading = heading_of(moment);
  if (games > 0) {
    draw_text_within(list, low, pack(p.text_muted), heading, values_begin);
  } else if (text_width(heading) <= value_end) {
    draw_text(list, {low.x + value_end, low.y}, pack(p.text_muted), heading, 1);
  }
  for (std::size_t game = 0; game < games; ++game) {
    const char letter = game_letter(game);
    draw_text(list, {game_end(game), low.y}, pack(p.text_muted), {&letter, 1}, 1);
  }
  if (ideal) draw_text(list, {low.x + columns.perfect, low.y}, pack(p.text_muted), moment.ideal, 1);
  float y = low.y + step;
  for (const MetricRow& row : rows) {
    if (y + line > high.y + 1) break;
    const float most = games > 0 ? values_begin : value_end - text_width(row.value) - theme.px(8);
    draw_title_within(list, formulas, face, {low.x, y}, pack(p.text_muted), row.title, most);
    if (games == 0) {
      draw_text(list, {low.x + value_end, y}, pack(row.defined && !moment.other ? p.text : p.text_muted), row.value, 1);
    }
    for (std::size_t game = 0; game < std::min(games, row.games.size()); ++game) {
      const Rgb colour = row.best == game ? p.accent : moment.others[game] ? p.text_muted : p.text;
      draw_text(list, {game_end(game), y}, pack(colour), row.games[game], 1);
    }
    if (ideal) {
      draw_text(list, {low.x + columns.perfect, y}, pack(p.text_muted), row.perfect.empty() ? "–" : row.perfect, 1);
    }
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({low.x, y}, {high.x, y + step})) {
      ImGui::SetTooltip("%s", row.meaning);
    }
    y += step;
  }
  return y;
}

}  // namespace gan
