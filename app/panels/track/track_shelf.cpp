#include "app/panels/track/track_shelf.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/metric_rows_model.h"
#include "app/panels/scenario/thumbnail_textures.h"
#include "app/panels/track/track_settings_model.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

// Design pixels.
constexpr float kPictureWidth = 60, kPictureHeight = 40, kBelow = 4, kBetween = 4;
constexpr std::size_t kMostMetrics = 6;  // in a tooltip
constexpr const char *kMomentMenu = "kept moment", *kPileMenu = "kept moments here";

std::string heading_of(const KeptMoment& moment) {
  std::string text = title_of(moment);
  if (moment.best != nullptr) text += std::string("  ·  best so far: ") + moment.best->title;
  return text;
}

void draw_star(ImDrawList& list, ImVec2 centre, float radius, ImU32 fill, ImU32 edge) {
  ImVec2 points[10];
  for (int i = 0; i < 10; ++i) {
    const float angle = -1.5708F + 0.62832F * static_cast<float>(i);
    const float r = i % 2 == 0 ? radius : 0.45F * radius;
    points[i] = {centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)};
  }
  // A star is not convex: five tips and the middle.
  for (int tip = 0; tip < 10; tip += 2) {
    list.AddTriangleFilled(points[(tip + 9) % 10], points[tip], points[(tip + 1) % 10], fill);
  }
  const ImVec2 middle[] = {points[1], points[3], points[5], points[7], points[9]};
  list.AddConvexPolyFilled(middle, 5, fill);
  list.AddPolyline(points, 10, edge, ImDrawFlags_Closed, 1);
}

void ask_for(ViewContext& context, std::uint64_t number, KeptChange::Kind kind, std::string name = {}) {
  context.actions.kept.push_back({number, kind, std::move(name)});
}

}  // namespace

void TrackShelf::update(ViewContext& context, const Frame& frame) {
  static_cast<void>(frame);
  const KeptMoments& moments = context.lab.kept().moments();
  const int chosen = context.settings.of<TrackSettings>().best_metric;
  const auto metrics = metrics_to_choose();
  const bool known = chosen > 0 && static_cast<std::size_t>(chosen) <= metrics.size();
  context.actions.best_metric = known ? metrics[static_cast<std::size_t>(chosen) - 1]->id : "";
  any_ = !moments.all().empty();
  if (any_ && !looks_) looks_ = thumbnail_looks();
  if (any_) context.actions.kept_looks = looks_;
  if (revision_ == moments.revision()) return;
  revision_ = moments.revision();
  std::erase_if(held_, [&](const auto& entry) { return moments.find(entry.first) == nullptr; });
}

float TrackShelf::wanted_height(const Frame& frame) const {
  return any_ ? frame.theme.whole_px(kPictureHeight) + frame.theme.whole_px(kBelow) : 0;
}

float TrackShelf::height(const Frame& frame, float most) const {
  if (!any_) return 0;
  const float below = frame.theme.whole_px(kBelow);
  const float picture = shelf_height(frame.theme.whole_px(kPictureHeight), most - below);
  return picture > 0 ? picture + below : 0;
}

// What has no place on this axis stands at its left end.
void TrackShelf::gather(const ViewContext& context, float low, const Scale& x) {
  items_.clear();
  const Instant at = context.session.looked_at();
  for (const KeptMoment& moment : context.lab.kept().moments().all()) {
    const bool here = context.history.holds(moment.instant.position.segment);
    const double step = static_cast<double>(moment.instant.position.step);
    items_.push_back({moment.number, here ? x.pixel(step) : low, moment.best != nullptr, moment.instant == at});
  }
}

void TrackShelf::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x) {
  first_ = {};
  const float tall = high.y - low.y - frame.theme.whole_px(kBelow);
  if (any_ && tall > 0) {
    gather(context, low.x, x);
    const float wide = std::round(tall * kPictureWidth / kPictureHeight);
    const FontScope font(frame.fonts.small);
    for (const ShelfSlot& slot : place_shelf(items_, wide, frame.theme.whole_px(kBetween), low.x, high.x)) {
      const float left = std::round(slot.left);
      draw_slot(slot, context, frame, {left, low.y}, {left + wide, low.y + tall}, high.y);
    }
  }
  draw_menus(context, frame);
}

void TrackShelf::draw_slot(const ShelfSlot& slot, ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high,
                           float axis) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ShelfItem& item = items_[slot.items.front()];
  const KeptMoment& moment = *context.lab.kept().moments().find(item.number);
  ImGui::PushID(static_cast<int>(item.number));
  ImGui::SetCursorScreenPos(low);
  const bool pressed = ImGui::InvisibleButton("kept", {high.x - low.x, high.y - low.y});
  const bool hovered = ImGui::IsItemHovered();
  if (first_.empty()) first_ = {low.x, low.y, high.x - low.x, high.y - low.y};
  draw_picture(moment, context, frame, low, high);
  // A line to its place on the axis.
  const float foot = std::clamp(item.place, low.x, high.x);
  const ImU32 line = pack(item.shown ? p.past : hovered ? p.text : p.text_muted);
  list.AddLine({foot, high.y}, {foot, axis}, line, theme.whole_px(1));
  list.AddRect(low, high, line, theme.px(2), 0, theme.whole_px(item.shown || hovered ? 2 : 1));
  if (moment.best != nullptr) {
    const float radius = std::min(theme.px(7), (high.y - low.y) / 4);
    draw_star(list, {high.x - radius - theme.px(2), low.y + radius + theme.px(2)}, radius, pack(p.accent),
              pack(p.panel));
  }
  if (slot.items.size() > 1) {
    const std::string more = "+" + std::to_string(slot.items.size() - 1);
    const float width = text_width(more) + theme.px(4), height = ImGui::GetFontSize();
    if (width <= high.x - low.x && height <= high.y - low.y) {
      draw_plate(list, {low.x, high.y - height}, {low.x + width, high.y}, theme, 1);
      draw_text(list, {low.x + theme.px(2), high.y - height}, pack(p.text), more);
    }
  }
  if (hovered) draw_tooltip(slot, context);
  if (pressed && slot.items.size() == 1) ask_for(context, item.number, KeptChange::Kind::go);
  if (pressed && slot.items.size() > 1) {
    piled_.clear();
    for (const std::size_t one : slot.items) piled_.push_back(items_[one].number);
    opens_pile_ = true;
  }
  if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
    named_ = item.number;
    name_ = title_of(moment);
    opens_menu_ = true;
  }
  ImGui::PopID();
}

void TrackShelf::draw_picture(const KeptMoment& moment, const ViewContext& context, const Frame& frame, ImVec2 low,
                              ImVec2 high) {
  const Palette& p = frame.theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, pack(p.plot), frame.theme.px(2));
  const Thumbnail* const picture = context.lab.kept().picture(moment.number);
  if (!frame.opengl || picture == nullptr) return;
  Held& held = held_[moment.number];
  const int factor = std::clamp(static_cast<int>(kThumbnailWidth / std::max(1.0F, high.x - low.x)), 1, 8);
  const ThemeMode mode = frame.theme.mode;
  if (held.revision != picture->revision || held.mode != mode || held.factor != factor) {
    const SmallPicture small =
        shrunk(picture->pixels[thumbnail_look_of(mode)], kThumbnailWidth, kThumbnailHeight, factor);
    held.texture.upload(GL_RGB8, small.width, small.height, GL_RGB, GL_UNSIGNED_BYTE, small.pixels.data());
    held.revision = picture->revision;
    held.mode = mode;
    held.factor = factor;
  }
  list.AddImage((ImTextureID) static_cast<std::intptr_t>(held.texture.id()), low, high);
}

void TrackShelf::draw_tooltip(const ShelfSlot& slot, const ViewContext& context) const {
  const KeptMoments& moments = context.lab.kept().moments();
  const KeptMoment& moment = *moments.find(items_[slot.items.front()].number);
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(heading_of(moment).c_str());
  const std::int64_t own = moment.instant.position.segment;
  const std::int64_t shown_segment = context.history.holds(own) ? own : context.history.segment();
  const std::string place = place_of(moment, context.lab.branches(), shown_segment);
  if (place != title_of(moment)) ImGui::TextDisabled("%s", place.c_str());
  std::size_t shown = 0;
  for (const ScalarInfo* scalar : metrics_to_choose()) {
    if (!moment.metrics || shown == kMostMetrics) break;
    const MetricRow row = metric_row(*scalar, *moment.metrics, nullptr);
    if (!row.defined) continue;
    ImGui::Text("%s: %s", row.title, row.value.c_str());
    ++shown;
  }
  for (std::size_t i = 1; i < slot.items.size(); ++i) {
    ImGui::TextDisabled("below: %s", heading_of(*moments.find(items_[slot.items[i]].number)).c_str());
  }
  ImGui::TextDisabled(slot.items.size() > 1 ? "Click: choose one.  Right click: name, save, remove"
                                            : "Click: look at it.  Right click: name, save, remove");
  ImGui::EndTooltip();
}

void TrackShelf::draw_menus(ViewContext& context, const Frame& frame) {
  if (std::exchange(opens_menu_, false)) ImGui::OpenPopup(kMomentMenu);
  if (std::exchange(opens_pile_, false)) ImGui::OpenPopup(kPileMenu);
  const KeptMoments& moments = context.lab.kept().moments();
  if (ImGui::BeginPopup(kPileMenu)) {
    const FontScope font(frame.fonts.body);
    for (const std::uint64_t number : piled_) {
      const KeptMoment* const moment = moments.find(number);
      if (moment == nullptr) continue;
      ImGui::PushID(static_cast<int>(number));
      if (ImGui::MenuItem(heading_of(*moment).c_str())) ask_for(context, number, KeptChange::Kind::go);
      ImGui::PopID();
    }
    ImGui::EndPopup();
  }
  if (!ImGui::BeginPopup(kMomentMenu)) return;
  const FontScope font(frame.fonts.body);
  ImGui::SetNextItemWidth(frame.theme.px(180));
  const bool entered = ImGui::InputText("##name", &name_, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::SameLine();
  if (entered || ImGui::Button("Name")) {
    ask_for(context, named_, KeptChange::Kind::rename, name_);
    ImGui::CloseCurrentPopup();
  }
  const KeptMoment* const moment = moments.find(named_);
  const bool best = moment != nullptr && moment->best != nullptr;
  if (ImGui::MenuItem("Look at it")) ask_for(context, named_, KeptChange::Kind::go);
  if (ImGui::MenuItem("Save as a checkpoint")) ask_for(context, named_, KeptChange::Kind::save);
  if (ImGui::MenuItem(best ? "Keep the best no longer" : "Remove")) {
    if (best) context.settings.of<TrackSettings>().best_metric = 0;
    ask_for(context, named_, KeptChange::Kind::remove);
  }
  ImGui::EndPopup();
}

}  // namespace gan
