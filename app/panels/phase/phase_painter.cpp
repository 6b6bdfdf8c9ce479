#include "app/panels/phase/phase_painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/panels/drawing.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kFadedAfter = 1500;                             // iterations, as far as a path fades
constexpr int kPathPieces = 24;                                 // in which the fading of a path is drawn
constexpr float kLongestArrow = 0.78F, kShortestArrow = 0.34F;  // of their spacing

bool is_near(const ArenaCanvas& canvas, ImVec2 at, float margin) {
  return at.x > canvas.low.x - margin && at.x < canvas.high.x + margin && at.y > canvas.low.y - margin &&
         at.y < canvas.high.y + margin;
}

// Far outside all that is seen pixels stay numbers that can be drawn.
ImVec2 pixel_of(const ArenaCanvas& canvas, const PhasePoint& place) {
  constexpr double kFar = 1e4;
  const PixelPoint p = canvas.camera.to_pixel({place.theta, place.psi}, canvas.viewport);
  return {canvas.low.x + static_cast<float>(std::clamp(p.x, -kFar, kFar)),
          canvas.low.y + static_cast<float>(std::clamp(p.y, -kFar, kFar))};
}

}  // namespace

void draw_energy(const ArenaCanvas& canvas) {
  const Theme& theme = canvas.frame.theme;
  const ImVec2 centre = canvas.at(0, 0);
  const double unit = canvas.camera.units_per_pixel(canvas.viewport);
  for (const double radius : energy_radii(canvas.camera.visible(canvas.viewport))) {
    const auto pixels = static_cast<float>(radius / unit);
    canvas.list.AddCircle(centre, pixels, pack(theme.palette.text_muted, 0.28F), pixels > 400 ? 256 : 128, theme.px(1));
  }
}

void draw_plane_axes(const ArenaCanvas& canvas) {
  const ImU32 colour = pack(canvas.frame.theme.palette.text_muted, 0.45F);
  const ImVec2 origin = canvas.at(0, 0);
  const float line = canvas.frame.theme.whole_px(1);
  canvas.list.AddLine({canvas.low.x, origin.y}, {canvas.high.x, origin.y}, colour, line);
  canvas.list.AddLine({origin.x, canvas.low.y}, {origin.x, canvas.high.y}, colour, line);
}

void draw_phase_arrows(const ArenaCanvas& canvas, const PhasePicture& picture) {
  const Theme& theme = canvas.frame.theme;
  const auto spacing = static_cast<float>(picture.spacing() / canvas.camera.units_per_pixel(canvas.viewport));
  const float head = std::min(theme.px(6), 0.26F * spacing);
  for (const PhaseArrow& arrow : picture.arrows()) {
    const ImVec2 at = canvas.at(arrow.at.x, arrow.at.y);
    if (!is_near(canvas, at, spacing)) continue;
    const float half = 0.5F * spacing * (kShortestArrow + (kLongestArrow - kShortestArrow) * arrow.size);
    const ImVec2 along{arrow.x, -arrow.y};
    const ImVec2 tip{at.x + half * along.x, at.y + half * along.y},
        neck{tip.x - head * along.x, tip.y - head * along.y};
    const ImU32 colour = pack(theme.palette.text, 0.16F + 0.5F * arrow.size);
    canvas.list.AddLine({at.x - half * along.x, at.y - half * along.y}, neck, colour, theme.px(1.25F));
    const float wide = 0.5F * head;
    canvas.list.AddTriangleFilled(tip, {neck.x - wide * along.y, neck.y + wide * along.x},
                                  {neck.x + wide * along.y, neck.y - wide * along.x}, colour);
  }
}

void draw_nullclines(const ArenaCanvas& canvas, const PhasePicture& picture, bool names) {
  const Theme& theme = canvas.frame.theme;
  const Rgb colours[] = {theme.palette.generated, theme.palette.real};
  const char* const labels[] = {"G stands still", "D stands still"};
  for (const int component : {0, 1}) {
    for (const WorldSegment& segment : picture.nullcline(component)) {
      const ImVec2 from = canvas.at(segment.from.x, segment.from.y), to = canvas.at(segment.to.x, segment.to.y);
      if (is_near(canvas, from, 64) || is_near(canvas, to, 64))
        canvas.list.AddLine(from, to, pack(colours[component], 0.85F), theme.px(1.75F));
    }
  }
  if (!names) return;
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize(), gap = theme.px(5), edge = theme.space(1.5F);
  for (const int component : {0, 1}) {
    // Towards the right for the one, upwards for the other, with room for the word beside it.
    const float word = text_width(labels[component]);
    const bool right = component == 0;
    const ImVec2 low{canvas.low.x + canvas.left + edge, canvas.low.y + edge + 2 * line},
        high{canvas.high.x - edge - (right ? 0 : word + gap), canvas.high.y - 4 * line};
    const WorldPoint a = canvas.world({low.x, high.y}), b = canvas.world({high.x, low.y});
    const std::optional<WorldPoint> place =
        nullcline_label_place(picture.nullcline(component), {a.x, b.x, a.y, b.y}, right ? 1 : 0.2, right ? 0.2 : 1);
    if (!place) continue;
    const ImVec2 at = canvas.at(place->x, place->y);
    const ImU32 colour = pack(mix(colours[component], theme.palette.text, 0.15F));
    if (right) {
      halo_text(canvas, {at.x, at.y - line - gap / 2}, colour, labels[component], 1);
    } else {
      halo_text(canvas, {at.x + gap, at.y - line - gap / 2}, colour, labels[component], 0);
    }
  }
}

void draw_phase_path(const ArenaCanvas& canvas, std::span<const PhasePoint> places, const PathLook& look) {
  if (places.size() < 2) return;
  const float width = canvas.frame.theme.px(look.width);
  std::vector<ImVec2> points;
  const std::size_t piece = std::max<std::size_t>(1, places.size() / kPathPieces);
  std::size_t next = piece;
  const auto flush = [&](std::size_t done) {
    const float share = static_cast<float>(done) / static_cast<float>(places.size());
    const float opacity = look.first + (look.last - look.first) * share;
    if (points.size() > 1)
      canvas.list.AddPolyline(points.data(), static_cast<int>(points.size()), pack(look.colour, opacity), 0, width);
    points.erase(points.begin(), points.end() - 1);
  };
  for (std::size_t i = 0; i < places.size(); ++i) {
    const ImVec2 at = pixel_of(canvas, places[i]);
    const bool last = i + 1 == places.size();
    if (!points.empty() && !last && std::hypot(at.x - points.back().x, at.y - points.back().y) < 1) continue;
    points.push_back(at);
    if (i >= next || last) {
      flush(i);
      next = i + piece;
    }
  }
}

void draw_runs(const ArenaCanvas& canvas, const PhaseTrail& trail, bool earlier) {
  const Palette& p = canvas.frame.theme.palette;
  if (earlier) {
    for (const std::vector<PhasePoint>& run : trail.earlier())
      draw_phase_path(canvas, run, {p.text_muted, 1.25F, 0.35F, 0.35F});
  }
  // By age, not by place: a run that has just begun is not faded at all.
  const float aged = std::min(1.0F, static_cast<float>(trail.live().size()) / kFadedAfter);
  draw_phase_path(canvas, trail.live(), {p.third, 2.25F, 1 - 0.65F * aged, 1});
}

void draw_thrown(const ArenaCanvas& canvas, std::span<const PhasePath> paths, std::span<const PhasePoint> starts) {
  const Theme& theme = canvas.frame.theme;
  for (const PhasePath& path : paths) draw_phase_path(canvas, path.places, {theme.palette.third, 1, 0.7F, 0.3F});
  for (const PhasePoint& start : starts) {
    const ImVec2 at = pixel_of(canvas, start);
    canvas.list.AddCircleFilled(at, theme.px(3), pack(theme.palette.arena_neutral), 16);
    canvas.list.AddCircle(at, theme.px(3), pack(theme.palette.third), 16, theme.px(1.5F));
  }
}

void draw_equilibrium(const ArenaCanvas& canvas) {
  const Theme& theme = canvas.frame.theme;
  const ImVec2 at = canvas.at(0, 0);
  const float arm = theme.px(6), line = theme.px(2);
  canvas.list.AddCircleFilled(at, theme.px(9), pack(theme.palette.arena_neutral, 0.85F), 24);
  canvas.list.AddCircle(at, theme.px(7), pack(theme.palette.text), 24, theme.px(1.5F));
  canvas.list.AddLine({at.x - arm / 2, at.y}, {at.x + arm / 2, at.y}, pack(theme.palette.text), line);
  canvas.list.AddLine({at.x, at.y - arm / 2}, {at.x, at.y + arm / 2}, pack(theme.palette.text), line);
}

void draw_present(const ArenaCanvas& canvas, PhasePoint at) {
  const Theme& theme = canvas.frame.theme;
  if (!std::isfinite(at.theta) || !std::isfinite(at.psi)) return;
  const ImVec2 dot = pixel_of(canvas, at);
  canvas.list.AddCircleFilled(dot, theme.px(7), pack(theme.palette.mark_outline), 28);
  canvas.list.AddCircleFilled(dot, theme.px(5.5F), pack(theme.palette.third), 28);
}

void draw_axis_names(const ArenaCanvas& canvas) {
  const Theme& theme = canvas.frame.theme;
  const FontScope font(canvas.frame.fonts.body);
  const float line = ImGui::GetFontSize(), pad = theme.space();
  float small = 0;
  {
    const FontScope of_ticks(canvas.frame.fonts.small);
    small = ImGui::GetFontSize();
  }
  halo_text(canvas, {canvas.high.x - pad, canvas.high.y - small - theme.px(8) - line}, pack(theme.palette.generated),
            "G's point θ", 1);
  halo_text(canvas, {canvas.low.x + canvas.left + pad, canvas.low.y + pad}, pack(theme.palette.real), "D's slope ψ", 0);
}

namespace {

struct LegendRow {
  const char* text;
  Rgb colour;
  float width, opacity;  // of the line before it; 0: none
};

}  // namespace

void draw_phase_legend(const ArenaCanvas& canvas, const PhaseLegend& legend) {
  const Theme& theme = canvas.frame.theme;
  const Palette& p = theme.palette;
  std::vector<LegendRow> rows{{"this run", p.third, 2.25F, 1}};
  if (legend.earlier) rows.push_back({"earlier runs", p.text_muted, 1.25F, 0.6F});
  if (legend.thrown) rows.push_back({"thrown starts", p.third, 1, 0.8F});
  if (legend.gestures) {
    rows.push_back({"click: start there", p.text_muted, 0, 1});
    rows.push_back({"drag: throw starts", p.text_muted, 0, 1});
  }
  const FontScope font(canvas.frame.fonts.small);
  const float line = ImGui::GetFontSize() + theme.px(2), pad = theme.space(), sample = theme.px(20);
  float width = 0;
  for (const LegendRow& row : rows) width = std::max(width, text_width(row.text));
  const ImVec2 high{canvas.high.x - pad, canvas.high.y - pad - 3 * line};
  const ImVec2 low{high.x - width - sample - 2.5F * pad, high.y - line * static_cast<float>(rows.size()) - pad};
  if (low.y < (canvas.low.y + canvas.high.y) / 2 || low.x < (canvas.low.x + canvas.high.x) / 2) return;
  draw_plate(canvas.list, low, high, theme);
  float y = low.y + pad / 2;
  for (const LegendRow& row : rows) {
    const float middle = y + ImGui::GetFontSize() / 2;
    if (row.width > 0)
      canvas.list.AddLine({low.x + pad, middle}, {low.x + pad + sample, middle}, pack(row.colour, row.opacity),
                          theme.px(row.width));
    const bool word = row.width > 0;
    draw_text(canvas.list, {low.x + pad + (word ? sample + pad / 2 : 0), y}, pack(word ? p.text : p.text_muted),
              row.text);
    y += line;
  }
}

}  // namespace gan
