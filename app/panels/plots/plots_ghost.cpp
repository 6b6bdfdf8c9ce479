#include "app/panels/plots/plots_ghost.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/panels/drawing.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

constexpr float kGhostSwatch = 12, kGhostGap = 5;  // design pixels

const char* ghost_name(Ghost ghost) {
  return ghost == Ghost::parent ? "parent branch" : "run before";
}

}  // namespace

void set_ghost(PlotSeries& series, const RunHistory& history, const ScalarInfo& scalar, const int* loss) {
  if (history.has_parent()) {
    series.ghost = history.find_in_parent(scalar.id);
    series.ghost_from = history.parent_from();
    if (loss != nullptr) series.ghost_from = std::max(series.ghost_from, history.parent_reads_alike_from(*loss));
  } else if (const std::optional<std::size_t> before = run_before(history)) {
    series.ghost = history.find_past(*before, scalar.id);
    if (loss != nullptr) series.ghost_from = history.past_reads_alike_from(*before, *loss);
  }
}

const char* ghost_meaning(Ghost ghost) {
  return ghost == Ghost::parent
             ? "The branch that this one parted from, faded: what it did from there on.\nThe axes fit this run alone."
             : "The run before this one, faded and step for step: what it did at the same steps.\n"
               "The axes fit this run alone.";
}

float ghost_legend_width(const Theme& theme, Ghost ghost) {
  return theme.px(kGhostSwatch) + theme.px(kGhostGap) + text_width(ghost_name(ghost));
}

float draw_ghost_legend(Ghost ghost, ViewContext& context, const Frame& frame, const PlotStyle& style, ImVec2 low,
                        float right) {
  const Theme& theme = frame.theme;
  const float swatch = theme.px(kGhostSwatch), width = ghost_legend_width(theme, ghost);
  if (low.x + width > right) return low.x;
  bool& shown = context.settings.of<PlotsSettings>().run_before;
  ImGui::SetCursorScreenPos(low);
  if (ImGui::InvisibleButton("run before", {width, ImGui::GetFontSize()})) shown = !shown;
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s\nClick: %s.", ghost_meaning(ghost), shown ? "hide it" : "show it");
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = std::round(low.y + ImGui::GetFontSize() / 2), half = std::max(1.0F, theme.px(1.25F));
  // D's and G's, as they stand in the plots.
  const Palette& p = theme.palette;
  const float cut = std::round(low.x + swatch / 2);
  const auto part = [&](float from, float to, Rgb colour) {
    list.AddRectFilled({from, middle - half}, {to, middle + half},
                       shown ? ghost_colour(pack(colour), style) : style.axis);
  };
  part(low.x, cut, p.real), part(cut, low.x + swatch, p.generated);
  draw_text(list, {low.x + swatch + theme.px(kGhostGap), low.y}, shown ? pack(p.text_muted) : style.axis,
            ghost_name(ghost));
  return low.x + width + theme.space();
}

}  // namespace gan
