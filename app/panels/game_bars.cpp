#include "app/panels/game_bars.h"

#include <algorithm>
#include <cmath>

#include "app/lab/compare/differences.h"
#include "app/panels/drawing.h"
#include "app/plot/plot_dashes.h"

namespace gan {
namespace {

constexpr float kFinerThanLines = 0.6F;  // a bar is short, and has to show its pattern
constexpr float kGround = 0.3F;          // opacity between the stripes

}  // namespace

void draw_game_bar(ImDrawList& list, ImVec2 low, ImVec2 high, Rgb colour, float opacity, std::size_t game, bool upright,
                   const Theme& theme) {
  const float across = upright ? high.x - low.x : high.y - low.y, rounding = std::min(theme.px(2), 0.2F * across);
  const LineStyle& style = line_style(game);
  if (style.solid()) return list.AddRectFilled(low, high, pack(colour, opacity), rounding);
  list.AddRectFilled(low, high, pack(colour, kGround * opacity), rounding);
  const ImU32 ink = pack(colour, opacity);
  const float length = upright ? high.y - low.y : high.x - low.x, edge = theme.whole_px(1);
  float at = 0;
  for (std::size_t i = 0; at < length; i = (i + 1) % style.count) {
    const float piece = std::max(edge, std::round(theme.px(kFinerThanLines * style.lengths[i])));
    const float end = std::min(at + piece, length);
    if (i % 2 == 0 && upright) list.AddRectFilled({low.x, high.y - end}, {high.x, high.y - at}, ink);
    if (i % 2 == 0 && !upright) list.AddRectFilled({low.x + at, low.y}, {low.x + end, high.y}, ink);
    at += piece;
  }
  // Where it ends, whatever the pattern is there.
  const float from = std::max(0.0F, length - edge);
  if (upright) {
    list.AddRectFilled(low, {high.x, low.y + length - from}, ink);
  } else {
    list.AddRectFilled({low.x + from, low.y}, high, ink);
  }
}

float draw_game_bar_legend(ImDrawList& list, ImVec2 at, float right, Rgb colour, std::size_t games,
                           const Theme& theme) {
  const float swatch = theme.px(16), gap = theme.px(4), between = theme.px(10), line = ImGui::GetFontSize();
  const float each = swatch + gap + text_width("D") + between;
  if (games < 2 || at.x + each * static_cast<float>(games) - between > right) return at.x;
  for (std::size_t game = 0; game < games; ++game) {
    const float half = std::round(0.3F * line), middle = std::round(at.y + line / 2);
    draw_game_bar(list, {at.x, middle - half}, {at.x + swatch, middle + half}, colour, 1, game, false, theme);
    const char letter = game_letter(game);
    draw_text(list, {at.x + swatch + gap, at.y}, pack(theme.palette.text_muted), {&letter, 1});
    at.x += each;
  }
  return at.x;
}

}  // namespace gan
