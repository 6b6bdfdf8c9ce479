#include "app/panels/loss/curve_names.h"

#include <cmath>

#include "app/panels/drawing.h"

namespace gan {

void CurveNamePainter::draw(std::span<const NamedCurve> curves, const LossCurveArea& area, const Frame& frame) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const NameArea room{area.left + theme.px(2), area.top,   area.right - theme.px(2), area.curves,
                      ImGui::GetFontSize(),    theme.px(6)};
  const MathForm form{.face = TypeFace::kSmall, .stacked = false};
  points_now_.clear(), widths_now_.clear(), names_.clear();
  for (const NamedCurve& curve : curves) {
    points_now_.insert(points_now_.end(), curve.xy.begin(), curve.xy.end());
    widths_now_.push_back(formulas_.of(curve.name, form).width);
    names_.push_back({curve.xy, widths_now_.back()});
  }
  if (room != area_ || points_now_ != points_ || widths_now_ != widths_) {
    area_ = room;
    points_.swap(points_now_), widths_.swap(widths_now_);
    places_ = place_curve_names(names_, room);
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < curves.size(); ++i) {
    if (!places_[i].fits) continue;
    const ImVec2 at{std::round(places_[i].x), std::round(places_[i].y)};
    list.AddRectFilled({at.x - theme.px(2), at.y}, {at.x + names_[i].width + theme.px(2), at.y + room.height},
                       pack(theme.palette.plot, 0.8F), theme.px(2));
    draw_math(list, formulas_.of(curves[i].name, form), {at.x, at.y + font_metrics(TypeFace::kSmall).ascent},
              pack(curves[i].colour));
  }
}

}  // namespace gan
