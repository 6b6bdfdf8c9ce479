#include "app/panels/loss/loss_curve_axes.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/panels/drawing.h"
#include "app/plot/plot_ticks.h"
#include "core/game/losses.h"

namespace gan {

void draw_loss_curve_axes(const Frame& frame, const LossCurveArea& area, const LossCurveAxes& axes, const Scale& x,
                          const Scale& y, MathTexts& formulas) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize();
  const int columns = std::max(2, static_cast<int>((area.right - area.left) / theme.px(56)));
  const TickList steps = linear_ticks(axes.outputs, columns, false);
  for (const Tick& tick : steps.all()) {
    const float at = std::floor(x.pixel(tick.value));
    list.AddRectFilled({at, area.top}, {at + 1, area.curves}, pack(p.grid));
    list.AddRectFilled({at, area.strip}, {at + 1, area.bottom}, pack(p.grid));
    const float half = text_width(tick.label.c_str()) / 2;
    draw_text(list, {std::clamp(at, area.left + half - theme.px(8), area.right - half), area.bottom + theme.px(2)},
              pack(p.text_muted), tick.label.c_str(), 0.5F);
  }
  const int rows = std::max(2, static_cast<int>((area.curves - area.top) / theme.px(26)));
  const TickList values = linear_ticks(axes.losses, rows, false);
  for (const Tick& tick : values.all()) {
    const float at = std::floor(y.pixel(tick.value));
    list.AddRectFilled({area.left, at}, {area.right, at + 1}, pack(tick.value == 0 ? p.separator : p.grid));
    draw_text(list, {area.left - theme.px(6), at - line / 2}, pack(p.text_muted), tick.label.c_str(), 1);
  }
  const OutputReading& r = loss_info(axes.loss).output;
  const std::string name = axes.probability || !r.probability ? std::string(r.name) + ", " + r.fake : "logit of D";
  const float left = (area.left + area.right - formulas.of_title(name, frame.fonts.small).width) / 2;
  draw_title_within(list, formulas, frame.fonts.small, {left, area.bottom + theme.px(2) + line}, pack(p.text_muted),
                    name, area.right - left);
}

}  // namespace gan
