#include "app/panels/arena/layer_column.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "app/panels/arena/arena_model.h"
#include "app/panels/arena/layer_options.h"
#include "app/panels/drawing.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/stage/column_buttons.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kClickSeconds = 0.4F;  // a longer press holds
constexpr const char* kTheoryMeaning =
    "In the place of D the best response to G, D* = p_data/(p_data + p_g): what a discriminator of unlimited capacity "
    "would say that is trained to its end while G stands still. Where p_g = p_data it is ½.";
constexpr const char* kPenaltyMeaning =
    "The points at which penalties look at ‖∇D‖ in the next step of D, coloured by it; the target is marked in the "
    "legend. Without a penalty, the batch that comes next.";
constexpr const char* kSpreadMeaning =
    "The divergence of the generated samples' velocity over the last iterations: where they gather, and where they "
    "spread.";
constexpr const char* kTurnMeaning =
    "The curl of the generated samples' velocity over the last iterations: where they turn, and which way.";

constexpr Icon kLayerIcons[] = {Icon::kSurface, Icon::kContours, Icon::kDisc, Icon::kTriangle, Icon::kArrow,
                                Icon::kTrail,   Icon::kBentGrid, Icon::kAxes, Icon::kModes};
static_assert(std::size(kLayerIcons) == kArenaLayers);

// Which layers belong together: what D says, the samples, what moves them, and what they are measured by.
int group_of(ArenaLayer layer) {
  constexpr int kGroups[kArenaLayers] = {0, 0, 1, 1, 2, 2, 2, 3, 3};
  return kGroups[static_cast<int>(layer)];
}

ColumnButton layer_button(const Frame& frame, ArenaLayer layer, bool on) {
  const Palette& p = frame.theme.palette;
  const Icon icon = kLayerIcons[static_cast<int>(layer)];
  if (layer == ArenaLayer::real) return {icon, pack(p.real), on};
  if (layer == ArenaLayer::generated) return {icon, pack(p.generated), on};
  return {icon, pack(on ? p.text : p.text_muted), on};
}

void flip(bool& flag) {
  flag = !flag;
}

void layer_tooltip(const Frame& frame, const LayerColumn& column, ArenaLayer layer, const OutputScale& output) {
  if (!ImGui::IsItemHovered()) return;
  const ArenaLayerInfo& info = arena_layer_infos()[static_cast<std::size_t>(layer)];
  std::string meaning = info.meaning;
  if (layer == ArenaLayer::trails && column.trail_spacing > 0)
    meaning += " Now every " + whole_text(column.trail_spacing) + " iterations.";
  const std::string key = column.key + std::to_string(static_cast<int>(layer) + 1);
  column_tooltip(frame, layer_title(layer, output), meaning.c_str(), "Key " + key + ". Right click: opacity.");
}

const char* theory_meaning(int mode) {
  switch (mode) {
    case kTheoryPenalty:
      return kPenaltyMeaning;
    case kTheorySpread:
      return kSpreadMeaning;
    case kTheoryTurn:
      return kTurnMeaning;
    default:
      return kTheoryMeaning;
  }
}

// A press shows it for as long as it is held; one that was no longer than a click keeps it, or takes it away.
void theory_button(const Frame& frame, const LayerColumn& column, ViewSettings& settings, ImVec2 at, float side) {
  ArenaSettings& s = settings.of<ArenaSettings>();
  const bool offered = column.no_theory.empty() || (column.marks == nullptr && s.theory_mode > kTheoryDifference);
  const Palette& p = frame.theme.palette;
  const bool on = offered && s.shows_theory();
  const ImU32 colour = offered ? pack(on ? p.text : p.text_muted) : pack(p.text_muted, 0.55F);
  const bool clicked = column_button(frame, "theory", {Icon::kTheta, colour, on}, at, side);
  s.theory_held = offered && ImGui::IsItemActive();
  if (offered && clicked && ImGui::GetIO().MouseDownDurationPrev[0] < kClickSeconds) flip(s.theory.visible);
  if (column.marks == nullptr) theory_popup(frame, column, settings);
  column_tooltip(frame, "θ: theory", offered ? theory_meaning(s.theory_mode) : column.no_theory.c_str(),
                 offered                   ? "Key B. Hold: only for as long. Right click: D*, penalties, motion."
                 : column.marks == nullptr ? "Right click: penalties, motion."
                                           : "");
}

}  // namespace

std::span<const ArenaLayer> all_arena_layers() {
  static constexpr ArenaLayer kAll[] = {ArenaLayer::surface,    ArenaLayer::contours,   ArenaLayer::real,
                                        ArenaLayer::generated,  ArenaLayer::arrows,     ArenaLayer::trails,
                                        ArenaLayer::noise_grid, ArenaLayer::grid_lines, ArenaLayer::modes};
  static_assert(std::size(kAll) == kArenaLayers);
  return kAll;
}

float draw_layer_column(const Frame& frame, const LayerColumn& column, ColumnPlaces& places, const OutputScale& output,
                        ViewSettings& settings, ImVec2 corner, float height, bool& fit) {
  const Theme& theme = frame.theme;
  int groups[kArenaLayers + 1] = {}, count = 0, last = -1;
  for (const ArenaLayer layer : column.layers) {
    if (group_of(layer) != last) ++count;
    last = group_of(layer);
    ++groups[count - 1];
  }
  if (column.marks != nullptr) ++groups[count - 1];
  ++groups[0];  // θ stands with the surface
  groups[count++] = 2;
  const ColumnSizes sizes{theme.whole_px(kColumnSide), theme.whole_px(kLeastColumnSide), theme.whole_px(2),
                          theme.whole_px(8), theme.whole_px(3)};
  place_column({groups, static_cast<std::size_t>(count)}, height, sizes, places);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_plate(list, corner, {corner.x + places.width, corner.y + places.height}, theme, 0.9F);
  std::size_t next = 0;
  const auto place = [&] {
    const ColumnPlaces::Corner& at = places.buttons[next++];
    return ImVec2{corner.x + at.x, corner.y + at.y};
  };
  ImGui::PushID("layers");
  for (const ArenaLayer layer : column.layers) {
    if (group_of(layer) > 0 && next == 2) theory_button(frame, column, settings, place(), places.side);
    bool& on = settings.of<ArenaSettings>().layer(layer).visible;
    ImGui::PushID(static_cast<int>(layer));
    if (column_button(frame, "layer", layer_button(frame, layer, on), place(), places.side)) on = !on;
    ImGui::PopID();
    layer_opacity_popup(frame, settings, layer);
    layer_tooltip(frame, column, layer, output);
  }
  const Palette& p = theme.palette;
  if (column.marks != nullptr) {
    bool& on = column.marks->as_images;
    if (column_button(frame, "images", {Icon::kImage, pack(on ? p.text : p.text_muted), on}, place(), places.side))
      on = !on;
    column_tooltip(frame, "images",
                   "Small images in the place of marks: real ones in a blue frame, generated ones in an orange one.",
                   "");
  }
  if (column_button(frame, "fit", {Icon::kFit, pack(p.text), false, false}, place(), places.side)) fit = true;
  column_tooltip(frame, "fit", (std::string("Fit to ") + column.fit + ".").c_str(),
                 "Key F, or a double click on the stage.");
  if (column_button(frame, "options", {Icon::kMore, pack(p.text), false, false}, place(), places.side))
    ImGui::OpenPopup(kLayerOptions);
  const ImVec2 beside(ImGui::GetItemRectMax().x, ImGui::GetItemRectMin().y);
  column_tooltip(frame, "more",
                 column.marks != nullptr ? "What the surface shows, number of samples, opacities."
                                         : "What the surface shows, arrows, number of samples, opacities.",
                 "");
  if (settings.of<LayoutSettings>().take_sought(kSoughtLayerOptions)) {
    ImGui::OpenPopup(kLayerOptions);
    ImGui::SetNextWindowPos(beside);  // and not where the mouse is
  }
  layer_options_popup(frame, column, output, settings);
  ImGui::PopID();
  return places.width;
}

}  // namespace gan
