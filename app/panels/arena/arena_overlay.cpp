#include "app/panels/arena/arena_overlay.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"
#include "app/ui/wrap_layout.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

struct Row {
  const char* name;
  std::string value;
};

std::string text_of(double value) {
  char buffer[32];
  return short_value(value, buffer);
}

}  // namespace

void halo_text(const ArenaCanvas& canvas, ImVec2 at, ImU32 colour, std::string_view text, float align) {
  const ImU32 ground = pack(canvas.frame.theme.palette.arena_neutral, 0.85F);
  const float d = canvas.frame.theme.whole_px(1);
  for (const ImVec2 shift : {ImVec2(-d, 0), ImVec2(d, 0), ImVec2(0, -d), ImVec2(0, d)}) {
    draw_text(canvas.list, {at.x + shift.x, at.y + shift.y}, ground, text, align);
  }
  draw_text(canvas.list, at, colour, text, align);
}

namespace {

LabelBox box_of(ImVec2 low, ImVec2 high) {
  return {static_cast<double>(low.x), static_cast<double>(low.y), static_cast<double>(high.x - low.x),
          static_cast<double>(high.y - low.y)};
}

}  // namespace

void draw_axis_labels(const ArenaCanvas& canvas, double tick_step, const PlaneUnits& units, float head, float foot) {
  if (!(tick_step > 0)) return;
  const FontScope font(canvas.frame.fonts.small);
  const Theme& theme = canvas.frame.theme;
  const ImU32 colour = pack(theme.palette.text, 0.75F);
  const WorldRect seen = canvas.camera.visible(canvas.viewport);
  const float line = ImGui::GetFontSize(), margin = theme.px(4);
  const AxisLabels along = axis_labels({seen.x_min, seen.x_max}, tick_step, units.origin[0], units.unit[0]);
  const AxisLabels up = axis_labels({seen.y_min, seen.y_max}, tick_step, units.origin[1], units.unit[1]);
  const float row = canvas.high.y - line - margin;
  const float edge = canvas.low.x + canvas.left + margin;
  float left = edge + theme.px(20), right = canvas.high.x - theme.px(8), bottom = row - margin;
  // What is to be added to every number of an axis stands at the axis' end.
  if (!along.base.empty()) {
    const std::string text = "x " + along.base;
    halo_text(canvas, {canvas.high.x - margin, row}, colour, text, 1);
    right = canvas.high.x - margin - text_width(text) - theme.px(8);
  }
  if (!up.base.empty()) {
    const std::string text = "y " + up.base;
    bottom = row - line - margin;
    halo_text(canvas, {edge, bottom}, colour, text, 0);
  }
  for (const Tick& tick : along.ticks.all()) {
    const float x = canvas.at(tick.value, 0).x, half = 0.5F * text_width(tick.label.c_str());
    if (x - half < left || x + half > right) continue;
    halo_text(canvas, {x, row}, colour, tick.label.c_str(), 0.5F);
    left = x + half + theme.px(8);
  }
  for (const Tick& tick : up.ticks.all()) {
    const float y = canvas.at(0, tick.value).y;
    if (y < canvas.low.y + line || y - line / 2 < canvas.low.y + head || y + line / 2 > bottom - foot) continue;
    halo_text(canvas, {edge, y - line / 2}, colour, tick.label.c_str(), 0);
  }
}

// Of the plate with its padding, in the small font.
float colour_legend_width(const ArenaCanvas& canvas, const ColourLegend& legend) {
  const Theme& theme = canvas.frame.theme;
  const FontScope font(canvas.frame.fonts.small);
  const float gap = theme.px(10);
  // The middle stands in the middle: both sides are as wide as the wider end.
  const float end = std::max(text_width(legend.low), text_width(legend.high));
  const float row = 2 * end + text_width(legend.middle) + 2 * gap;
  // In steps, so that the plate does not tremble with the digits.
  const float step = theme.px(16), width = std::max({theme.px(176), text_width(legend.title), row});
  return std::ceil(width / step) * step + 2 * theme.space();
}

LabelBox draw_colour_legend(const ArenaCanvas& canvas, const ColourLegend& legend) {
  const Theme& theme = canvas.frame.theme;
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize(), pad = theme.space(), bar = theme.whole_px(8);
  const ImVec2 high{canvas.high.x - pad, canvas.high.y - pad - line};
  const ImVec2 low{high.x - colour_legend_width(canvas, legend), high.y - 2 * line - bar - 2 * pad};
  draw_plate(canvas.list, low, high, theme);
  const ImU32 text = pack(theme.palette.text), muted = pack(theme.palette.text_muted);
  const float left = low.x + pad, right = high.x - pad;
  draw_text(canvas.list, {left, low.y + pad / 2}, text, legend.title);
  const float top = low.y + pad / 2 + line + theme.px(3);
  if (legend.length) {
    draw_length_bar(canvas.list, {left, top}, {right, top + bar}, theme);
  } else if (legend.neither) {
    draw_signed_bar(canvas.list, {left, top}, {right, top + bar}, theme);
  } else {
    draw_opinion_bar(canvas.list, {left, top}, {right, top + bar}, theme);
  }
  const float below = top + bar + theme.px(2);
  float middle = std::round((left + right) / 2);
  if (legend.mark >= 0) {
    middle = std::round(left + static_cast<float>(legend.mark) * (right - left));
    canvas.list.AddRectFilled({middle - theme.px(1), top - theme.px(2)},
                              {middle + theme.px(1), top + bar + theme.px(2)}, text);
    const float half = text_width(legend.middle) / 2, gap = theme.px(10);
    middle =
        std::clamp(middle, left + text_width(legend.low) + gap + half,
                   std::max(left + text_width(legend.low) + gap + half, right - text_width(legend.high) - gap - half));
  }
  draw_text(canvas.list, {left, below}, muted, legend.low);
  draw_text(canvas.list, {middle, below}, muted, legend.middle, 0.5F);
  draw_text(canvas.list, {right, below}, muted, legend.high, 1);
  return box_of(low, high);
}

LabelBox draw_arrow_legend(const ArenaCanvas& canvas, double world_scale, double median_gradient,
                           const LabelBox& colours) {
  const Theme& theme = canvas.frame.theme;
  const ArrowLegend legend =
      arrow_legend(world_scale, canvas.camera.units_per_pixel(canvas.viewport), static_cast<double>(theme.px(30)));
  if (!(legend.gradient > 0)) return {};
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize(), pad = theme.space();
  const std::string meaning = "arrow scale: |∂L_G/∂x| = " + short_text(legend.gradient);
  const std::string median = "median " + text_of(median_gradient);
  const float width = theme.px(40) + std::max(text_width(meaning), text_width(median));
  ImVec2 low{canvas.low.x + canvas.left + theme.space(4), canvas.high.y - pad - line - 2 * line - pad};
  ImVec2 high{low.x + width + 2 * pad, canvas.high.y - pad - line};
  if (colours.width > 0 && high.x + pad > static_cast<float>(colours.x)) {
    const float up = high.y + pad - static_cast<float>(colours.y);
    low.y -= up;
    high.y -= up;
  }
  // The middle of the stage belongs to the picture.
  if (low.y < 0.4F * canvas.low.y + 0.6F * canvas.high.y || high.x > canvas.high.x) return {};
  draw_plate(canvas.list, low, high, theme);
  const float y = (low.y + high.y) / 2, tip = low.x + pad + static_cast<float>(legend.pixels), head = theme.px(5);
  const ImU32 colour = pack(theme.palette.text);
  canvas.list.AddLine({low.x + pad, y}, {tip - head / 2, y}, colour, theme.px(1.5F));
  canvas.list.AddTriangleFilled({tip, y}, {tip - head, y - 0.6F * head}, {tip - head, y + 0.6F * head}, colour);
  const float left = low.x + pad + theme.px(40);
  draw_text(canvas.list, {left, low.y + pad / 2}, colour, meaning);
  draw_text(canvas.list, {left, low.y + pad / 2 + line}, pack(theme.palette.text_muted), median);
  return box_of(low, high);
}

LabelBox draw_notes(const ArenaCanvas& canvas, const std::vector<std::string>& notes, float top) {
  if (notes.empty()) return {};
  const Theme& theme = canvas.frame.theme;
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize(), pad = theme.space();
  float y = top, left = canvas.high.x;
  // Beside other games there is less room than the longest of them takes.
  const float most = std::max(canvas.high.x - canvas.low.x - canvas.left - 4 * pad, theme.px(80));
  for (const std::string& note : notes) {
    const std::string text = wrap_at_spaces(note, most, text_width);
    const float lines = static_cast<float>(1 + std::count(text.begin(), text.end(), '\n'));
    const ImVec2 high{canvas.high.x - pad, y + lines * line + pad};
    const ImVec2 low{high.x - text_width(text) - 2 * pad, y};
    draw_plate(canvas.list, low, high, theme);
    draw_text(canvas.list, {low.x + pad, low.y + pad / 2}, pack(theme.palette.text), text);
    y = high.y + theme.px(4);
    left = std::min(left, low.x);
  }
  return box_of({left, top}, {canvas.high.x, y});
}

void draw_pile_names(const ArenaCanvas& canvas, const ArenaMarks& marks, LabelBoxes& labels) {
  if (marks.named().empty()) return;
  const Theme& theme = canvas.frame.theme;
  const FontScope font(canvas.frame.fonts.body);
  const float pad = theme.px(5), height = ImGui::GetFontSize() + pad;
  const LabelBox area{static_cast<double>(canvas.low.x + canvas.left), static_cast<double>(canvas.low.y),
                      static_cast<double>(canvas.high.x - canvas.low.x - canvas.left),
                      static_cast<double>(canvas.high.y - canvas.low.y)};
  for (const Pile& pile : marks.named()) {
    const std::string name = marks.name(pile);
    const ImVec2 centre = canvas.at(pile.x, pile.y);
    const LabelBox size{0, 0, static_cast<double>(text_width(name) + 2 * pad), static_cast<double>(height)};
    const double away = static_cast<double>(theme.px(marks.glow_radius(pile) + 2));
    const PixelPoint at{static_cast<double>(centre.x), static_cast<double>(centre.y)};
    const std::size_t texts = labels.texts.size();
    labels.texts.insert(labels.texts.end(), labels.marks.begin(), labels.marks.end());
    std::optional<LabelBox> box = place_label(at, away, size, area, labels.texts);
    labels.texts.resize(texts);
    if (!box) box = place_label(at, away, size, area, labels.texts);
    if (!box) continue;
    labels.texts.push_back(*box);
    const ImVec2 low{static_cast<float>(box->x), static_cast<float>(box->y)};
    draw_plate(canvas.list, low, {low.x + static_cast<float>(box->width), low.y + height}, theme);
    draw_text(canvas.list, {low.x + pad, low.y + pad / 2}, pack(theme.palette.text), name);
  }
}

void show_readout(const Frame& frame, const ArenaReadout& r, const OutputScale& output) {
  const Theme& theme = frame.theme;
  const bool probability = output.reading.probability;
  std::vector<Row> rows{
      {"x",
       std::string(coordinate_text(r.x, r.resolution_x).c_str()) + ", " + coordinate_text(r.y, r.resolution_y).c_str()},
      {output.reading.name, text_of(output.shown(r.logit))},
      {probability ? "logit" : "− middle", text_of(probability ? r.logit : r.logit - output.middle)},
      {probability ? "‖∇ logit‖" : "‖∇f(x)‖", text_of(r.norm) + "  (" + text_of(r.dx) + ", " + text_of(r.dy) + ")"}};
  if (std::isfinite(r.best)) {
    rows.insert(rows.begin() + 1, {r.best_is_difference ? "D − D*" : "D*(x)", text_of(r.best)});
  }
  if (std::isfinite(r.flow)) rows.insert(rows.begin() + 1, {r.flow_turns ? "curl v" : "div v", text_of(r.flow)});
  if (r.mode >= 0) {
    rows.push_back({"nearest mode", std::to_string(r.mode + 1) + ", " + text_of(r.mode_distance) + " σ away"});
  }
  if (std::isfinite(r.mode_share)) {
    rows.push_back({"its share", percent_text(r.mode_share) + ", ideal " + percent_text(r.mode_ideal)});
  }
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(), theme.space()));
  ImGui::BeginTooltip();
  {
    const FontScope font(frame.fonts.small);
    const float column = theme.px(84), line = ImGui::GetFontSize() + theme.px(3);
    float width = 0;
    for (const Row& row : rows) width = std::max(width, text_width(row.value));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const float y = corner.y + line * static_cast<float>(i);
      draw_text(list, {corner.x, y}, pack(theme.palette.text_muted), rows[i].name);
      draw_text(list, {corner.x + column, y}, pack(theme.palette.text), rows[i].value);
    }
    // A width in steps, so that the box does not tremble with the digits.
    const float step = theme.px(24);
    ImGui::Dummy({column + std::ceil(width / step) * step, line * static_cast<float>(rows.size()) - theme.px(3)});
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

}  // namespace gan
