#include "app/panels/controls/setting_control.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "app/lab/lab.h"
#include "app/panels/controls/controls_compare_model.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr float kValueWidth = 52;  // design pixels, of the value behind a slider

void reset(const Setting& setting, ViewContext& context) {
  context.actions.set(setting.key, setting.get(context.session.scenario().settings));
}

// A small mark before what is not as the scenario has it.
void draw_changed_mark(const Frame& frame, ImVec2 row) {
  const float radius = frame.theme.px(2);
  ImGui::GetWindowDrawList()->AddCircleFilled(
      ImVec2(row.x - frame.theme.space(0.75F), row.y + 0.5F * ImGui::GetFrameHeight()), radius,
      pack(frame.theme.palette.accent), 12);
}

// The value behind a slider, at the right end of the row.
void draw_value(const std::string& text, const Frame& frame) {
  const float right = ImGui::GetItemRectMax().x + frame.theme.px(kValueWidth);
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const float y = ImGui::GetItemRectMin().y + ImGui::GetStyle().FramePadding.y;
  ImGui::GetWindowDrawList()->AddText(ImVec2(right - size.x, y), pack(frame.theme.palette.text), text.c_str());
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
  ImGui::SetNextItemWidth(-1);
  switch (setting.kind) {
    case SettingKind::integer:
    case SettingKind::real:
      if (typed_key_ == setting.key) {
        typing(setting, context);
      } else {
        slider(setting, context, frame);
        item_tooltip(frame, tip);
      }
      break;
    case SettingKind::choice:
      choice(setting, context, frame);
      break;
    case SettingKind::boolean: {
      bool on = std::get<bool>(context.session.shown_value(setting));
      if (ImGui::Checkbox("##box", &on)) context.actions.set(setting.key, on);
      item_tooltip(frame, tip);
      break;
    }
    case SettingKind::text:
    case SettingKind::integers:
    case SettingKind::reals:
      text(setting, context, frame);
      item_tooltip(frame, tip);
      break;
  }
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

const Region* SettingControl::find(std::string_view key) const {
  for (const Drawn& drawn : drawn_) {
    if (key == drawn.setting->key) return &drawn.region;
  }
  return nullptr;
}

void SettingControl::slider(const Setting& setting, ViewContext& context, const Frame& frame) {
  const Value shown = context.session.shown_value(setting);
  const double value = number_of(shown);
  auto position = static_cast<float>(slider_position(setting, value));
  const float before = position;
  const std::string text = value == 0 && setting.logarithmic ? "off" : format_value(setting, shown);
  const float value_width = frame.theme.px(kValueWidth);
  ImGui::SetNextItemWidth(std::max(frame.theme.px(24), ImGui::GetContentRegionAvail().x - value_width));
  const bool changed = position_slider("##slider", position, "");
  draw_value(text, frame);
  const bool by_mouse = ImGui::IsMouseDown(0);
  const bool on_value =
      ImGui::IsMouseHoveringRect(ImVec2(ImGui::GetItemRectMin().x, ImGui::GetItemRectMin().y),
                                 ImVec2(ImGui::GetItemRectMax().x + value_width, ImGui::GetItemRectMax().y));
  // The slider itself has just become active: that must not hide the click.
  const bool hovered = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  const bool typing = on_value && hovered && ImGui::IsMouseClicked(0) && ImGui::GetIO().KeyCtrl;
  if (typing || (ImGui::IsItemFocused() && !ImGui::IsItemActive() && enter_pressed())) {
    begin_typing(setting, context);
    return;
  }
  if (default_wanted("##slider")) {
    if (ImGui::IsMouseDoubleClicked(0)) reset(setting, context);
    return;
  }
  // The first press of a double click must not move the value.
  const bool moved = changed && (!by_mouse || !ImGui::IsMouseClicked(0) || std::abs(position - before) > 0.02F);
  if (moved) {
    const double next =
        by_mouse ? slider_value(setting, position) : slider_step(setting, value, position > before ? 1 : -1);
    if (next != value) context.actions.set(setting.key, value_of_number(setting, next), false);
  }
  if (ImGui::IsItemDeactivatedAfterEdit()) {
    const bool just_set = !context.actions.edits.empty() && context.actions.edits.back().key == setting.key;
    context.actions.set(setting.key, just_set ? context.actions.edits.back().value : shown, true);
  }
}

void SettingControl::begin_typing(const Setting& setting, const ViewContext& context) {
  typed_key_ = setting.key;
  focus_ = true;
  const Refusal* const refusal = context.session.refusals().find(setting.key);
  typed_ = refusal != nullptr ? refusal->typed : typed_value(context.session.shown_value(setting));
}

void SettingControl::typing(const Setting& setting, ViewContext& context) {
  if (focus_) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText("##typed", &typed_, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  const bool left = !focus_ && (ImGui::IsItemDeactivated() || !ImGui::IsItemActive());
  focus_ = focus_ && !ImGui::IsItemActive();
  if (!entered && !left) return;
  typed_key_.clear();
  if (!entered && escape_pressed()) return;
  const Result<Value> value = parse_value(setting, typed_);
  if (value) {
    context.actions.set(setting.key, value.value());
  } else {
    context.actions.refused.push_back({setting.key, typed_, value.message()});
  }
}

void SettingControl::choice(const Setting& setting, ViewContext& context, const Frame& frame) {
  const Value shown = context.session.shown_value(setting);
  const std::string& id = std::get<std::string>(shown);
  if (ImGui::BeginCombo("##choice", format_value(setting, shown).c_str(), ImGuiComboFlags_HeightLarge)) {
    for (const Option& option : setting.options()) {
      const bool selected = id == option.id;
      if (ImGui::Selectable(option.title, selected) && !selected) {
        context.actions.set(setting.key, std::string(option.id));
      }
      item_tooltip(frame, option.meaning);
      if (selected) ImGui::SetItemDefaultFocus();
    }
    ImGui::EndCombo();
    return;
  }
  if (ImGui::IsItemHovered() && ImGui::IsMouseClicked(1)) reset(setting, context);
  Tooltip tip = control_tooltip(setting, context.session.scenario().settings, context.session.shown_settings(),
                                context.lab.comparing());
  for (const Option& option : setting.options()) {
    if (id == option.id) tip.meaning += std::string("\n") + option.title + ": " + option.meaning;
  }
  item_tooltip(frame, tip);
}

void SettingControl::text(const Setting& setting, ViewContext& context, const Frame&) {
  const bool editing = text_key_ == setting.key;
  // What was refused stays, so that it can be mended.
  const Refusal* const refusal = context.session.refusals().find(setting.key);
  std::string shown = refusal != nullptr ? refusal->typed : typed_value(context.session.shown_value(setting));
  std::string& line = editing ? text_ : shown;
  ImGui::InputTextWithHint("##text", setting.kind == SettingKind::text ? "none" : "64, 64", &line);
  if (ImGui::IsItemActivated()) {
    text_key_ = setting.key;
    text_ = line;
  } else if (!editing) {
    return;
  }
  if (!ImGui::IsItemDeactivated()) return;
  text_key_.clear();
  if (!ImGui::IsItemDeactivatedAfterEdit()) return;
  // Points are read from their file before they can be data.
  if (std::string_view(setting.key) == "data.file") {
    context.actions.data_file = text_;
    return;
  }
  const Result<Value> value = parse_value(setting, text_);
  if (value) {
    context.actions.set(setting.key, value.value());
  } else {
    context.actions.refused.push_back({setting.key, text_, value.message()});
  }
}

}  // namespace gan
