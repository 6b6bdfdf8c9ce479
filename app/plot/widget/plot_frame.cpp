// Grid, reference lines, marks and crosshair of a plot.
#include "app/plot/widget/plot_frame.h"

#include <algorithm>
#include <cmath>

#include "app/plot/plot_ticks.h"

namespace gan {

namespace {

constexpr float kTicksEvery = 26;  // pixels between labelled ticks at least: y
constexpr float kStepsEvery = 90;  // and x
constexpr float kMarkReach = 4;    // pixels from a mark at which its sentence is shown
constexpr float kMarkGap = 6;      // pixels between labels of marks
constexpr std::size_t kMostSentences = 6;

void vertical(const PlotFrame& frame, float x, ImU32 colour) {
  const float width = std::max(1.0f, std::round(frame.style.scale));
  const float left = std::floor(x);
  frame.list.AddRectFilled({left, frame.area.top}, {left + width, frame.area.bottom}, colour);
}

void horizontal(const PlotFrame& frame, float y, ImU32 colour) {
  const float width = std::max(1.0f, std::round(frame.style.scale));
  const float top = std::floor(y);
  frame.list.AddRectFilled({frame.area.left, top}, {frame.area.right, top + width}, colour);
}

bool in_area(const PlotFrame& frame, float y) {
  return y >= frame.area.top - 1 && y <= frame.area.bottom + 1;
}

// Text on a patch of background, so that it reads on top of lines.
void patch(const PlotFrame& frame, ImVec2 at, float width, float opacity) {
  const float pad = frame.px(2);
  frame.list.AddRectFilled({at.x - pad, at.y}, {at.x + width + pad, at.y + frame.scratch.label.size()},
                           with_opacity(frame.style.background, opacity), frame.px(2));
}

float mark_row(const PlotFrame& frame) {
  return frame.scratch.label.size() + frame.px(2);
}

// Where the label of a mark stands, with the count behind it.
PlotRect mark_label(const PlotFrame& frame, const PlacedMark& mark) {
  const PlotFont& label = frame.scratch.label;
  const float more = mark.more > 0 ? frame.px(kMarkGap) / 2 + label.width(more_text(mark.more)) : 0;
  const float left = std::round(mark.label_x),
              top = std::round(frame.area.top + frame.px(1) + mark_row(frame) * static_cast<float>(mark.row));
  return {left, top, left + mark.width + more, top + label.size()};
}

// Where the step under the crosshair is written; empty when it is not.
struct StepLabel {
  NumberText text{};
  float left = 0;
  float right = 0;
};

StepLabel hovered_step(const PlotFrame& frame) {
  StepLabel step;
  if (!frame.view.hovering() || !(frame.spec.x_labels || frame.hovered)) return step;
  const float x = frame.x.pixel(static_cast<double>(frame.view.hover_step));
  if (x < frame.area.left - 1 || x > frame.area.right + 1) return step;
  const float pad = frame.px(4);
  step.text = step_text(frame.view.own_step(frame.view.hover_step));
  const float width = frame.scratch.label.number_width(step.text.c_str()) + 2 * pad;
  step.left = std::round(std::clamp(x - width / 2, frame.area.left, frame.all.right - width));
  step.right = step.left + width;
  return step;
}

void draw_step_labels(const PlotFrame& frame, const TickList& ticks) {
  const PlotFont& label = frame.scratch.label;
  const StepLabel hovered = hovered_step(frame);
  for (const Tick& tick : ticks.all()) {
    // The runs before count their own steps: under the mouse one reads them.
    if (tick.value < frame.view.x.data.low - 1) continue;
    const float x = frame.x.pixel(tick.value);
    const float width = label.number_width(tick.label.c_str());
    const float left = std::clamp(x - width / 2, frame.area.left - frame.px(4), frame.all.right - width);
    if (left < hovered.right && left + width > hovered.left) continue;
    label.draw_number(frame.list, {left, frame.area.bottom + frame.px(3)}, frame.style.text_dim, tick.label.c_str());
  }
}

}  // namespace

float plot_text_width(const PlotFrame& frame, const PlotFont& font, std::string_view text) {
  return frame.scratch.formulas.of_title(text, font.face()).width;
}

void draw_plot_text(const PlotFrame& frame, const PlotFont& font, ImVec2 at, ImU32 colour, std::string_view text,
                    float most) {
  const MathBox& box = frame.scratch.formulas.of_title(text, font.face());
  if (box.width > most) return font.draw_within(frame.list, at, colour, text, most);
  draw_math(frame.list, box, {std::round(at.x), std::round(at.y) + std::round(font_metrics(font.face()).ascent)},
            colour);
}

float plot_gutter(const PlotStyle& style, const PlotFont& label) {
  return std::ceil(label.number_width("\u22120.000") + 10 * style.scale);
}

void draw_plot_grid(const PlotFrame& frame) {
  const PlotFont& label = frame.scratch.label;
  const int rows = std::max(2, static_cast<int>(frame.area.height() / frame.px(kTicksEvery)));
  const TickList values = frame.state.y.log    ? log_ticks(frame.state.y.shown, rows)
                          : frame.spec.percent ? percent_ticks(frame.state.y.shown, rows)
                                               : linear_ticks(frame.state.y.shown, rows, false);
  float written = frame.all.bottom + label.size();  // the top of the number below
  for (const Tick& tick : values.all()) {
    const float y = frame.y.pixel(tick.value);
    const bool labelled = tick.label.bytes[0] != 0;
    horizontal(frame, y, labelled ? frame.style.grid : with_opacity(frame.style.grid, 0.5f));
    if (!labelled) continue;
    const float width = label.number_width(tick.label.c_str());
    const float top = std::min(y - label.size() / 2, frame.all.bottom - label.size());
    if (written - top < 0.9f * label.size()) continue;  // a low plot has no room for all
    written = top;
    label.draw_number(frame.list, {frame.area.left - frame.px(6) - width, std::round(top)}, frame.style.text_dim,
                      tick.label.c_str());
  }
  const int columns = std::max(2, static_cast<int>(frame.area.width() / frame.px(kStepsEvery)));
  const TickList steps = linear_ticks(frame.view.x.shown, columns, true);
  for (const Tick& tick : steps.all()) vertical(frame, frame.x.pixel(tick.value), frame.style.grid);
  horizontal(frame, frame.area.bottom, frame.style.axis);
  if (frame.spec.x_labels) draw_step_labels(frame, steps);
}

void draw_plot_references(const PlotFrame& frame) {
  for (const PlotReference& reference : frame.spec.references) {
    const float y = frame.y.pixel(reference.value);
    if (!in_area(frame, y)) continue;
    draw_dashed_horizontal(frame.list, frame.area.left, frame.area.right, y, frame.style.reference, frame.style.scale);
  }
}

void draw_plot_reference_labels(const PlotFrame& frame) {
  const PlotFont& label = frame.scratch.label;
  for (const PlotReference& reference : frame.spec.references) {
    const float y = frame.y.pixel(reference.value);
    if (reference.label.empty() || !in_area(frame, y)) continue;
    const float width = plot_text_width(frame, label, reference.label), pad = frame.px(6);
    const bool above = y - label.size() - frame.px(2) >= frame.area.top;
    const float top = std::round(above ? y - label.size() - frame.px(1) : y + frame.px(2));
    // Labels of marks come before it: beside them at the right, or not at all.
    for (const float left : {frame.area.left + pad, frame.area.right - pad - width}) {
      const PlotRect own{left - pad / 2, top, left + width + pad / 2, top + label.size()};
      const auto meets = [&](const PlacedMark& mark) {
        const PlotRect other = mark_label(frame, mark);
        return mark.row >= 0 && own.left < other.right && other.left < own.right && own.top < other.bottom &&
               other.top < own.bottom;
      };
      if (std::any_of(frame.scratch.marks.begin(), frame.scratch.marks.end(), meets)) continue;
      patch(frame, {left, top}, width, 0.88f);
      draw_plot_text(frame, label, {left, top}, frame.style.reference, reference.label);
      break;
    }
  }
}

void place_plot_marks(PlotFrame& frame) {
  const PlotFont& label = frame.scratch.label;
  MarkLayout layout{frame.area.left, frame.area.right, 0, frame.px(kMarkGap)};
  if (frame.spec.mark_labels) {
    layout.rows = std::clamp(static_cast<int>(frame.area.height() * 0.4f / mark_row(frame)), 1, 3);
  }
  place_marks(
      frame.marks, frame.x, layout, [&](std::string_view text) { return label.width(text); }, frame.scratch.marks);
}

void draw_plot_marks(const PlotFrame& frame) {
  const PlotFont& label = frame.scratch.label;
  for (const PlacedMark& mark : frame.scratch.marks) {
    vertical(frame, mark.x, with_opacity(frame.style.mark, frame.spec.mark_labels ? 0.8f : 0.45f));
  }
  for (const PlacedMark& mark : frame.scratch.marks) {
    if (mark.row < 0) continue;
    const PlotRect at = mark_label(frame, mark);
    patch(frame, {at.left, at.top}, at.width(), 0.85f);
    label.draw(frame.list, {at.left, at.top}, frame.style.mark, frame.marks[mark.index].label);
    if (mark.more == 0) continue;
    const std::string more = more_text(mark.more);
    label.draw(frame.list, {std::round(at.right - label.width(more)), at.top}, frame.style.text_dim, more);
  }
}

void draw_plot_crosshair(const PlotFrame& frame) {
  const PlotFont& label = frame.scratch.label;
  if (frame.view.selection.span() > 0) {
    const float left = std::max(frame.x.pixel(frame.view.selection.low), frame.area.left);
    const float right = std::min(frame.x.pixel(frame.view.selection.high), frame.area.right);
    frame.list.AddRectFilled({left, frame.area.top}, {right, frame.area.bottom},
                             with_opacity(frame.style.crosshair, 0.12f));
  }
  if (!frame.view.hovering()) return;
  const float x = frame.x.pixel(static_cast<double>(frame.view.hover_step));
  if (x < frame.area.left - 1 || x > frame.area.right + 1) return;
  vertical(frame, x, with_opacity(frame.style.crosshair, 0.55f));
  const float radius = std::max(2.5f, frame.px(3));
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    if (!frame.state.visible(i)) continue;
    const float y = height_at(frame.scratch.lines[i], x);
    if (!in_area(frame, y)) continue;
    frame.list.AddCircleFilled({x, y}, radius + frame.px(1.5f), frame.style.background, 16);
    frame.list.AddCircleFilled({x, y}, radius, frame.spec.series[i].colour, 16);
  }
  draw_companion_points(frame);
  const StepLabel step = hovered_step(frame);
  if (!(step.right > step.left)) return;
  const float top =
      frame.spec.x_labels ? frame.area.bottom + frame.px(3) : frame.area.bottom - label.size() - frame.px(2);
  frame.list.AddRectFilled({step.left, top - frame.px(1)}, {step.right, top + label.size() + frame.px(1)},
                           frame.style.crosshair, frame.px(3));
  label.draw_number(frame.list, {step.left + frame.px(4), top}, frame.style.background, step.text.c_str());
}

void show_mark_tooltip(const PlotFrame& frame) {
  const MarkSpan near = marks_near(frame.marks, frame.x, ImGui::GetIO().MousePos.x, frame.px(kMarkReach));
  if (near.begin == near.end) return;
  ImGui::BeginTooltip();
  for (std::size_t i = near.begin; i < std::min(near.end, near.begin + kMostSentences); ++i) {
    const PlotMark& mark = frame.marks[i];
    ImGui::TextUnformatted(step_text(frame.view.own_step(mark.step)).c_str());
    ImGui::SameLine();
    ImGui::TextUnformatted(mark.text.empty() ? mark.label.c_str() : mark.text.c_str());
  }
  if (near.end - near.begin > kMostSentences) {
    ImGui::Text("and %d more", static_cast<int>(near.end - near.begin - kMostSentences));
  }
  ImGui::EndTooltip();
}

}  // namespace gan
