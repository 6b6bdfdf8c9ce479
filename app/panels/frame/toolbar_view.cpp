// The toolbar: play, steps, speed, what step it is, the scenario, the seed and both starts, saving, and how
// the window looks. Its groups flow into as many rows as the width needs.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/lab/lab.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/compare/compare_menu.h"
#include "app/panels/controls/controls_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/figure/figure_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/player_steps.h"
#include "app/panels/frame/speed_dial_model.h"
#include "app/panels/frame/view_menu.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/track/timeline_model.h"
#include "app/panels/view_settings_file_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"
#include "app/ui/icons.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr const char* kOpensSlowly = "opening slowly; drag the speed dial to go faster";
constexpr const char* kOpensSlowlyShort = "opening slowly";
constexpr const char* kDragHint = "drag to go faster";

class ToolbarView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float width) const override;

 private:
  static constexpr std::size_t kGroups = 5;

  // What gives way when the window is too narrow for one row: the gaps, the slider, the scenario's title.
  struct Fit {
    float gap, speed, title;
  };
  Fit fit(const Frame& frame, float available) const;
  void transport(ViewContext& context, const Frame& frame);
  void speed(ViewContext& context, const Frame& frame, float width);
  void readout(const ViewContext& context, const Frame& frame);
  void game(ViewContext& context, const Frame& frame, float width);
  void menus(ViewContext& context, const Frame& frame);
  void seed(ViewContext& context, const Frame& frame);
  void undo(ViewContext& context, const Frame& frame);
  void hint(const ViewContext& context, const Frame& frame, ImVec2 from, float to) const;

  std::array<float, kGroups> widths_{};  // of the groups, as drawn last
  Fit drawn_{};                          // with which they were drawn
  float title_width_ = 0;                // of the whole title, with its arrow
  bool editing_seed_ = false;
  double seed_found_at_ = -kFlashSeconds, speed_found_at_ = -kFlashSeconds;
  ViewMenu view_menu_;
  char seed_text_[24] = "";
};

ToolbarView::Fit ToolbarView::fit(const Frame& frame, float available) const {
  const Theme& theme = frame.theme;
  const Fit natural{theme.space(2.5F), theme.px(144), std::max(title_width_, theme.px(216))};
  const Fit least{theme.space(1.25F), theme.px(96), std::min(title_width_, theme.px(160))};
  constexpr float kGaps = kGroups - 1;
  float over = kGaps * natural.gap + natural.speed - drawn_.speed + natural.title - drawn_.title - available;
  for (const float group : widths_) over += group;
  Fit found = natural;
  const auto give_way = [&](float& part, float to, float times) {
    const float by = std::clamp(over / times, 0.0F, std::max(part - to, 0.0F));
    part -= by;
    over -= times * by;
  };
  give_way(found.title, std::max(title_width_, least.title), 1);
  give_way(found.gap, least.gap, kGaps);
  give_way(found.speed, least.speed, 1);
  give_way(found.title, least.title, 1);
  found = {std::floor(found.gap), std::floor(found.speed), std::floor(found.title)};
  return over > 1 ? natural : found;  // in several rows there is room again
}

float ToolbarView::height(const Frame& frame, float width) const {
  const float available = width - frame.theme.space(3);
  const Fit now = fit(frame, available);
  int rows = 1;
  float x = 0;
  for (std::size_t i = 0; i < kGroups; ++i) {
    float group = widths_[i];
    if (i == 1) group += now.speed - drawn_.speed;
    if (i == 3) group += now.title - drawn_.title;
    if (x > 0 && x + now.gap + group > available) {
      ++rows;
      x = 0;
    }
    x += (x > 0 ? now.gap : 0) + group;
  }
  return static_cast<float>(rows) * (ImGui::GetFrameHeight() + frame.theme.space()) + frame.theme.space();
}

void ToolbarView::draw(ViewContext& context, const Frame& frame) {
  static_assert(kGroups == 5);
  const float left = frame.theme.space(1.5F);
  const float right = ImGui::GetWindowWidth() - frame.theme.space(1.5F);
  float x = left;
  float y = frame.theme.space();
  title_width_ = ImGui::CalcTextSize(context.session.scenario().title.c_str()).x + frame.theme.space(1.5F) +
                 ImGui::GetFrameHeight();
  const Fit now = fit(frame, right - left);
  widths_[1] += now.speed - drawn_.speed;
  widths_[3] += now.title - drawn_.title;
  drawn_ = now;
  for (std::size_t i = 0; i < kGroups; ++i) {
    if (x > left && x + now.gap + widths_[i] > right) {
      x = left;
      y += ImGui::GetFrameHeight() + frame.theme.space();
    }
    if (x > left) x += now.gap;
    // What changes how the window looks stands at the right end.
    if (i + 1 == kGroups && widths_[i] > 0) {
      const float end = right - widths_[i];
      const ImVec2 corner = ImGui::GetWindowPos();
      if (end > x) hint(context, frame, ImVec2(corner.x + x, corner.y + y), corner.x + end - now.gap);
      x = std::max(x, end);
    }
    ImGui::SetCursorPos(ImVec2(x, y));
    ImGui::BeginGroup();
    switch (i) {
      case 0:
        transport(context, frame);
        break;
      case 1:
        speed(context, frame, now.speed);
        break;
      case 2:
        readout(context, frame);
        break;
      case 3:
        game(context, frame, now.title);
        break;
      default:
        menus(context, frame);
        break;
    }
    ImGui::EndGroup();
    widths_[i] = ImGui::GetItemRectSize().x;
    x += widths_[i];
  }
}

void ToolbarView::transport(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  Actions& actions = context.actions;
  ImGui::PushStyleColor(ImGuiCol_Button, to_imgui(theme.palette.accent));
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, to_imgui(theme.palette.accent, 0.9F));
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, to_imgui(theme.palette.accent, 0.8F));
  const Activity activity = context.session.activity();
  const bool paused = activity == Activity::paused || context.session.in_past();
  if (icon_button("play", paused ? Icon::kPlay : Icon::kPause, pack(theme.palette.on_accent))) {
    actions.request(LabRequest::toggle_play);
  }
  ImGui::PopStyleColor(3);
  item_tooltip(frame, paused ? "Resume (Space)" : "Pause (Space)");
  ImGui::SameLine();
  if (icon_button("iteration", Icon::kStep, pack(theme.palette.text))) {
    actions.request(LabRequest::step_iteration);
  }
  item_tooltip(frame,
               {"One whole iteration: k steps of D, then the steps of G. (→)", "Algorithm 1", "arXiv 1406.2661", ""});
  ImGui::SameLine(0, theme.space(0.5F));
  draw_player_steps(context, frame);
}

void ToolbarView::speed(ViewContext& context, const Frame& frame, float width) {
  const double speed = context.session.speed();
  float position = static_cast<float>(speed_position(speed));
  ImGui::SetNextItemWidth(width);
  std::string text = speed_text(speed);
  // How fast that is stands beside it.
  if (context.session.opens_slowly() && context.training && text_width(kDragHint) < width - frame.theme.space()) {
    text = kDragHint;
  }
  if (position_slider("##speed", position, text.c_str())) {
    context.actions.speed = speed_at(position);
  }
  if (default_wanted("##speed")) context.actions.speed = kUnlimitedSpeed;
  if (context.settings.of<LayoutSettings>().take_sought(kSoughtSpeed)) speed_found_at_ = ImGui::GetTime();
  draw_flash(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), speed_found_at_, context.actions);
  if (context.session.opens_slowly()) {
    // What is meant by the hint at the right.
    ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                        pack(frame.theme.palette.accent), ImGui::GetStyle().FrameRounding, 0,
                                        frame.theme.whole_px(1));
  }
  item_tooltip(
      frame,
      "Sub-steps per second, from one in two seconds to as many as the machine can. Does not affect the results. "
      "Double click: full speed.");
}

// Where there is room between the groups: why it goes slowly, and what a hand can do about it.
void ToolbarView::hint(const ViewContext& context, const Frame& frame, ImVec2 from, float to) const {
  if (!context.session.opens_slowly() || !context.training) return;
  const float height = ImGui::GetFrameHeight();
  const FontScope font(frame.fonts.small);
  const float y = from.y + (height - ImGui::GetFontSize()) / 2;
  for (const char* text : {kOpensSlowly, kOpensSlowlyShort}) {
    if (text_width(text) > to - from.x) continue;
    draw_text(*ImGui::GetWindowDrawList(), ImVec2(from.x, y), pack(frame.theme.palette.text_muted), text);
    return;
  }
}

void ToolbarView::readout(const ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  ImGui::AlignTextToFramePadding();
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.text_muted));
  ImGui::TextUnformatted("step");
  ImGui::PopStyleColor();
  ImGui::SameLine(0, theme.space(0.75F));
  const float start = ImGui::GetCursorPosX();
  const Position& at = context.snapshot.position;
  const bool past = context.session.in_past();
  const std::int64_t newest = past ? at.step : newest_step(context.history, at);
  ImGui::TextUnformatted(step_text(newest).c_str());
  // At speed the sub-steps would only flicker.
  const bool readable = newest == at.step && (!context.training || context.iterations_per_second < 5);
  if (readable && at.discriminator_inner + at.generator_inner > 0) {
    ImGui::SameLine(0, theme.space(0.5F));
    const std::string inner = "+" + std::to_string(at.discriminator_inner) + "D" +
                              (at.generator_inner > 0 ? " " + std::to_string(at.generator_inner) + "G" : "");
    caption(frame, inner);
  }
  // The numbers stand still while they grow: room for ten million steps.
  ImGui::SameLine(0, theme.space());
  ImGui::SetCursorPosX(std::max(start + theme.px(92), ImGui::GetCursorPosX()));
  char rate[48];
  if (context.training && context.iterations_per_second > 0) {
    std::snprintf(rate, sizeof rate, "%s it/s", rate_text(context.iterations_per_second).c_str());
  } else {
    const char* const rests = past ? "in the past" : "paused";
    std::snprintf(rate, sizeof rate, "%s", context.snapshot.status.diverged ? "diverged" : rests);
  }
  ImGui::PushStyleColor(ImGuiCol_Text,
                        to_imgui(context.snapshot.status.diverged ? theme.palette.warning : theme.palette.text_muted));
  ImGui::TextUnformatted(rate);
  ImGui::PopStyleColor();
  ImGui::SameLine();
  ImGui::SetCursorPosX(start + theme.px(176));
  ImGui::Dummy(ImVec2(1, 1));
}

void ToolbarView::game(ViewContext& context, const Frame& frame, float width) {
  const Theme& theme = frame.theme;
  const Scenario& scenario = context.session.scenario();
  ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, ImVec2(0, 0.5F));
  const ImVec2 size(width, 0);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (ImGui::Button(("##scenario" + scenario.id).c_str(), size))
    context.settings.of<ControlsSettings>().scenarios = true;
  ImGui::PopStyleVar();
  const float height = ImGui::GetFrameHeight();
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_text_within(*list, ImVec2(at.x + theme.space(), at.y + ImGui::GetStyle().FramePadding.y),
                   pack(theme.palette.text), scenario.title, size.x - theme.space() - height);
  draw_icon(*list, Icon::kChevronDown, ImVec2(at.x + size.x - 0.5F * height, at.y + 0.5F * height), 0.45F * height,
            pack(theme.palette.text_muted));
  item_tooltip(frame, "Choose another game, with a description and what to watch for. (Ctrl+O)");
  ImGui::SameLine();
  seed(context, frame);
  ImGui::SameLine(0, theme.space(0.5F));
  if (icon_button("same start", Icon::kRestart, pack(theme.palette.text))) {
    context.actions.request(LabRequest::same_start);
  }
  item_tooltip(frame, "Restart (same seed): back to step 0. Your settings are kept. (R)");
  ImGui::SameLine(0, theme.space(0.5F));
  if (icon_button("new start", Icon::kNewStart, pack(theme.palette.text))) {
    context.actions.request(LabRequest::new_start);
  }
  item_tooltip(frame, "Restart (next seed): back to step 0. Your settings are kept. (Shift+R)");
  undo(context, frame);
}

void ToolbarView::undo(ViewContext& context, const Frame& frame) {
  const auto button = [&](const char* id, Icon icon, bool enabled, LabRequest request, const char* tip) {
    ImGui::BeginDisabled(!enabled);
    if (icon_button(id, icon, pack(frame.theme.palette.text))) context.actions.request(request);
    ImGui::EndDisabled();
    item_tooltip(frame, tip);
  };
  ImGui::SameLine();
  button("undo", Icon::kUndo, context.session.can_undo(), LabRequest::undo,
         "Undo the last setting change; training continues. (Ctrl+Z)  Right click: as if it had not happened.");
  if (context.session.can_undo() && ImGui::BeginPopupContextItem("undo menu")) {
    if (ImGui::MenuItem("Undo from here on", "Ctrl+Z")) context.actions.request(LabRequest::undo);
    if (ImGui::MenuItem("As if it had not happened")) context.actions.request(LabRequest::undo_as_if);
    item_tooltip(frame, "Begins a branch at the moment before that change.");
    ImGui::EndPopup();
  }
  ImGui::SameLine(0, frame.theme.space(0.5F));
  button("redo", Icon::kRedo, context.session.can_redo(), LabRequest::redo, "Redo (Ctrl+Y)");
}

void ToolbarView::seed(ViewContext& context, const Frame& frame) {
  const Setting* setting = find_setting("seed");
  ImGui::AlignTextToFramePadding();
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.text_muted));
  ImGui::TextUnformatted("seed");
  ImGui::PopStyleColor();
  ImGui::SameLine(0, frame.theme.space(0.75F));
  const Refusal* const refusal = context.session.refusals().find(setting->key);
  if (!editing_seed_) {
    const std::string shown = refusal != nullptr ? refusal->typed : typed_value(context.session.shown_value(*setting));
    std::snprintf(seed_text_, sizeof seed_text_, "%s", shown.c_str());
  }
  std::string& sought = context.settings.of<ControlsSettings>().sought;
  if (sought == setting->key) {
    ImGui::SetKeyboardFocusHere();
    sought.clear();
    seed_found_at_ = ImGui::GetTime();
  }
  ImGui::SetNextItemWidth(frame.theme.px(56));
  ImGui::InputText("##seed", seed_text_, sizeof seed_text_, ImGuiInputTextFlags_CharsDecimal);
  editing_seed_ = ImGui::IsItemActive();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  draw_flash(frame, low, high, seed_found_at_, context.actions);
  Tooltip tip = control_tooltip(*setting, context.session.scenario().settings, context.session.shown_settings(),
                                context.lab.comparing());
  if (refusal != nullptr) {
    refused_frame(frame, low, high);
    tip.meaning = refusal->sentence;
  }
  item_tooltip(frame, tip);
  if (!ImGui::IsItemDeactivatedAfterEdit()) return;
  const Result<Value> value = parse_value(*setting, seed_text_);
  if (value) {
    if (refusal != nullptr || value.value() != context.session.shown_value(*setting)) {
      context.actions.set("seed", value.value());
    }
  } else {
    context.actions.refused.push_back({setting->key, seed_text_, value.message()});
  }
}

void ToolbarView::menus(ViewContext& context, const Frame& frame) {
  ViewSettings& settings = context.settings;
  draw_compare_menu(context, frame);
  ImGui::SameLine(0, frame.theme.space(0.5F));
  if (ImGui::Button("File")) ImGui::OpenPopup("file menu");
  item_tooltip(frame, "Save or open a session.");
  if (ImGui::BeginPopup("file menu")) {
    if (ImGui::MenuItem("Open a scenario …", "Ctrl+O")) settings.of<ControlsSettings>().scenarios = true;
    if (ImGui::MenuItem("Save a checkpoint", "Ctrl+S")) context.actions.request(LabRequest::save_checkpoint);
    if (ImGui::MenuItem("Save the session", "Ctrl+Shift+S")) {
      context.actions.save_session = SessionSave{write_session_view(settings)};
    }
    item_tooltip(frame, "All branches and kept moments, to be replayed bit for bit, and how the window looks.");
    if (ImGui::MenuItem("Save the session without the view")) context.actions.request(LabRequest::save_recording);
    if (ImGui::MenuItem("Save a figure or a clip …", "Ctrl+E")) settings.of<FigureSettings>().open = true;
    if (ImGui::MenuItem("Save the numbers of the plots")) context.actions.numbers = true;
    item_tooltip(frame, "The series that the plots show, as CSV.");
    ImGui::Separator();
    if (ImGui::MenuItem("Keep this moment", "K")) context.actions.request(LabRequest::keep_moment);
    item_tooltip(frame, "A picture on the track; a click comes back to it.");
    ImGui::Separator();
    caption(frame, "Drop a scenario, session, checkpoint\nor CSV file on the window to open it.");
    ImGui::EndPopup();
  }
  ImGui::SameLine(0, frame.theme.space(0.5F));
  view_menu_.draw(context, frame);
  ImGui::SameLine(0, frame.theme.space(0.5F));
  if (ImGui::Button("?")) settings.of<FrameSettings>().help = true;
  item_tooltip(frame, "Keys and what the mouse does. (?)");
}

}  // namespace

std::unique_ptr<View> make_toolbar_view(std::string&) {
  return std::make_unique<ToolbarView>();
}

}  // namespace gan
