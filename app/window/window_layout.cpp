#include "app/window/window_layout.h"

#include <imgui.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "app/geometry/tab_rows.h"
#include "app/lab/lab.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/sentence_line.h"
#include "app/panels/now_values_model.h"
#include "app/panels/widgets.h"
#include "app/ui/theme.h"
#include "app/window/panel_frames.h"
#include "app/window/panel_menu.h"
#include "app/window/panel_window.h"
#include "app/window/splitter.h"

namespace gan {
namespace {

constexpr std::string_view kTabPrefix = "tab.";

const Region& region_of(const Regions& regions, Place place) {
  switch (place) {
    case Place::toolbar:
      return regions.toolbar;
    case Place::left:
      return regions.left;
    case Place::stage:
      return regions.stage;
    case Place::strip:
      return regions.strip;
    case Place::numbers:
      return regions.numbers;
    case Place::lens:
      return regions.lens;
    case Place::track:
      return regions.track;
    case Place::messages:
    case Place::overlay:
      return regions.messages;
  }
  return regions.messages;
}

// Where the mouse is, for the back row.
void draw_pointer(const Frame& frame) {
  if (!ImGui::IsMousePosValid()) return;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const ImVec2 at = ImGui::GetIO().MousePos;
  const float radius = frame.theme.px(20), line = frame.theme.px(2);
  list.AddCircle(at, radius + line, pack(frame.theme.palette.panel, 0.6F), 48, line);
  list.AddCircle(at, radius, pack(frame.theme.palette.accent, 0.9F), 48, line);
}

// The samples that others look at as well, which the stage asks for where it is there.
void want_as_the_stage(ViewContext& context) {
  const ArenaSettings& s = context.settings.of<ArenaSettings>();
  ProbeRequest& want = context.actions.want();
  want.generated = std::max(want.generated, s.generated_samples);
  want.real = std::max(want.real, s.real_samples);
  want.logits = true;
}

// What stands right of or below a splitter shrinks as far as the splitter moves.
void shrink(ViewSettings& settings, double& part, float moved, float total) {
  if (total > 0 && moved != 0) settings.set(part, part - static_cast<double>(moved / total));
}

}  // namespace

std::unique_ptr<WindowLayout> WindowLayout::create(std::string& error, const MakeArena& arena) {
  auto layout = std::make_unique<WindowLayout>();
  const auto first_of_stage = std::find_if(view_entries().begin(), view_entries().end(),
                                           [](const ViewEntry& entry) { return entry.place == Place::stage; });
  const MakeView make = [arena, first = &*first_of_stage](const ViewEntry& entry, std::string& problem) {
    return arena && &entry == first ? arena() : entry.make(problem);
  };
  layout->compared_ = ComparedStage(make);
  for (const ViewEntry& entry : view_entries()) {
    std::unique_ptr<View> view = make(entry, error);
    if (!view) {
      error = std::string("The view '") + entry.title + "' could not be made: " + error;
      return nullptr;
    }
    layout->panels_.push_back({&entry, std::move(view)});
  }
  return layout;
}

RegionSizes WindowLayout::sizes(const ViewContext& context, const Frame& frame) const {
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  RegionSizes sizes;
  sizes.width = display.x;
  sizes.height = display.y;
  sizes.scale = frame.theme.scale;
  sizes.separator = frame.theme.whole_px(1);
  sizes.present = frame.theme.projector;
  for (const Panel& panel : panels_) {
    if (!panel.entry->fits(context.kind)) continue;
    const auto needed = [&](Place place, float width, float& height) {
      if (panel.entry->place == place) height = std::max(height, panel.view->height(frame, width));
    };
    needed(Place::toolbar, display.x, sizes.toolbar_height);
    // Of these the widths do not depend on the heights, so that those of the last frame are good from the second on.
    needed(Place::strip, regions_.strip.width, sizes.strip_height);
    needed(Place::numbers, regions_.numbers.width, sizes.numbers_height);
    needed(Place::messages, display.x, sizes.messages_height);
    needed(Place::track, display.x, sizes.lanes_height);
  }
  return sizes;
}

void WindowLayout::draw(ViewContext& context, const Frame& frame) {
  for (Panel& panel : panels_) panel.drawn.reset();
  regions_ = compute_regions(sizes(context, frame), context.settings.of<LayoutSettings>());
  if (bring_to_front(context, frame)) {
    regions_ = compute_regions(sizes(context, frame), context.settings.of<LayoutSettings>());
  }
  draw_separators(regions_, frame.theme);
  for (const Place place : {Place::toolbar, Place::left, Place::stage, Place::strip, Place::numbers, Place::lens,
                            Place::track, Place::messages}) {
    draw_place(place, region_of(regions_, place), context, frame);
  }
  // What opens over the window is in no figure.
  for (Panel& panel : panels_) {
    if (panel.entry->place != Place::overlay || frame.figure != nullptr || !panel.entry->fits(context.kind)) continue;
    panel.drawn = Place::overlay;
    panel.view->draw(context, frame);
  }
  draw_splitters(regions_, context, frame);
  if (context.session.in_past()) draw_past_frames(regions_, frame.theme);
  if (frame.theme.projector && frame.machine) draw_pointer(frame);
}

// What fits the data of a place; in a narrow window the lens has what would stand in the left panel, too.
void WindowLayout::gather(Place place, const DataKind& kind) {
  sharing_.clear();
  const auto add = [&](Place from) {
    for (Panel& panel : panels_) {
      if (panel.entry->place == from && panel.entry->fits(kind)) sharing_.push_back(&panel);
    }
  };
  add(place);
  if (place == Place::lens && regions_.folded) add(Place::left);
}

namespace {

// Where the scenario has paused to be looked at, that is what there is to say first.
void draw_sentences(const ViewContext& context, const Frame& frame, const Region& at) {
  const GameJudge& judge = context.session.judge();
  std::vector<Sentence> line = line_of(judge.verdict(), judge.sentences());
  if (const PausePoint* const pause = context.session.pause_point()) {
    line.insert(line.begin(), {Tone::good, "Paused here: " + pause->reason});
  }
  draw_sentence_line(line, judge.verdict(), moment_of_the_past(context.session), frame, at.width, at.height);
}

}  // namespace

void WindowLayout::draw_place(Place place, Region region, ViewContext& context, const Frame& frame) {
  gather(place, context.kind);
  if (region.empty() || sharing_.empty()) return;
  if (place == Place::stage) {
    const Region head = take_from_top(region, frame.theme.space(4));
    if (context.lab.comparing()) {
      compared_.draw_bar(context, frame, head);
    } else {
      if (begin_panel("##sentences", head, ImVec2(0, 0), kPanelFlags)) draw_sentences(context, frame, head);
      ImGui::End();
    }
  }
  const std::size_t chosen = sharing_.size() > 1 ? draw_tabs(place, region, context, frame) : 0;
  if (region.empty()) return;
  Panel& panel = *sharing_[chosen];
  panel.drawn = place;
  if (place == Place::stage && context.lab.comparing()) {
    panel.at = region;
    return compared_.draw(*panel.entry, *panel.view, region, context, frame);
  }
  const std::size_t pointed = compared_.pointed_at(context.lab);
  if (place != Place::strip || pointed == context.lab.focus()) return draw_panel(panel, region, context, frame);
  // The strip is of the game under the mouse.
  Actions actions;
  ViewContext other = context.lab.context_of(pointed, context.settings, actions, context.frame_ms);
  draw_panel(panel, region, other, frame);
}

bool WindowLayout::draw_alone(std::string_view id, const Region& region, ViewContext& context, const Frame& frame) {
  for (Panel& panel : panels_) panel.drawn.reset();
  for (Panel& panel : panels_) {
    if (panel.entry->id != id || !panel.entry->fits(context.kind)) continue;
    panel.drawn = panel.entry->place;
    panel.at = region;
    if (panel.entry->place != Place::stage) want_as_the_stage(context);
    if (panel.entry->place == Place::stage && context.lab.comparing()) {
      compared_.draw(*panel.entry, *panel.view, region, context, frame);
    } else {
      draw_panel(panel, region, context, frame);
    }
    return true;
  }
  return false;
}

const Region* WindowLayout::region_of_panel(std::string_view id) const {
  for (const Panel& panel : panels_) {
    if (panel.entry->id == id) return panel.drawn ? &panel.at : &region_of(regions_, panel.entry->place);
  }
  return nullptr;
}

void WindowLayout::draw_panel(Panel& panel, const Region& region, ViewContext& context, const Frame& frame) {
  panel.at = region;
  // A list of controls has margins, and scrolls.
  const bool list = panel.entry->place == Place::left;
  const ImVec2 padding = list ? ImVec2(frame.theme.space(2), frame.theme.space()) : ImVec2(0, 0);
  ImGuiWindowFlags flags = kPanelFlags;
  if (list) {
    flags &= ~ImGuiWindowFlags_NoScrollbar;
  } else {
    flags |= ImGuiWindowFlags_NoScrollWithMouse;
  }
  if (begin_panel(panel.entry->title, region, padding, flags)) {
    panel.view->draw(context, frame);
    panel_menu(*panel.entry, context, frame);
    // Newer versions of ImGui want an item wherever the cursor was put, and some views only draw.
    if (!list) {
      ImGui::SetCursorScreenPos(ImVec2(region.x, region.y));
      ImGui::Dummy(ImVec2(region.width, region.height));
    }
  }
  ImGui::End();
}

namespace {

int& tab_of(LayoutSettings& layout, Place place) {
  return place == Place::stage ? layout.stage_tab : place == Place::left ? layout.left_tab : layout.lens_tab;
}

// The key of tab `i`; of images the lens has the digits alone, and of points they switch layers.
std::string tab_key(Place place, std::size_t i, const DataKind& kind) {
  if (place == Place::left || i >= 9) return "";
  const bool alone = place == Place::lens && kind.has(Capability::images);
  return std::string(alone ? "Key " : "Key Ctrl+") + std::to_string(i + 1) + ".";
}

}  // namespace

// Opens the panel of the view that is wanted, and chooses its tab. True where that may have moved the regions.
bool WindowLayout::bring_to_front(ViewContext& context, const Frame& frame) {
  LayoutSettings& layout = context.settings.of<LayoutSettings>();
  if (layout.front.empty()) return false;
  for (const Place place : {Place::left, Place::stage, Place::lens}) {
    if (place == Place::left && regions_.folded) continue;
    gather(place, context.kind);
    const auto found = std::find_if(sharing_.begin(), sharing_.end(),
                                    [&](const Panel* panel) { return layout.front == panel->entry->id; });
    if (found == sharing_.end()) continue;
    if (place == Place::left && frame.theme.projector) {
      // Presented, there is no such panel: the look changes first, between two frames.
      context.settings.of<FrameSettings>().projector = false;
      return false;
    }
    tab_of(layout, place) = static_cast<int>(found - sharing_.begin());
    if (place == Place::left) layout.show_left = true;
    if (place == Place::lens) layout.show_lens = true;
    break;
  }
  layout.front.clear();
  return true;
}

std::size_t WindowLayout::draw_tabs(Place place, Region& region, ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  int& tab = tab_of(context.settings.of<LayoutSettings>(), place);
  // A narrow window has more tabs than a wide one, which remembers the choice of the other.
  const std::size_t chosen = std::min(static_cast<std::size_t>(std::max(tab, 0)), sharing_.size() - 1);
  const float height = theme.space(3.5F), line = theme.whole_px(1), margin = theme.px(4);
  const auto widths = [&](float pad) {
    std::vector<float> all;
    for (const Panel* panel : sharing_) all.push_back(std::round(text_width(panel->entry->title) + 2 * pad));
    return all;
  };
  // Names stand closer where that saves a row.
  TabRows rows = place_tabs(widths(theme.px(10)), region.width - 2 * margin);
  if (const TabRows closer = place_tabs(widths(theme.px(6)), region.width - 2 * margin); closer.rows < rows.rows) {
    rows = closer;
  }
  const Region bar = take_from_top(region, height * static_cast<float>(rows.rows) + line);
  const std::string title = "##tabs " + std::to_string(static_cast<int>(place));
  std::size_t pressed = chosen;
  if (begin_panel(title.c_str(), bar, ImVec2(0, 0), kPanelFlags | ImGuiWindowFlags_NoScrollWithMouse)) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < sharing_.size(); ++i) {
      const ViewEntry& entry = *sharing_[i]->entry;
      const TabPlace& at = rows.places[i];
      const float x = bar.x + margin + at.x, y = bar.y + height * static_cast<float>(at.row);
      const float text = text_width(entry.title), left = x + std::round((at.width - text) / 2);
      ImGui::SetCursorScreenPos({x, y});
      ImGui::PushID(entry.id);
      if (ImGui::InvisibleButton("tab", {at.width, height})) pressed = i;
      item_tooltip(frame, {entry.meaning, "", "", tab_key(place, i, context.kind)});
      const bool on = chosen == i, hovered = ImGui::IsItemHovered();
      ImGui::PopID();
      sharing_[i]->tab = {x, y, at.width, height};
      draw_text(list, {left, y + (height - ImGui::GetFontSize()) / 2}, pack(on || hovered ? p.text : p.text_muted),
                entry.title);
      if (on) {
        list.AddRectFilled({left, y + height - theme.whole_px(2)}, {left + text, y + height}, pack(p.accent));
      }
    }
    list.AddRectFilled({bar.x, bar.y + bar.height - line}, {bar.x + bar.width, bar.y + bar.height}, pack(p.separator));
  }
  ImGui::End();
  if (pressed != chosen) tab = static_cast<int>(pressed);
  return pressed;
}

void WindowLayout::draw_splitters(const Regions& r, ViewContext& context, const Frame& frame) {
  if (frame.theme.projector) return;  // that layout is the program's own
  ViewSettings& settings = context.settings;
  LayoutSettings& layout = settings.of<LayoutSettings>();
  const float line = frame.theme.whole_px(1);
  const float scale = frame.theme.scale;
  if (!r.left.empty()) {
    const Region at{r.left.x + r.left.width, r.left.y, line, r.left.height};
    shrink(settings, layout.left_width, -splitter("##splitter left", at, true, frame), scale);
  }
  if (!r.lens.empty()) {
    const Region at{r.lens.x - line, r.stage.y, line, r.lens.y + r.lens.height - r.stage.y};
    const float total = r.stage.width + r.lens.width;
    shrink(settings, layout.lens_share, splitter("##splitter lens", at, true, frame), total);
  }
  const Region track{0, r.track.y - line, r.track.width, line};
  shrink(settings, layout.track_height, splitter("##splitter track", track, false, frame), scale);
}

const Region* WindowLayout::find_control(std::string_view key) const {
  if (const Region* const game = compared_.find(key)) return game;
  for (const Panel& panel : panels_) {
    if (key.starts_with(kTabPrefix) && key.substr(kTabPrefix.size()) == panel.entry->id) {
      return panel.tab.empty() ? nullptr : &panel.tab;
    }
    const Region* const found = panel.drawn ? panel.view->find_control(key) : nullptr;
    if (found != nullptr) return found;
  }
  return nullptr;
}

const Region& WindowLayout::region(Place place) const {
  return region_of(regions_, place);
}

const char* WindowLayout::panel(Place place) const {
  for (const Panel& panel : panels_) {
    if (panel.drawn == place) return panel.entry->title;
  }
  return nullptr;
}

void WindowLayout::focus(Place place) const {
  if (const char* const name = panel(place)) ImGui::SetWindowFocus(name);
}

void WindowLayout::fit() {
  for (Panel& panel : panels_) panel.view->fit();
  compared_.fit();
}

}  // namespace gan
