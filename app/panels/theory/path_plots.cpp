#include "app/panels/theory/path_plots.h"

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr int kPlots = 3, kLeastPlot = 56, kFewTicks = 2, kManyTicks = 4, kPlaces = 6;  // the second in design pixels
constexpr float kGap = 8, kLinesOfATick = 1.6F;

// Where the curves of one plot stand.
struct PathArea {
  ImVec2 low, high;
  Scale x, y;
};

Rgb colour_of(const Palette& p, PathColour colour) {
  switch (colour) {
    case PathColour::neither:
      return p.third;
    case PathColour::muted:
      return p.text;
    case PathColour::discriminator:
      return p.real;
    case PathColour::generator:
      break;
  }
  return p.generated;
}

// Ticks of both axes together, so that the plots stand below one another: the room that their labels need.
float widest_label(std::span<const PathPlot> plots, int most) {
  float widest = 0;
  for (const PathPlot& plot : plots) {
    const TickList ticks = linear_ticks(plot.range, most, false);
    for (const Tick& tick : ticks.all()) widest = std::max(widest, text_width(tick.label.c_str()));
  }
  return widest;
}

void draw_ground(const Theme& theme, const PathPlot& plot, const PathArea& area, int most) {
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(area.low, area.high, pack(p.plot));
  const float hair = theme.whole_px(1), half = ImGui::GetFontSize() / 2;
  const TickList ticks = linear_ticks(plot.range, most, false);
  for (const Tick& tick : ticks.all()) {
    const float y = area.y.pixel(tick.value);
    // One at the very end of the axis may be rounded to beyond it.
    if (y < area.low.y - 1 || y > area.high.y + 1) continue;
    list.AddRectFilled({area.low.x, y}, {area.high.x, y + hair}, pack(tick.value == 0 ? p.text_muted : p.grid));
    const float label = std::clamp(y - half, area.low.y - half / 2, area.high.y - 1.5F * half);
    draw_text(list, {area.low.x - theme.px(4), label}, pack(p.text_muted), tick.label.c_str(), 1);
  }
}

// The moments themselves, dashed.
void draw_moments(const Theme& theme, const PathArea& area) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const double t : {0.0, 1.0}) {
    const float x = area.x.pixel(t);
    const ImVec2 ends[] = {{x, area.low.y}, {x, area.high.y}};
    draw_dashed(list, ends, pack(theme.palette.text_muted), theme.whole_px(1), theme.px(4), theme.px(3));
  }
}

void draw_curve(const Theme& theme, const MomentPath& path, const PathCurve& curve, const PathArea& area) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> points;
  const auto flush = [&] {
    if (points.size() > 1) {
      list.AddPolyline(points.data(), static_cast<int>(points.size()), pack(colour_of(theme.palette, curve.colour)), 0,
                       theme.px(2));
    }
    points.clear();
  };
  for (const MomentPathPlace& place : path.places) {
    const double value = place.*curve.value;
    if (!std::isfinite(value)) {
      flush();
    } else {
      points.push_back({area.x.pixel(place.t), area.y.pixel(value)});
    }
  }
  flush();
}

// The title, and behind it what is said of the curves, in their colours.
void draw_title(const Theme& theme, const PathPlot& plot, const MomentPathPlace* place, bool with_place, ImVec2 at,
                float right) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_text_within(list, at, pack(theme.palette.text), plot.title, right - at.x);
  float x = at.x + text_width(plot.title) + theme.px(10);
  for (const PathCurve& curve : plot.curves) {
    const std::string text = curve_text(curve, place, with_place);
    if (text.empty()) continue;
    if (x + text_width(text) > right) break;
    draw_text(list, {x, at.y}, pack(colour_of(theme.palette, curve.colour)), text);
    x += text_width(text) + theme.px(10);
  }
}

// Below the last plot: t, and above it what stands at 0 and 1, where there is room.
void draw_axis(const Theme& theme, const PathArea& area, const Range& t, const std::string& from,
               const std::string& to) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = theme.palette;
  const float y = area.high.y + theme.px(3), line = ImGui::GetFontSize();
  const TickList ticks = linear_ticks(t, kPlaces, false);
  float free = area.low.x - theme.px(20);
  for (const Tick& tick : ticks.all()) {
    const float half = text_width(tick.label.c_str()) / 2;
    const float x = std::clamp(area.x.pixel(tick.value), area.low.x, area.high.x - half);
    if (x - half < free) continue;
    draw_text(list, {x, y}, pack(p.text_muted), tick.label.c_str(), 0.5F);
    free = x + half + theme.px(6);
  }
  const float second = y + line + theme.px(1);
  const float x0 = area.x.pixel(0), x1 = area.x.pixel(1);
  const float half0 = text_width(from) / 2, half1 = text_width(to) / 2;
  const float left = std::max(x0 - half0, area.low.x), right = std::min(x1 + half1, area.high.x);
  if (left + 2 * half0 + theme.px(8) > right - 2 * half1) return;
  draw_text(list, {left, second}, pack(p.text), from);
  draw_text(list, {right, second}, pack(p.text), to, 1);
}

}  // namespace

float least_path_height(const Frame& frame, int plots) {
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  return static_cast<float>(plots) * (frame.theme.px(kLeastPlot + kGap) + line) + 2 * line + frame.theme.px(4);
}

int path_plots_within(const Frame& frame, float height) {
  int plots = kPlots;
  while (plots > 0 && least_path_height(frame, plots) > height) --plots;
  return plots;
}

void draw_path_plots(const Frame& frame, const MomentPath& path, const std::string& from, const std::string& to,
                     int count, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize(), gap = theme.px(kGap);
  std::vector<PathPlot> plots = path_plots(path);
  plots.resize(std::min(plots.size(), static_cast<std::size_t>(std::max(count, 1))));
  const Range t{path.request.first, path.request.last};
  const auto shown = static_cast<float>(plots.size());
  const float bottom = high.y - 2 * line - theme.px(4);
  const float height = (bottom - low.y - shown * (line + theme.px(2)) - (shown - 1) * gap) / shown;
  const int ticks = std::clamp(static_cast<int>(height / (kLinesOfATick * line)), kFewTicks, kManyTicks);
  const float left = low.x + widest_label(plots, ticks) + theme.px(6);
  const Scale x(t, left, high.x);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool over = !frame.paper && ImGui::IsWindowHovered() && mouse.x >= left && mouse.x <= high.x &&
                    mouse.y >= low.y && mouse.y <= bottom;
  const MomentPathPlace* const place = over ? place_at(path, x.value(mouse.x)) : nullptr;
  float y = low.y;
  PathArea area{};
  for (const PathPlot& plot : plots) {
    draw_title(theme, plot, place, &plot == &plots.front(), {left, y}, high.x);
    y += line + theme.px(2);
    area = {{left, y}, {high.x, y + height}, x, Scale(plot.range, y + height, y)};
    draw_ground(theme, plot, area, ticks);
    draw_moments(theme, area);
    if (place != nullptr) {
      const float at = x.pixel(place->t);
      ImGui::GetWindowDrawList()->AddRectFilled({at, area.low.y}, {at + theme.whole_px(1), area.high.y},
                                                pack(theme.palette.text_muted));
    }
    for (const PathCurve& curve : plot.curves) draw_curve(theme, path, curve, area);
    y += height + gap;
  }
  draw_axis(theme, area, t, from, to);
}

}  // namespace gan
