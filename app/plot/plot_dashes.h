// The styles that tell lines of one colour apart: solid, dashed, dotted, dash-dotted. Dashes are of one length on the
// screen, however the points lie and however many there are. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "app/plot/plot_lines.h"

namespace gan {

// A dash, a gap, a dash, a gap, in design pixels; empty for a line without gaps.
struct LineStyle {
  std::array<float, 4> lengths{};
  std::size_t count = 0;
  std::span<const float> pattern() const { return {lengths.data(), count}; }
  bool solid() const { return count == 0; }
};
inline constexpr std::size_t kLineStyles = 4;
// Style 0 is solid; from the last one on they begin again.
const LineStyle& line_style(std::size_t i);

// Where dashes are measured: from `left` on, so that they stand still while points come in at the right, and between
// `top` and `bottom`, for nobody counts dashes out of sight.
struct DashWindow {
  float left = 0, top = 0, bottom = 0;
  float scale = 1;  // pixels a design pixel
};

// Replaces `out` by the dashes of `line`, each a piece of its own, through the smoothed points. They are measured along
// the line without its finest wiggles: along noise they would shrink to dust.
void dash_line(const SeriesLine& line, const LineStyle& style, const DashWindow& window, SeriesLine& out);

}  // namespace gan
