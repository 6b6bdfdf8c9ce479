#include "app/panels/arena/mode_strokes.h"

#include <cmath>
#include <numbers>

namespace gan {
namespace {

constexpr int kPieces = 28;       // of an ellipse
constexpr float kLeastArrow = 3;  // design pixels

void draw_arrow(const ArenaCanvas& c, ImVec2 from, ImVec2 to, ImU32 colour, float width) {
  const float dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
  if (length < c.frame.theme.px(kLeastArrow)) return;
  c.list.AddLine(from, to, colour, width);
  const float head = std::min(c.frame.theme.px(5), 0.6F * length), x = dx / length * head, y = dy / length * head;
  c.list.AddTriangleFilled({to.x + 0.3F * x, to.y + 0.3F * y}, {to.x - x - 0.55F * y, to.y - y + 0.55F * x},
                           {to.x - x + 0.55F * y, to.y - y - 0.55F * x}, colour);
}

void draw_path(const ArenaCanvas& c, const ModeStroke& s, bool turns, ImU32 colour, float width) {
  if (!turns) return c.list.AddLine(c.at(s.x - s.ax, s.y - s.ay), c.at(s.x + s.ax, s.y + s.ay), colour, width);
  ImVec2 points[kPieces];
  for (int i = 0; i < kPieces; ++i) {
    const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / kPieces;
    const float cosine = std::cos(angle), sine = std::sin(angle);
    points[i] = c.at(s.x + s.ax * cosine - s.bx * sine, s.y + s.ay * cosine - s.by * sine);
  }
  c.list.AddPolyline(points, kPieces, colour, ImDrawFlags_Closed, width);
}

}  // namespace

// A rim under each line, so that it reads on any colour of the surface.
void draw_mode_strokes(const ArenaCanvas& canvas, const ModeStrokes& mode) {
  const Theme& theme = canvas.frame.theme;
  const ImU32 line = pack(theme.palette.third), rim = pack(theme.palette.mark_outline, 0.55F);
  for (const ModeStroke& s : mode.strokes()) draw_path(canvas, s, mode.turns(), rim, theme.px(3));
  for (const ModeStroke& s : mode.strokes()) {
    draw_path(canvas, s, mode.turns(), line, theme.px(1.4F));
    draw_arrow(canvas, canvas.at(s.x, s.y), canvas.at(s.x + s.ax, s.y + s.ay), line, theme.px(1.6F));
  }
}

}  // namespace gan
