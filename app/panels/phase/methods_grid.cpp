#include "app/panels/phase/methods_grid.h"

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/phase/phase_painter.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

constexpr float kLeastPanel = 112;  // design pixels, of a panel
constexpr const char* kPanelMeaning =
    "ρ is the spectral radius of one iteration at the equilibrium: below 1 a small change dies out. The number at the "
    "right is how far from the equilibrium it ends.";

Rgb colour_of(const Palette& p, CircleSide side) {
  return side == CircleSide::inside ? p.accent : side == CircleSide::outside ? p.warning : p.text_muted;
}

void draw_method(const Frame& frame, const MethodPanel& method, const WorldRect& bounds, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FontScope font(frame.fonts.small);
  const float line = ImGui::GetFontSize() + theme.px(2), width = high.x - low.x;
  draw_text_within(list, low, pack(p.text), method.title, width - text_width("…"));
  const ImVec2 top{low.x, low.y + line}, bottom{high.x, method.why_not.empty() ? high.y - line : high.y};
  if (bottom.y - top.y < theme.px(24)) return;
  list.AddRectFilled(top, bottom, pack(p.plot));
  if (!method.why_not.empty()) {
    ImGui::SetCursorScreenPos({top.x + theme.px(4), top.y + theme.px(4)});
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(p.text_muted));
    ImGui::PushClipRect(top, bottom, true);
    wrapped_text(method.why_not, width - theme.px(8));
    ImGui::PopClipRect();
    ImGui::PopStyleColor();
    return;
  }
  const Viewport viewport{static_cast<int>(bottom.x - top.x), static_cast<int>(bottom.y - top.y)};
  ArenaCamera camera;
  camera.fit(bounds, 0, viewport);
  const ArenaCanvas canvas{list, frame, top, bottom, camera, viewport};
  list.PushClipRect(top, bottom, true);
  draw_plane_axes(canvas);
  draw_phase_path(canvas, method.path->places, {p.third, 1.5F, 0.9F, 0.9F});
  const ImVec2 start = canvas.at(method.path->places.front().theta, method.path->places.front().psi);
  list.AddCircleFilled(start, theme.px(2.5F), pack(p.text), 12);
  list.PopClipRect();
  // The radius first: of a narrow panel it is what is left.
  draw_text(list, {low.x, bottom.y + theme.px(1)}, pack(colour_of(p, method.side)), method.radius);
  const float used = text_width(method.radius) + theme.px(6);
  if (used + text_width(method.end) <= width)
    draw_text(list, {high.x, bottom.y + theme.px(1)}, pack(p.text_muted), method.end, 1);
}

}  // namespace

void draw_methods(const Frame& frame, const MethodPanels& methods, ImVec2 low, ImVec2 high) {
  const Theme& theme = frame.theme;
  const auto count = static_cast<int>(methods.panels().size());
  if (count == 0 || high.y - low.y < theme.px(48)) return;
  const float gap = theme.space();
  const PanelGrid grid = panel_grid(count, high.x - low.x + gap, high.y - low.y + gap, theme.px(kLeastPanel));
  ImGui::SetCursorScreenPos(low);
  const ImGuiWindowFlags flags = ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings;
  if (ImGui::BeginChild("methods", {high.x - low.x, high.y - low.y}, false, flags)) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    for (int i = 0; i < count; ++i) {
      const MethodPanel& method = methods.panels()[static_cast<std::size_t>(i)];
      const ImVec2 at{corner.x + grid.width * static_cast<float>(i % grid.columns),
                      corner.y + grid.height * static_cast<float>(i / grid.columns)};
      const ImVec2 end{at.x + grid.width - gap, at.y + grid.height - gap};
      draw_method(frame, method, methods.bounds(), at, end);
      ImGui::SetCursorScreenPos(at);
      ImGui::Dummy({end.x - at.x, end.y - at.y});
      item_tooltip(frame, {method.title + ": " + (method.why_not.empty() ? kPanelMeaning : method.why_not), "",
                           method.paper, ""});
    }
  }
  ImGui::EndChild();
}

}  // namespace gan
