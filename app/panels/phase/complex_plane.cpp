#include "app/panels/phase/complex_plane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr int kPlaneTicks = 5;  // along an axis, about
constexpr int kCirclePieces = 256;

struct PlaneCanvas {
  ImDrawList& list;
  const Theme& theme;
  ImVec2 low, high;  // of the square with what is left over at two sides
  ComplexSquare square;
  ImVec2 middle;
  float unit;  // pixels

  ImVec2 at(std::complex<double> z) const {
    return {middle.x + static_cast<float>(z.real() - square.re) * unit,
            middle.y - static_cast<float>(z.imag() - square.im) * unit};
  }
  double left() const { return square.re - static_cast<double>((middle.x - low.x) / unit); }
  double right() const { return square.re + static_cast<double>((high.x - middle.x) / unit); }
  double half_height() const { return static_cast<double>((high.y - low.y) / 2 / unit); }
};

void shade_stable(const PlaneCanvas& c, StablePart stable) {
  const ImU32 shade = pack(c.theme.palette.accent, 0.10F), edge = pack(c.theme.palette.text, 0.75F);
  const float line = c.theme.px(1.25F);
  if (stable == StablePart::left) {
    const float x = std::clamp(c.at(0).x, c.low.x, c.high.x);
    c.list.AddRectFilled(c.low, {x, c.high.y}, shade);
    c.list.AddLine({x, c.low.y}, {x, c.high.y}, edge, line);
    return;
  }
  // Only the stretch of the circle that can be seen: where it is enlarged, its radius is many screens.
  std::vector<ImVec2> arc;
  const double half = c.half_height(), most = half >= 1 ? std::numbers::pi : std::asin(std::min(1.0, 1.05 * half));
  for (int i = 0; i <= kCirclePieces; ++i) {
    const double angle = most * (1 - 2.0 * i / kCirclePieces);
    arc.push_back(c.at(std::polar(1.0, angle)));
  }
  if (half < 1) {
    std::vector<ImVec2> part = arc;
    part.push_back({c.low.x - c.theme.px(1), arc.back().y});
    part.push_back({c.low.x - c.theme.px(1), arc.front().y});
    c.list.AddConvexPolyFilled(part.data(), static_cast<int>(part.size()), shade);
  } else {
    c.list.AddConvexPolyFilled(arc.data(), static_cast<int>(arc.size()) - 1, shade);
  }
  c.list.AddPolyline(arc.data(), static_cast<int>(arc.size()), edge, 0, line);
}

void draw_axes(const PlaneCanvas& c) {
  const ImU32 grid = pack(c.theme.palette.grid), label = pack(c.theme.palette.text_muted);
  const double step = nice_step(2 * c.square.half, kPlaneTicks);
  const ImVec2 origin = c.at(0);
  const float margin = c.theme.px(3), line = ImGui::GetFontSize();
  float free_x = c.low.x + margin, free_y = c.high.y - line - 2 * margin;  // where the next label may begin, and end
  const auto written = [&](double value) { return coordinate_text(value, step / 2); };
  for (double re = step * std::ceil(c.left() / step); re <= c.right(); re += step) {
    const float x = c.at(re).x;
    c.list.AddLine({x, c.low.y}, {x, c.high.y}, grid);
    const NumberText text = written(re);
    const float half = text_width(text.c_str()) / 2;
    if (x - half < free_x || x + half > c.high.x - margin) continue;
    draw_text(c.list, {x, c.high.y - line - margin}, label, text.c_str(), 0.5F);
    free_x = x + half + 2 * margin;
  }
  const double most = c.half_height();
  for (double im = step * std::ceil(-most / step); im <= most; im += step) {
    const float y = c.at({c.square.re, im}).y;
    c.list.AddLine({c.low.x, y}, {c.high.x, y}, grid);
    if (y - line / 2 < c.low.y + margin || y + line / 2 > free_y) continue;
    free_y = y - line / 2 - margin;
    const std::string text = std::abs(im) < step / 2 ? "0" : std::string(written(im).c_str()) + "i";
    draw_text(c.list, {c.low.x + margin, y - line / 2}, label, text);
  }
  const ImU32 axis = pack(c.theme.palette.text_muted, 0.7F);
  if (origin.x > c.low.x && origin.x < c.high.x) c.list.AddLine({origin.x, c.low.y}, {origin.x, c.high.y}, axis);
  c.list.AddLine({c.low.x, origin.y}, {c.high.x, origin.y}, axis);
}

}  // namespace

void draw_complex_plane(const Frame& frame, const ComplexPlaneLook& look, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (high.y - low.y < theme.px(64)) return;
  {
    const FontScope font(frame.fonts.body);
    draw_text_within(list, low, pack(p.text), look.title, high.x - low.x);
    const float used = text_width(look.title) + theme.space();
    low.y += ImGui::GetFontSize() + theme.px(4);
    const FontScope small(frame.fonts.small);
    if (used + text_width(look.note) <= high.x - low.x)
      draw_text(list, {high.x, low.y - ImGui::GetFontSize() - theme.px(5)}, pack(p.text_muted), look.note, 1);
  }
  const float width = high.x - low.x, height = high.y - low.y, side = std::min(width, height);
  if (side < theme.px(40)) return;
  const PlaneCanvas c{list,
                      theme,
                      low,
                      high,
                      look.square,
                      {(low.x + high.x) / 2, (low.y + high.y) / 2},
                      side / 2 / static_cast<float>(look.square.half)};
  const FontScope font(frame.fonts.small);
  list.AddRectFilled(low, high, pack(p.plot));
  list.PushClipRect(low, high, true);
  draw_axes(c);
  shade_stable(c, look.stable);
  const float radius = theme.px(4.5F);
  for (std::size_t i = 0; i < look.lately->size(); ++i) {
    const float age = static_cast<float>(i + 1) / static_cast<float>(look.lately->size());
    for (const std::complex<double>& z : (*look.lately)[i].*look.which)
      list.AddCircleFilled(c.at(z), theme.px(2), pack(p.third, 0.15F + 0.45F * age), 10);
  }
  // The equilibrium as a ring around the place of now: of a game that is nothing but rotation they are one.
  for (const std::complex<double>& z : *look.here) {
    list.AddCircleFilled(c.at(z), radius, pack(p.plot), 20);
    list.AddCircleFilled(c.at(z), radius - theme.px(1), pack(p.third), 20);
  }
  for (const std::complex<double>& z : *look.equilibrium)
    list.AddCircle(c.at(z), radius + theme.px(2.5F), pack(p.text), 24, theme.px(1.5F));
  list.PopClipRect();
}

}  // namespace gan
