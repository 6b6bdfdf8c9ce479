#include "app/panels/track/track_lanes.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"

namespace gan {
namespace {

constexpr std::size_t kMostLanes = 4;
constexpr const char* kMenu = "branch";
constexpr float kStub = 18;  // design pixels: a branch that has no place on the axis

float lane_height(const Frame& frame) {
  const FontScope font(frame.fonts.small);
  return ImGui::GetFontSize() + frame.theme.whole_px(1);
}

}  // namespace

void TrackLanes::update(const ViewContext& context) {
  lanes_ = lanes_of(context.lab.branches(), context.history.first_segment(), context.history.segment());
}

std::int64_t TrackLanes::last_step() const {
  std::int64_t last = 0;
  for (const TrackLane& lane : lanes_) {
    if (!lane.elsewhere) last = std::max(last, lane.goes_on ? lane.from : lane.to);
  }
  return last;
}

float TrackLanes::wanted_height(const Frame& frame) const {
  return lane_height(frame) * static_cast<float>(std::min(lanes_.size(), kMostLanes));
}

float TrackLanes::height(const Frame& frame, float most) const {
  const float one = lane_height(frame);
  return std::min(wanted_height(frame), one * std::floor(std::max(most, 0.0F) / one));
}

void TrackLanes::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, const Scale& x) {
  const float one = lane_height(frame);
  const auto rows = static_cast<std::size_t>(std::lround((high.y - low.y) / one));
  // The newest are nearest to what a person has just done.
  const std::size_t first = lanes_.size() > rows ? lanes_.size() - rows : 0;
  const FontScope font(frame.fonts.small);
  first_lane_ = {};
  for (std::size_t i = first; i < lanes_.size(); ++i) {
    const float top = low.y + one * static_cast<float>(i - first);
    draw_lane(lanes_[i], context, frame, {low.x, top}, {high.x, top + one}, x);
  }
  if (first > 0) {
    const std::string more = "+" + std::to_string(first);
    draw_text(*ImGui::GetWindowDrawList(), {low.x, low.y}, pack(frame.theme.palette.text_muted), more);
  }
  draw_menu(context, frame);
}

void TrackLanes::draw_lane(const TrackLane& lane, ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high,
                           const Scale& x) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = std::round((low.y + high.y) / 2), thick = theme.whole_px(3);
  const float from = lane.elsewhere ? low.x : std::clamp(x.pixel(static_cast<double>(lane.from)), low.x, high.x);
  const float last = lane.elsewhere ? low.x + theme.px(kStub)
                     : lane.goes_on ? high.x
                                    : x.pixel(static_cast<double>(lane.to));
  const float to = std::clamp(last, from + thick, std::max(high.x, from + thick));
  const float gap = theme.space(0.5F), width = text_width(lane.title);
  // Its name stands behind it, before it where the track ends, or in it where there is room at neither end.
  const bool behind = to + gap + width <= high.x, before = !behind && from - gap - width >= low.x;
  const float text = behind ? to + gap : before ? from - gap - width : from + 2 * gap;
  ImGui::PushID(static_cast<int>(&lane - lanes_.data()));
  const float left = std::min(text, from), right = behind ? to + gap + width : to;
  ImGui::SetCursorScreenPos({left, low.y});
  const bool pressed = ImGui::InvisibleButton("lane", {std::max(right - left, 1.0F), high.y - low.y});
  const bool hovered = ImGui::IsItemHovered();
  if (first_lane_.empty()) first_lane_ = {left, low.y, std::max(right - left, 1.0F), high.y - low.y};
  const ImU32 colour = pack(hovered ? theme.palette.text : theme.palette.text_muted);
  const auto stretch = [&](float begin, float end) {
    if (end > begin) list.AddRectFilled({begin, middle - thick / 2}, {end, middle + thick / 2}, colour, thick / 2);
  };
  if (behind || before) {
    stretch(from, to);
  } else {
    stretch(from, text - gap);
    stretch(text + width + gap, to);
  }
  if (!lane.elsewhere) list.AddLine({from, low.y - theme.px(2)}, {from, middle}, colour, theme.whole_px(1));
  draw_text(list, {text, low.y}, colour, lane.title);
  if (hovered) {
    ImGui::BeginTooltip();
    ImGui::Text("Branch %s: it parts at step %s%s", lane.title.c_str(), step_text(lane.from).c_str(),
                lane.elsewhere ? " of another start" : "");
    if (!lane.goes_on) ImGui::Text("and has come to step %s.", step_text(lane.to).c_str());
    ImGui::TextDisabled("Click: go on there.  Right click: name, remove");
    ImGui::EndTooltip();
  }
  if (pressed) context.actions.branches.push_back({lane.run, BranchChange::Kind::play, {}});
  if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
    named_ = lane.run;
    name_ = lane.title;
    opens_menu_ = true;
  }
  ImGui::PopID();
}

void TrackLanes::draw_menu(ViewContext& context, const Frame& frame) {
  if (std::exchange(opens_menu_, false)) ImGui::OpenPopup(kMenu);
  if (!ImGui::BeginPopup(kMenu)) return;
  const FontScope font(frame.fonts.body);
  ImGui::SetNextItemWidth(frame.theme.px(180));
  const bool entered = ImGui::InputText("##name", &name_, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::SameLine();
  if (entered || ImGui::Button("Name")) {
    context.actions.branches.push_back({named_, BranchChange::Kind::rename, name_});
    ImGui::CloseCurrentPopup();
  }
  if (ImGui::Button("Go on there")) {
    context.actions.branches.push_back({named_, BranchChange::Kind::play, {}});
    ImGui::CloseCurrentPopup();
  }
  ImGui::SameLine();
  if (context.lab.has_room_to_compare() && ImGui::Button("Compare with it")) {
    context.actions.branches.push_back({named_, BranchChange::Kind::compare, {}});
    ImGui::CloseCurrentPopup();
  }
  if (context.lab.has_room_to_compare()) ImGui::SameLine();
  if (ImGui::Button("Remove")) {
    context.actions.branches.push_back({named_, BranchChange::Kind::remove, {}});
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

}  // namespace gan
