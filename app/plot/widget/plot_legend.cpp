// The heading of a plot: title, legend (buttons that switch series off and on), the switch for a logarithmic
// axis.
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/plot/plot_ticks.h"
#include "app/plot/widget/plot_frame.h"

namespace gan {

namespace {

constexpr const char* kLog = "log";

float swatch(const PlotFrame& frame) {
  return frame.px(12);
}
float value_slot(const PlotFrame& frame) {
  return frame.scratch.label.number_width("\u22120.0e\u221200");
}

// Of the letter of a game before its value; 0 where there is one game alone.
float letter_slot(const PlotFrame& frame) {
  return frame.view.comparing() ? frame.scratch.label.width("D") + frame.px(3) : 0;
}

float entry_width(const PlotFrame& frame, std::size_t i) {
  const float name =
      frame.heading.names ? frame.px(5) + plot_text_width(frame, frame.scratch.label, frame.spec.series[i].name) : 0;
  const float slots = frame.heading.all_games ? static_cast<float>(frame.view.games.size()) : 1;
  const float slot = frame.px(6) + value_slot(frame) + letter_slot(frame);
  return swatch(frame) + name + (frame.heading.values ? slots * slot : 0);
}

// A button without a look of its own, for the mouse and for the keyboard; what it stands for is drawn by the
// caller.
bool bare_button(const char* id, ImVec2 at, ImVec2 size) {
  ImGui::SetCursorScreenPos(at);
  ImGui::PushStyleColor(ImGuiCol_Button, 0);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, 0);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, 0);
  ImGui::PushStyleColor(ImGuiCol_Border, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
  const bool pressed = ImGui::Button(id, size);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(4);
  return pressed;
}

float row_height(const PlotFrame& frame) {
  return std::max(frame.scratch.title.size(), frame.scratch.label.size()) + frame.px(6);
}

}  // namespace

void place_plot_heading(PlotFrame& frame) {
  PlotHeading& heading = frame.heading;
  const std::size_t count = frame.spec.series.size();
  const float gap = frame.px(14);
  const auto total = [&] {
    float sum = count > 0 ? gap * static_cast<float>(count - 1) : 0;
    for (std::size_t i = 0; i < count; ++i) sum += entry_width(frame, i);
    return sum;
  };
  heading.log_x = frame.area.right - frame.scratch.label.width(kLog);
  heading.log_switch = heading.names = heading.values = true;
  heading.title = &frame.spec.title;
  const float unit = frame.spec.unit.empty() ? 0 : frame.px(6) + frame.scratch.label.width(frame.spec.unit);
  float title = plot_text_width(frame, frame.scratch.title, frame.spec.title) + unit;
  const auto fits = [&] { return title + gap + total() <= heading.log_x - gap - frame.area.left; };
  const float row = row_height(frame);
  const bool tall = frame.all.height() > 5 * row;
  bool one_row = false;
  const auto has_values = [&](bool all_games) {
    heading.all_games = all_games, heading.values = true;
    one_row = fits();
    return heading.values = one_row || (tall && total() <= frame.area.width());
  };
  if (!frame.view.comparing() || !has_values(true)) has_values(false);
  const bool two_rows = !one_row && tall && !fits();
  heading.entries_y = frame.all.top + (two_rows ? row : 0);
  heading.height = (two_rows ? 2 : 1) * row + frame.px(2);
  // What has no room in one row gives way in this order: the values, the long title, the switch, the name of a line
  // that is alone. What is then left of the title ends with an ellipsis.
  if (!two_rows && !fits() && !frame.spec.short_title.empty()) {
    heading.title = &frame.spec.short_title;
    title = plot_text_width(frame, frame.scratch.title, *heading.title) + unit;
  }
  if (!two_rows && !fits() && !frame.state.y.log) {
    heading.log_switch = false;
    heading.log_x = frame.area.right + gap;
  }
  heading.names = two_rows || count != 1 || fits();
  float x = two_rows ? frame.area.left : std::max(heading.log_x - gap - total(), frame.area.left);
  heading.title_right = two_rows ? heading.log_x - gap : std::max(x - gap, frame.area.left + frame.px(30));
  for (std::size_t i = 0; i < count; ++i) {
    const float width = entry_width(frame, i);
    heading.entries[i] = {x, width};
    x += width + gap;
  }
}

void handle_plot_heading(PlotFrame& frame) {
  PlotHeading& heading = frame.heading;
  const float row = row_height(frame);
  ImGui::PushID("legend");
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    const PlotHeading::Entry& entry = heading.entries[i];
    ImGui::PushID(static_cast<int>(i));
    if (bare_button("##entry", {entry.x, heading.entries_y}, {entry.width, row})) frame.state.toggle(i);
    if (ImGui::IsItemHovered() && frame.state.visible(i)) frame.emphasised = static_cast<int>(i);
    ImGui::PopID();
  }
  ImGui::PopID();
  if (!heading.log_switch) return;
  const bool pressed = bare_button("##log", {heading.log_x, frame.all.top}, {frame.area.right - heading.log_x, row});
  if (pressed) frame.state.toggle_log();
  // Quiet until it is on, or the mouse or the focus comes near.
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  const bool near = ImGui::IsWindowHovered() &&
                    ImGui::IsMouseHoveringRect({frame.all.left, frame.all.top}, {frame.all.right, frame.all.bottom});
  if (!frame.state.y.log && !lit && !near) return;
  const ImU32 colour = frame.state.y.log ? frame.style.text : lit ? frame.style.text_dim : frame.style.axis;
  const float drop = (row - frame.scratch.label.size()) / 2;
  frame.scratch.label.draw(frame.list, {heading.log_x, frame.all.top + drop}, colour, kLog);
}

void draw_plot_heading(const PlotFrame& frame) {
  const PlotHeading& heading = frame.heading;
  const PlotFont& title = frame.scratch.title;
  const PlotFont& label = frame.scratch.label;
  const float row = row_height(frame);
  const float label_drop = (row - label.size()) / 2;

  // A letter such as J reaches to the left of where it begins.
  frame.list.PushClipRect({frame.area.left - frame.px(4), frame.all.top}, {heading.title_right, frame.all.top + row},
                          true);
  draw_plot_text(frame, title, {frame.area.left, frame.all.top + (row - title.size()) / 2}, frame.style.text,
                 *heading.title, heading.title_right - frame.area.left);
  if (!frame.spec.unit.empty()) {
    const float x = frame.area.left + plot_text_width(frame, title, *heading.title) + frame.px(6);
    label.draw(frame.list, {x, frame.all.top + label_drop}, frame.style.text_dim, frame.spec.unit);
  }
  frame.list.PopClipRect();

  frame.list.PushClipRect({frame.all.left, frame.all.top}, {frame.all.right, frame.area.top}, true);
  for (std::size_t i = 0; i < frame.spec.series.size(); ++i) {
    const PlotSeries& series = frame.spec.series[i];
    const bool visible = frame.state.visible(i);
    float x = heading.entries[i].x;
    const float middle = std::round(heading.entries_y + row / 2);
    const float half = std::max(1.0f, frame.px(1.25f));
    const ImU32 sample = visible ? series.colour : frame.style.axis;
    if (series.bound) {
      for (const float part : {0.0f, 0.6f}) {
        const float left = x + part * swatch(frame);
        frame.list.AddRectFilled({left, middle - half / 2}, {left + 0.4f * swatch(frame), middle + half / 2}, sample);
      }
    } else {
      frame.list.AddRectFilled({x, middle - half}, {x + swatch(frame), middle + half}, sample, half);
    }
    x += swatch(frame) + frame.px(5);
    const ImU32 name_colour = visible ? frame.style.text_dim : frame.style.axis;
    if (heading.names) draw_plot_text(frame, label, {x, heading.entries_y + label_drop}, name_colour, series.name);
    if (!visible || !heading.values) continue;
    const float top = heading.entries_y + label_drop;
    float right = heading.entries[i].x + heading.entries[i].width;
    const std::size_t first = heading.all_games ? 0 : frame.view.own;
    for (std::size_t game = heading.all_games ? frame.view.games.size() : first + 1; game-- > first;) {
      const NumberText value = value_text_in(frame.spec, value_in_game(frame, i, game));
      const float left = right - label.number_width(value.c_str());
      label.draw_number(frame.list, {left, top}, frame.style.text, value.c_str());
      if (!frame.view.comparing()) continue;
      label.draw(frame.list, {left - letter_slot(frame), top}, frame.style.text_dim,
                 {&frame.view.games[game].letter, 1});
      right -= frame.px(6) + value_slot(frame) + letter_slot(frame);
    }
  }
  frame.list.PopClipRect();
}

double plotted_value(const PlotFrame& frame, std::size_t i) {
  const double now = frame.spec.series[i].now;
  if (std::isfinite(now) && !frame.view.hovering()) return now;
  const Series* series = frame.spec.series[i].series;
  if (series == nullptr || series->empty()) return std::numeric_limits<double>::quiet_NaN();
  const std::int64_t newest = series->last_step();
  const std::int64_t step = frame.view.hovering() ? std::min(frame.view.hover_step, newest) : newest;
  if (frame.view.smoothing > 0) {
    const LinePoint* point = nearest_point(frame.scratch.lines[i], frame.x.pixel(static_cast<double>(step)), 4);
    if (point != nullptr) return point->smooth_value;
  }
  Bucket bucket;
  for (std::size_t k = 0; k < std::min(frame.view.past.size(), frame.spec.series[i].past.size()); ++k) {
    const PlotPast& run = frame.view.past[k];
    const Series* before = frame.spec.series[i].past[k];
    if (!run.holds(step) || before == nullptr) continue;
    const std::vector<std::int64_t>& from = frame.spec.series[i].past_from;
    if (k < from.size() && step - run.shift < from[k]) continue;
    return before->at(step - run.shift, bucket) ? bucket.mean : std::numeric_limits<double>::quiet_NaN();
  }
  if (step < frame.spec.series[i].from) return std::numeric_limits<double>::quiet_NaN();
  return series->at(step, bucket) ? bucket.mean : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace gan
