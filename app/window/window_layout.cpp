#include "app/window/window_layout.h"

#include <imgui.h>

#include <algorithm>

#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/ui/theme.h"

namespace gan {
namespace {

constexpr ImGuiWindowFlags kPanelFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                         ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBackground;

const Region& region_of(const Regions& regions, Place place) {
  switch (place) {
    case Place::toolbar:
      return regions.toolbar;
    case Place::controls:
      return regions.controls;
    case Place::arena:
      return regions.arena;
    case Place::below_arena:
      return regions.below_arena;
    case Place::numbers:
      return regions.numbers;
    case Place::plots:
      return regions.plots;
    case Place::below_plots:
      return regions.below_plots;
    case Place::timeline:
      return regions.timeline;
    case Place::status:
    case Place::overlay:
      return regions.status;
  }
  return regions.status;
}

// A strip that can be dragged: returns how far, in pixels, along `vertical` (a vertical line moves sideways).
float splitter(const char* id, const Region& line, bool vertical, const Frame& frame) {
  const float reach = frame.theme.px(3);
  ImVec2 at(line.x, line.y);
  ImVec2 size(line.width, line.height);
  (vertical ? at.x : at.y) -= reach;
  (vertical ? size.x : size.y) += 2 * reach;
  if (size.x < 1 || size.y < 1) return 0;
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
  ImGui::InvisibleButton("drag", size);
  float moved = 0;
  if (ImGui::IsItemActive()) moved = vertical ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
  if (ImGui::IsItemActive() || ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImGui::GetWindowDrawList()->AddRectFilled(
        ImVec2(line.x, line.y), ImVec2(line.x + line.width, line.y + line.height),
        pack(ImGui::IsItemActive() ? frame.theme.palette.accent : frame.theme.palette.text_muted));
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  return moved;
}

// The panels' ground is what the frame was cleared to, so the lines between them are all that is drawn beneath
// them: each panel's sides, in the gap around it.
void draw_separators(const Regions& r, const Theme& theme) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  const ImU32 colour = pack(theme.palette.separator);
  const float line = theme.whole_px(1);
  for (const Region* at : {&r.controls, &r.arena, &r.below_arena, &r.numbers, &r.plots, &r.below_plots, &r.timeline}) {
    if (at->empty()) continue;
    const float right = at->x + at->width;
    const float bottom = at->y + at->height;
    list.AddRectFilled(ImVec2(at->x - line, at->y - line), ImVec2(right + line, at->y), colour);
    list.AddRectFilled(ImVec2(at->x - line, bottom), ImVec2(right + line, bottom + line), colour);
    list.AddRectFilled(ImVec2(at->x - line, at->y), ImVec2(at->x, bottom), colour);
    list.AddRectFilled(ImVec2(right, at->y), ImVec2(right + line, bottom), colour);
  }
}

// What stands right of or below a splitter shrinks as far as the splitter moves.
void shrink(ViewSettings& settings, double& part, float moved, float total) {
  if (total > 0 && moved != 0) settings.set(part, part - static_cast<double>(moved / total));
}

}  // namespace

std::unique_ptr<WindowLayout> WindowLayout::create(std::string& error, std::unique_ptr<View> arena) {
  auto layout = std::make_unique<WindowLayout>();
  for (const ViewEntry& entry : view_entries()) {
    const bool given = entry.place == Place::arena && arena;
    std::unique_ptr<View> view = given ? std::move(arena) : entry.make(error);
    if (!view) {
      error = std::string("The view '") + entry.title + "' could not be made: " + error;
      return nullptr;
    }
    layout->panels_.push_back({&entry, std::move(view)});
  }
  return layout;
}

std::size_t WindowLayout::count_fitting(Place place, const DataKind& kind) const {
  return static_cast<std::size_t>(std::count_if(panels_.begin(), panels_.end(), [&](const Panel& panel) {
    return panel.entry->place == place && kind.has_all(panel.entry->needs);
  }));
}

RegionSizes WindowLayout::sizes(const Frame& frame, const DataKind& kind) const {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  RegionSizes sizes;
  sizes.width = display.x;
  sizes.height = display.y;
  sizes.scale = frame.theme.scale;
  sizes.separator = frame.theme.whole_px(1);
  sizes.images = kind.has(Capability::images);
  sizes.below_arena = count_fitting(Place::below_arena, kind) > 0;
  for (const Panel& panel : panels_) {
    if (panel.entry->place == Place::toolbar) sizes.toolbar_height = panel.view->height(frame, display.x);
    if (panel.entry->place == Place::status) sizes.status_height = panel.view->height(frame, display.x);
  }
  return sizes;
}

void WindowLayout::draw(ViewContext& context, const Frame& frame) {
  const DataKind& kind = context.kind;
  sentences_.update(context);
  for (Panel& panel : panels_) panel.shown = panel.begins = false;
  regions_ = compute_regions(sizes(frame, kind), context.settings.of<LayoutSettings>());
  for (const Panel& panel : panels_) {
    if (panel.entry->place != Place::numbers) continue;
    Region& plots = regions_.plots;
    const float high = std::min(panel.view->height(frame, plots.width), plots.height / 2);
    regions_.numbers = {plots.x, plots.y, plots.width, high};
    const float gap = high + frame.theme.whole_px(1);
    plots.y += gap, plots.height -= gap;
  }
  draw_separators(regions_, frame.theme);
  for (const Place place : {Place::toolbar, Place::controls, Place::arena, Place::below_arena, Place::numbers,
                            Place::plots, Place::below_plots, Place::timeline, Place::status}) {
    draw_place(place, region_of(regions_, place), context, frame);
  }
  for (Panel& panel : panels_) {
    if (panel.entry->place != Place::overlay || !kind.has_all(panel.entry->needs)) continue;
    panel.shown = true;
    panel.view->draw(context, frame);
  }
  draw_splitters(regions_, context, frame);
}

void WindowLayout::draw_place(Place place, const Region& region, ViewContext& context, const Frame& frame) {
  sharing_.clear();
  for (Panel& panel : panels_) {
    if (panel.entry->place == place && context.kind.has_all(panel.entry->needs)) sharing_.push_back(&panel);
  }
  if (region.empty() || sharing_.empty()) return;
  const bool controls = place == Place::controls;
  const ImVec2 padding = controls ? ImVec2(frame.theme.space(2), frame.theme.space()) : ImVec2(0, 0);
  ImGui::SetNextWindowPos(ImVec2(region.x, region.y));
  ImGui::SetNextWindowSize(ImVec2(region.width, region.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGuiWindowFlags flags = kPanelFlags;
  if (controls) {
    flags &= ~ImGuiWindowFlags_NoScrollbar;
  } else {
    flags |= ImGuiWindowFlags_NoScrollWithMouse;
  }
  sharing_.front()->begins = true;
  const bool visible = ImGui::Begin(sharing_.front()->entry->title, nullptr, flags);
  ImGui::PopStyleVar(2);
  if (visible) {
    if (place == Place::arena) {
      const ImVec2 corner = ImGui::GetCursorScreenPos();
      const float head = std::min(frame.theme.space(4), region.height);
      sentences_.draw(frame, region.width, head);
      ImGui::SetCursorScreenPos(ImVec2(corner.x, corner.y + head));
    }
    // A view of images below the sheets is named even where it is alone: others may come beside it.
    const bool tabs = sharing_.size() > 1 || (place == Place::below_arena && context.kind.has(Capability::images));
    const std::size_t chosen = tabs ? draw_tabs(place, context, frame) : 0;
    sharing_[chosen]->shown = true;
    sharing_[chosen]->view->draw(context, frame);
    // Newer versions of ImGui want an item wherever the cursor was put, and some views only draw.
    if (!controls) {
      ImGui::SetCursorScreenPos(ImVec2(region.x, region.y));
      ImGui::Dummy(ImVec2(region.width, region.height));
    }
  }
  ImGui::End();
}

std::size_t WindowLayout::draw_tabs(Place place, ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const bool arena = place == Place::arena;
  LayoutSettings& layout = context.settings.of<LayoutSettings>();
  int& tab = arena ? layout.arena_tab : layout.below_tab;
  tab = std::clamp(tab, 0, static_cast<int>(sharing_.size()) - 1);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = theme.space(3.5F), pad = theme.px(10);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float x = corner.x + theme.px(4);
  for (std::size_t i = 0; i < sharing_.size(); ++i) {
    const ViewEntry& entry = *sharing_[i]->entry;
    const float button = std::round(text_width(entry.title) + 2 * pad);
    ImGui::SetCursorScreenPos({x, corner.y});
    ImGui::PushID(entry.id);
    if (ImGui::InvisibleButton("tab", {button, height})) tab = static_cast<int>(i);
    const std::string key = (arena ? "Key Ctrl+" : "Key ") + std::to_string(i + 1) + ".";
    item_tooltip(frame, {entry.meaning, "", "", i < 9 ? key : ""});
    const bool on = tab == static_cast<int>(i), hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    draw_text(list, {x + pad, corner.y + (height - ImGui::GetFontSize()) / 2},
              pack(on || hovered ? p.text : p.text_muted), entry.title);
    if (on) {
      list.AddRectFilled({x + pad, corner.y + height - theme.whole_px(2)}, {x + button - pad, corner.y + height},
                         pack(p.accent));
    }
    x += button;
  }
  list.AddRectFilled({corner.x, corner.y + height}, {corner.x + width, corner.y + height + theme.whole_px(1)},
                     pack(p.separator));
  ImGui::SetCursorScreenPos({corner.x, corner.y + height + theme.whole_px(1)});
  return static_cast<std::size_t>(tab);
}

void WindowLayout::draw_splitters(const Regions& r, ViewContext& context, const Frame& frame) {
  ViewSettings& settings = context.settings;
  LayoutSettings& layout = settings.of<LayoutSettings>();
  const float line = frame.theme.whole_px(1);
  const float scale = frame.theme.scale;
  if (!r.controls.empty()) {
    const Region at{r.controls.x + r.controls.width, r.controls.y, line, r.controls.height};
    shrink(settings, layout.controls_width, -splitter("##splitter controls", at, true, frame), scale);
  }
  if (!r.plots.empty()) {
    const Region at{r.plots.x - line, r.plots.y, line, r.plots.height + line + r.below_plots.height};
    const float total = r.arena.width + r.plots.width;
    shrink(settings, layout.plots_share, splitter("##splitter plots", at, true, frame), total);
    const Region below{r.plots.x, r.below_plots.y - line, r.plots.width, line};
    const float height = r.plots.height + r.below_plots.height;
    shrink(settings, layout.loss_curve_share, splitter("##splitter loss curve", below, false, frame), height);
  }
  const Region modes{r.arena.x, r.below_arena.y - line, r.arena.width, line};
  const float height = r.arena.height + r.below_arena.height;
  if (!r.below_arena.empty()) {
    double& share = context.kind.has(Capability::images) ? layout.images_share : layout.modes_share;
    shrink(settings, share, splitter("##splitter modes", modes, false, frame), height);
  }
  const Region timeline{0, r.timeline.y - line, r.timeline.width, line};
  shrink(settings, layout.timeline_height, splitter("##splitter timeline", timeline, false, frame), scale);
}

const Region* WindowLayout::find_control(std::string_view key) const {
  for (const Panel& panel : panels_) {
    const Region* const found = panel.shown ? panel.view->find_control(key) : nullptr;
    if (found != nullptr) return found;
  }
  return nullptr;
}

const Region& WindowLayout::region(Place place) const {
  return region_of(regions_, place);
}

const char* WindowLayout::panel(Place place) const {
  for (const Panel& panel : panels_) {
    if (panel.begins && panel.entry->place == place) return panel.entry->title;
  }
  return nullptr;
}

void WindowLayout::focus(Place place) const {
  if (const char* const name = panel(place)) ImGui::SetWindowFocus(name);
}

void WindowLayout::fit() {
  for (Panel& panel : panels_) panel.view->fit();
}

}  // namespace gan
