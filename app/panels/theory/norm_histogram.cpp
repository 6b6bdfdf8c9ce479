#include "app/panels/theory/norm_histogram.h"

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr int kTicks = 5;
constexpr double kToldBeyond = 0.005;  // of the norms, beyond the axis

struct NormAxis {
  float left, right, bottom;
  double top;
  float at(double norm) const { return left + (right - left) * static_cast<float>(std::min(norm / top, 1.0)); }
};

void draw_bars(const Theme& theme, const PenaltyGroup& group, const NormAxis& axis, float height) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float most = group.share.empty() ? 0 : *std::max_element(group.share.begin(), group.share.end());
  if (!(most > 0)) return;
  const float cell = (axis.right - axis.left) / kNormCells;
  for (int i = 0; i < kNormCells; ++i) {
    const float share = group.share[static_cast<std::size_t>(i)];
    if (!(share > 0)) continue;
    const float left = axis.left + cell * static_cast<float>(i), tall = std::max(theme.px(1), height * share / most);
    // What has the colour of the ground would not be seen as a bar.
    const Rgb colour = length_colour(theme.palette, 0.25F + 0.75F * (static_cast<float>(i) + 0.5F) / kNormCells);
    list.AddRectFilled({left, axis.bottom - tall}, {left + std::max(cell - 1, 1.0F), axis.bottom}, pack(colour));
  }
}

void draw_axis(const Theme& theme, const NormAxis& axis) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 label = pack(theme.palette.text_muted);
  list.AddRectFilled({axis.left, axis.bottom}, {axis.right, axis.bottom + theme.whole_px(1)}, label);
  const double step = nice_step(axis.top, kTicks);
  float free = axis.left;
  for (double norm = 0; norm <= axis.top * 1.0001; norm += step) {
    const NumberText text = coordinate_text(norm, step / 2);
    const float half = text_width(text.c_str()) / 2;
    const float x = std::clamp(axis.at(norm), axis.left + half, axis.right - half);
    if (x - half < free) continue;
    draw_text(list, {x, axis.bottom + theme.px(3)}, label, text.c_str(), 0.5F);
    free = x + half + theme.px(6);
  }
}

// Written on the side where there is room, and not across the line at `other` (pixels).
void draw_line(const Theme& theme, const NormAxis& axis, float top, double norm, const std::string& name, Rgb colour,
               float width, float other) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float x = axis.at(norm), margin = theme.px(4);
  list.AddRectFilled({x - width / 2, top}, {x + width / 2, axis.bottom}, pack(colour));
  const float end = x + margin + text_width(name);
  const bool left = end > axis.right || (other > x && other < end);
  draw_text(list, {left ? x - margin : x + margin, top}, pack(colour), name, left ? 1.0F : 0.0F);
}

}  // namespace

void draw_norm_histogram(const Frame& frame, const PenaltyGroup& group, double top, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  {
    const FontScope font(frame.fonts.body);
    draw_text_within(list, low, pack(p.text), group.title, high.x - low.x);
    low.y += ImGui::GetFontSize() + theme.px(4);
  }
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  const NormAxis axis{low.x, high.x, high.y - line - theme.px(4), top};
  if (axis.bottom - low.y < 2 * line) return;
  list.AddRectFilled({low.x, low.y}, {high.x, axis.bottom}, pack(p.plot));
  // Names of lines have the two rows above the bars.
  draw_bars(theme, group, axis, axis.bottom - low.y - 2 * line - theme.px(4));
  draw_axis(theme, axis);
  if (std::isfinite(group.mean)) {
    draw_line(theme, axis, low.y + line, group.mean, "mean " + short_text(group.mean), p.text_muted, theme.px(1),
              group.on ? axis.at(target_norm(group.penalty->kind)) : 0);
  }
  if (group.on) {
    const double target = target_norm(group.penalty->kind);
    draw_line(theme, axis, low.y, target, "target " + short_text(target), p.text, theme.px(2), 0);
  }
  if (group.beyond >= kToldBeyond) {
    draw_text(list, {high.x - theme.px(4), axis.bottom - line - theme.px(2)}, pack(p.text),
              percent_text(group.beyond, 0) + " →", 1);
  }
}

}  // namespace gan
