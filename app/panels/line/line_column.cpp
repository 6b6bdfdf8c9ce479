#include "app/panels/line/line_column.h"

#include <string>

#include "app/panels/drawing.h"
#include "app/panels/line/line_model.h"
#include "app/panels/stage/column_buttons.h"

namespace gan {
namespace {

constexpr Icon kLineIcons[] = {Icon::kModes, Icon::kContours, Icon::kTheta, Icon::kBentGrid, Icon::kDisc, Icon::kArrow};
static_assert(std::size(kLineIcons) == kLineLayers);

}  // namespace

float draw_line_column(const Frame& frame, LineSettings& settings, ColumnPlaces& places, ImVec2 corner, float height,
                       bool& fit) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const int groups[] = {kLineLayers, 1};
  const ColumnSizes sizes{theme.whole_px(kColumnSide), theme.whole_px(kLeastColumnSide), theme.whole_px(2),
                          theme.whole_px(8), theme.whole_px(3)};
  place_column(groups, height, sizes, places);
  draw_plate(*ImGui::GetWindowDrawList(), corner, {corner.x + places.width, corner.y + places.height}, theme, 0.9F);
  std::size_t next = 0;
  const auto button = [&](const char* id, Icon icon, bool on, bool switches) {
    const ColumnPlaces::Corner& at = places.buttons[next++];
    const ImU32 colour = pack(on || !switches ? p.text : p.text_muted);
    return column_button(frame, id, {icon, colour, on, switches}, {corner.x + at.x, corner.y + at.y}, places.side);
  };
  ImGui::PushID("line layers");
  for (int i = 0; i < kLineLayers; ++i) {
    const LineLayerInfo& info = line_layer_infos()[static_cast<std::size_t>(i)];
    if (button(info.title, kLineIcons[i], settings.layers[i], true)) settings.layers[i] = !settings.layers[i];
    column_tooltip(frame, info.title, info.meaning, "Key " + std::to_string(i + 1) + ".");
  }
  if (button("fit", Icon::kFit, false, false)) fit = true;
  column_tooltip(frame, "fit", "Fit to the data and the generated samples.", "Key F.");
  ImGui::PopID();
  return places.width;
}

}  // namespace gan
