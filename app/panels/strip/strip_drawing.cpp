#include "app/panels/strip/strip_drawing.h"

#include <algorithm>
#include <cmath>

namespace gan {
namespace {

void draw_head(ImDrawList& list, ImVec2 tip, float direction, float size, ImU32 colour) {
  list.AddTriangleFilled(tip, {tip.x - direction * size, tip.y - 0.6F * size},
                         {tip.x - direction * size, tip.y + 0.6F * size}, colour);
}

struct Arrows {
  ImDrawList& list;
  ImVec2 corner;
  const StripPlacement& placement;
  const Theme& theme;

  float left(StripNode node) const { return corner.x + placement.nodes[node].x; }
  float right(StripNode node) const { return left(node) + placement.nodes[node].width; }
  float middle(StripNode node) const { return corner.y + placement.nodes[node].y + placement.nodes[node].height / 2; }

  void along(StripNode from, StripNode to, float row, ImU32 colour) const {
    if (!placement.shows(from) || !placement.shows(to)) return;
    const float gap = theme.px(4), head = theme.px(6), y = std::round(corner.y + row);
    const ImVec2 tip{left(to) - gap, y};
    list.AddLine({right(from) + gap, y}, {tip.x - head, y}, colour, theme.px(1.5F));
    draw_head(list, tip, 1, head, colour);
  }

  // From a row to the middle of what takes both.
  void into(StripNode from, float row, ImVec2 tip, ImU32 colour) const {
    list.AddLine({right(from) + theme.px(4), corner.y + row}, tip, colour, theme.px(1.5F));
  }
};

}  // namespace

Rgb side_colour(const Palette& palette, Player player) {
  return player == Player::discriminator ? palette.real : palette.generated;
}

void draw_player_box(ImDrawList& list, ImVec2 low, ImVec2 high, Player player, BoxState state, const Theme& theme) {
  const Palette& p = theme.palette;
  const Rgb colour = side_colour(p, player);
  const float round = theme.px(5);
  if (state == BoxState::learns) {
    for (int ring = 3; ring >= 1; --ring) {
      const float out = theme.px(1.2F) * static_cast<float>(ring);
      list.AddRect({low.x - out, low.y - out}, {high.x + out, high.y + out},
                   pack(colour, 0.30F / static_cast<float>(ring)), round + out, 0, theme.px(2));
    }
  }
  const bool held = state == BoxState::held;
  list.AddRectFilled(low, high,
                     pack(held ? p.control : mix(p.panel, colour, state == BoxState::learns ? 0.28F : 0.12F)), round);
  list.AddRect(low, high, pack(held ? p.text_muted : colour, held ? 0.6F : 1.0F), round, 0,
               theme.px(state == BoxState::learns ? 2 : 1));
}

void draw_arrows(ImDrawList& list, ImVec2 corner, const StripPlacement& p, const Theme& theme) {
  const Arrows arrows{list, corner, p, theme};
  const ImU32 fake = pack(theme.palette.generated, 0.85F), real = pack(theme.palette.real, 0.85F);
  arrows.along(StripNode::noise, StripNode::generator, p.fake_row, fake);
  arrows.along(StripNode::generator, StripNode::generated, p.fake_row, fake);
  arrows.along(StripNode::generated, StripNode::discriminator, p.fake_row, fake);
  arrows.along(StripNode::data, StripNode::discriminator, p.real_row, real);
  arrows.along(StripNode::discriminator, StripNode::fake_output, p.fake_row, fake);
  arrows.along(StripNode::discriminator, StripNode::real_output, p.real_row, real);
  const bool pairs = !p.shows(StripNode::fake_term);
  if (!pairs) {
    arrows.along(StripNode::fake_output, StripNode::fake_term, p.fake_row, fake);
    arrows.along(StripNode::real_output, StripNode::real_term, p.real_row, real);
  }
  const StripNode joint = pairs ? StripNode::real_term : StripNode::value;
  const float middle = arrows.middle(joint);
  const ImU32 neutral = pack(theme.palette.text_muted);
  ImVec2 tip{arrows.left(joint) - theme.px(5), middle};
  if (!pairs) {
    const float radius = theme.px(7);
    tip.x = std::round(arrows.left(joint) - radius - theme.px(1));
    list.AddCircle(tip, radius, neutral, 20, theme.px(1));
    list.AddLine({tip.x - radius / 2, tip.y}, {tip.x + radius / 2, tip.y}, neutral, theme.px(1.5F));
    list.AddLine({tip.x, tip.y - radius / 2}, {tip.x, tip.y + radius / 2}, neutral, theme.px(1.5F));
  }
  const float reach = pairs ? 0 : theme.px(6);  // of the circle, where both lines end
  arrows.into(pairs ? StripNode::fake_output : StripNode::fake_term, p.fake_row, {tip.x - reach / 2, tip.y - reach},
              fake);
  arrows.into(pairs ? StripNode::real_output : StripNode::real_term, p.real_row, {tip.x - reach / 2, tip.y + reach},
              real);
  if (!pairs) return;
  const float y = std::round(middle), gap = theme.px(4), head = theme.px(6);
  list.AddLine({arrows.right(StripNode::real_term) + gap, y}, {arrows.left(StripNode::value) - gap - head, y}, neutral,
               theme.px(1.5F));
  draw_head(list, {arrows.left(StripNode::value) - gap, y}, 1, head, neutral);
}

void draw_gradient(ImDrawList& list, ImVec2 corner, const StripPlacement& placement, Player moved, float phase,
                   const Theme& theme) {
  const ImU32 colour = pack(side_colour(theme.palette, moved)), faint = pack(side_colour(theme.palette, moved), 0.45F);
  const float width = theme.px(2), gap = theme.px(2), head = theme.px(5);
  // What goes on beyond the player that is moved sets out when the rest has arrived there.
  float first = 0, second = 0;
  const std::vector<GradientWay> ways = gradient_ways(placement, moved);
  for (const GradientWay& way : ways) {
    float& longest = way.stops_at ? second : first;
    longest = std::max(longest, way.from - way.to);
  }
  const float gone = phase * (first + second);
  for (const GradientWay& way : ways) {
    const float y = std::round(corner.y + way.y), end = corner.x + way.to + gap, from = corner.x + way.from;
    list.AddLine({from, y}, {end + (way.stops_at ? 0 : head), y}, faint, width);
    if (way.stops_at) {
      list.AddLine({end, y - theme.px(4)}, {end, y + theme.px(3)}, colour, width);
    } else {
      draw_head(list, {end, y}, -1, head, colour);
    }
    const float here = way.stops_at ? gone - first : gone;
    if (here < 0 || (here > way.from - way.to && phase < 1 && !way.stops_at)) continue;
    const float at = std::max(end + theme.px(3), from - here), tail = std::min(from, at + theme.px(36));
    if (phase < 1) {
      const ImU32 none = colour & ~IM_COL32_A_MASK;
      list.AddRectFilledMultiColor({at, y - width}, {tail, y + width}, colour, none, none, colour);
    }
    list.AddCircleFilled({at, y}, theme.px(3), colour, 16);
  }
}

}  // namespace gan
