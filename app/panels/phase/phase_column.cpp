#include "app/panels/phase/phase_column.h"

#include <string>

#include "app/panels/drawing.h"
#include "app/panels/phase/phase_model.h"
#include "app/panels/stage/column_buttons.h"

namespace gan {
namespace {

constexpr Icon kPhaseIcons[] = {Icon::kArrow, Icon::kAxes, Icon::kContours, Icon::kTrail};
static_assert(std::size(kPhaseIcons) == kPhaseLayers);

}  // namespace

float draw_phase_column(const Frame& frame, PhaseSettings& settings, ColumnPlaces& places, ImVec2 corner, float height,
                        bool& fit) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const bool thrown = !settings.thrown.empty();
  const int groups[] = {kPhaseLayers, 1, thrown ? 2 : 1};
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
  ImGui::PushID("phase layers");
  for (int i = 0; i < kPhaseLayers; ++i) {
    const PhaseLayerInfo& info = phase_layer_infos()[static_cast<std::size_t>(i)];
    if (button(info.title, kPhaseIcons[i], settings.layers[i], true)) settings.layers[i] = !settings.layers[i];
    column_tooltip(frame, info.title, info.meaning, "Key " + std::to_string(i + 1) + ".");
  }
  if (button("iteration", Icon::kStep, settings.iteration, true)) settings.iteration = !settings.iteration;
  column_tooltip(frame, "one iteration",
                 "Arrows and nullclines of what one iteration of the rule moves, not of the field in continuous time.",
                 "From moments as at a start. Key 5.");
  if (button("fit", Icon::kFit, false, false)) fit = true;
  column_tooltip(frame, "fit", "Fit to the equilibrium and where the players have been.", "Key F.");
  if (thrown) {
    if (button("clear", Icon::kClose, false, false)) settings.thrown.clear();
    column_tooltip(frame, "clear", "Take the thrown starts away.", "Key X.");
  }
  ImGui::PopID();
  return places.width;
}

}  // namespace gan
