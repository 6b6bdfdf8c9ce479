#include "app/panels/controls/setting_control.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/controls/controls_compare_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

// The game's own value, changed by a hand.
class SessionDesk : public ValueDesk {
 public:
  explicit SessionDesk(ViewContext& context) : context_(context) {}

  Value shown(const Setting& setting) const override { return context_.session.shown_value(setting); }
  Value standard(const Setting& setting) const override { return setting.get(context_.session.scenario().settings); }
  const Refusal* refusal(const Setting& setting) const override {
    return context_.session.refusals().find(setting.key);
  }
  void set(const Setting& setting, Value value, bool finished) override {
    context_.actions.set(setting.key, std::move(value), finished);
  }
  void finish(const Setting& setting) override {
    const std::vector<SettingEdit>& edits = context_.actions.edits;
    const bool just_set = !edits.empty() && edits.back().key == setting.key;
    set(setting, just_set ? edits.back().value : shown(setting), true);
  }
  void typed(const Setting& setting, const std::string& text, bool) override {
    // What stands in a file is read before it can be data.
    if (std::string_view(setting.key) == "data.file") {
      context_.actions.data_file = text;
      return;
    }
    const Result<Value> value = parse_value(setting, text);
    if (value) {
      set(setting, value.value(), true);
    } else {
      context_.actions.refused.push_back({setting.key, text, value.message()});
    }
  }

 private:
  ViewContext& context_;
};

// A small mark before what is not as the scenario has it.
void draw_changed_mark(const Frame& frame, ImVec2 row) {
  const float radius = frame.theme.px(2);
  ImGui::GetWindowDrawList()->AddCircleFilled(
      ImVec2(row.x - frame.theme.space(0.75F), row.y + 0.5F * ImGui::GetFrameHeight()), radius,
      pack(frame.theme.palette.accent), 12);
}

// Why the field above does not take what was typed.
void refused_line(const Refusal& refusal, const Frame& frame) {
  const FontScope font(frame.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.warning));
  wrapped_text(refusal.sentence, ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
}

}  // namespace

void SettingControl::draw(const ControlItem& item, float label_width, ViewContext& context, const Frame& frame) {
  const Setting& setting = *item.setting;
  ImGui::PushID(setting.key);
  const ImVec2 row = ImGui::GetCursorScreenPos();
  if (context.session.differs_from_scenario(setting)) draw_changed_mark(frame, row);

  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(row, ImVec2(row.x + label_width - frame.theme.space(0.5F), row.y + 2 * ImGui::GetFrameHeight()),
                     true);
  ImGui::TextUnformatted(item.label.c_str());
  list->PopClipRect();
  const Tooltip tip = control_tooltip(setting, context.session.scenario().settings, context.session.shown_settings(),
                                      context.lab.comparing());
  item_tooltip(frame, tip);
  ImGui::SameLine(left + label_width);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  drawn_.push_back({&setting, {at.x, at.y, ImGui::GetContentRegionAvail().x, ImGui::GetFrameHeight()}});
  SessionDesk desk(context);
  widget_.draw(setting, desk, tip, frame);
  answer_menu(setting, row, context);
  if (const Refusal* const refusal = context.session.refusals().find(setting.key)) {
    refused_frame(frame, at,
                  ImVec2(drawn_.back().region.x + drawn_.back().region.width,
                         drawn_.back().region.y + drawn_.back().region.height));
    refused_line(*refusal, frame);
  }
  other_games(setting, left + label_width, context, frame);
  ImGui::PopID();
}

// Below the control what other games have instead, and a button that gives all of them what this one has.
void SettingControl::other_games(const Setting& setting, float left, ViewContext& context, const Frame& frame) {
  const Difference* const difference = games_ == nullptr ? nullptr : games_->find(setting);
  if (difference == nullptr) return;
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  ImGui::SetCursorPosX(left);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetFontSize() + theme.px(2), button = text_width("=") + theme.px(10);
  const float right = at.x + ImGui::GetContentRegionAvail().x;
  const std::string text = other_values(*difference, games_->focus());
  const float most = right - button - theme.px(6) - at.x, width = std::min(text_width(text), most);
  draw_text_within(*ImGui::GetWindowDrawList(), ImVec2(right - button - theme.px(6) - width, at.y + theme.px(1)),
                   pack(theme.palette.text_muted), text, most);
  ImGui::SetCursorScreenPos(ImVec2(right - button, at.y));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, 0));
  if (ImGui::Button("=", ImVec2(button, height))) {
    context.actions.edits.push_back({setting.key, context.session.shown_value(setting), true, true});
  }
  ImGui::PopStyleVar();
  item_tooltip(frame, "Set this in all games.");
}

// At a right click anywhere on the row, or by the keyboard on its widget, which was drawn last.
void SettingControl::answer_menu(const Setting& setting, ImVec2 row, ViewContext& context) {
  const Region& control = drawn_.back().region;
  bool& wanted = context.settings.of<ControlsSettings>().menu_wanted;
  if (ImGui::IsItemFocused() && std::exchange(wanted, false)) return menu_.open(setting);
  const ImVec2 end(control.x + control.width, control.y + control.height);
  const bool on_it = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(row, end);
  if (on_it && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) menu_.open(setting);
}

void SettingControl::draw_menu(ViewContext& context, const Frame& frame) {
  context.settings.of<ControlsSettings>().menu_wanted = false;  // of what has no menu
  const Setting* const of = menu_.of();
  if (of == nullptr) return;
  const bool differs = games_ != nullptr && games_->find(*of) != nullptr;
  SessionDesk desk(context);
  if (menu_.draw(differs, context, frame)) widget_.begin_typing(*of, desk);
}

const Region* SettingControl::find(std::string_view key) const {
  if (const Region* const entry = menu_.find(key)) return entry;
  for (const Drawn& drawn : drawn_) {
    if (key == drawn.setting->key) return &drawn.region;
  }
  return nullptr;
}

}  // namespace gan
