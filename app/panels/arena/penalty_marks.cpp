#include "app/panels/arena/penalty_marks.h"

namespace gan {
namespace {

constexpr float kRadius = 4, kRim = 1.2F;  // design pixels

void draw_shape(ImDrawList& list, PenalisedSamples samples, ImVec2 at, float r, ImU32 colour) {
  switch (samples) {
    case PenalisedSamples::real:
      return list.AddCircleFilled(at, r, colour, 14);
    case PenalisedSamples::generated:
      return list.AddTriangleFilled({at.x, at.y - 1.2F * r}, {at.x + 1.1F * r, at.y + 0.8F * r},
                                    {at.x - 1.1F * r, at.y + 0.8F * r}, colour);
    case PenalisedSamples::between:
      return list.AddRectFilled({at.x - 0.85F * r, at.y - 0.85F * r}, {at.x + 0.85F * r, at.y + 0.85F * r}, colour);
    case PenalisedSamples::around:
      return list.AddQuadFilled({at.x, at.y - 1.2F * r}, {at.x + 1.2F * r, at.y}, {at.x, at.y + 1.2F * r},
                                {at.x - 1.2F * r, at.y}, colour);
  }
}

}  // namespace

// A rim under each mark, so that it reads on any colour of the surface.
void draw_penalty_mark(ImDrawList& list, const Theme& theme, PenalisedSamples samples, ImVec2 at, Rgb colour,
                       float opacity) {
  const float radius = theme.px(kRadius);
  draw_shape(list, samples, at, radius + theme.px(kRim), pack(theme.palette.mark_outline, opacity));
  draw_shape(list, samples, at, radius, pack(colour, opacity));
}

void draw_penalty_marks(const ArenaCanvas& canvas, const PenaltyPicture& penalties, float opacity) {
  const Theme& theme = canvas.frame.theme;
  for (const PenaltyGroup& group : penalties.groups()) {
    for (std::size_t i = 0; i < group.norms.size() && 2 * i + 1 < group.xy.size(); ++i) {
      const ImVec2 at = canvas.at(static_cast<double>(group.xy[2 * i]), static_cast<double>(group.xy[2 * i + 1]));
      if (at.x < canvas.low.x || at.x > canvas.high.x || at.y < canvas.low.y || at.y > canvas.high.y) continue;
      draw_penalty_mark(canvas.list, theme, group.penalty->samples, at,
                        length_colour(theme.palette, penalties.place(group.norms[i])), opacity);
    }
  }
}

}  // namespace gan
