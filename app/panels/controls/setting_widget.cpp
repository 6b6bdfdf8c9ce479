#include "app/panels/controls/setting_widget.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/controls/controls_model.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr float kValueWidth = 52;  // design pixels, of the value behind a slider

// The value behind a slider, at the right end of the row.
void draw_value(const std::string& text, const Frame& frame) {
  const float right = ImGui::GetItemRectMax().x + frame.theme.px(kValueWidth);
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const float y = ImGui::GetItemRectMin().y + ImGui::GetStyle().FramePadding.y;
  ImGui::GetWindowDrawList()->AddText(ImVec2(right - size.x, y), pack(frame.theme.palette.text), text.c_str());
}

}  // namespace

void SettingWidget::draw(const Setting& setting, ValueDesk& desk, const Tooltip& tip, const Frame& frame) {
  ImGui::SetNextItemWidth(-1);
  switch (setting.kind) {
    case SettingKind::integer:
    case SettingKind::real:
      if (typed_key_ == setting.key) return typing(setting, desk);
      number(setting, desk, frame);
      break;
    case SettingKind::choice:
      return choice(setting, desk, tip, frame);
    case SettingKind::boolean: {
      bool on = std::get<bool>(desk.shown(setting));
      if (ImGui::Checkbox("##box", &on)) desk.set(setting, on, true);
      break;
    }
    case SettingKind::text:
    case SettingKind::integers:
    case SettingKind::reals:
      text(setting, desk);
      break;
  }
  item_tooltip(frame, tip);
}

void SettingWidget::number(const Setting& setting, ValueDesk& desk, const Frame& frame) {
  const Value shown = desk.shown(setting);
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
    begin_typing(setting, desk);
    return;
  }
  if (default_wanted("##slider")) {
    if (ImGui::IsMouseDoubleClicked(0)) desk.set(setting, desk.standard(setting), true);
    return;
  }
  // The first press of a double click must not move the value.
  const bool moved = changed && (!by_mouse || !ImGui::IsMouseClicked(0) || std::abs(position - before) > 0.02F);
  if (moved) {
    const double next =
        by_mouse ? slider_value(setting, position) : slider_step(setting, value, position > before ? 1 : -1);
    if (next != value) desk.set(setting, value_of_number(setting, next), false);
  }
  if (ImGui::IsItemDeactivatedAfterEdit()) desk.finish(setting);
}

void SettingWidget::begin_typing(const Setting& setting, const ValueDesk& desk) {
  typed_key_ = setting.key;
  focus_ = true;
  const Refusal* const refusal = desk.refusal(setting);
  typed_ = refusal != nullptr ? refusal->typed : typed_value(desk.shown(setting));
}

void SettingWidget::typing(const Setting& setting, ValueDesk& desk) {
  if (focus_) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText("##typed", &typed_, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  const bool left = !focus_ && (ImGui::IsItemDeactivated() || !ImGui::IsItemActive());
  focus_ = focus_ && !ImGui::IsItemActive();
  if (!entered && !left) return;
  typed_key_.clear();
  if (entered || !escape_pressed()) desk.typed(setting, typed_, entered);
}

void SettingWidget::choice(const Setting& setting, ValueDesk& desk, Tooltip tip, const Frame& frame) {
  const Value shown = desk.shown(setting);
  const std::string& id = std::get<std::string>(shown);
  if (ImGui::BeginCombo("##choice", format_value(setting, shown).c_str(), ImGuiComboFlags_HeightLarge)) {
    for (const Option& option : setting.options()) {
      const bool selected = id == option.id;
      if (ImGui::Selectable(option.title, selected) && !selected) desk.set(setting, std::string(option.id), true);
      item_tooltip(frame, option.meaning);
      if (selected) ImGui::SetItemDefaultFocus();
    }
    ImGui::EndCombo();
    return;
  }
  for (const Option& option : setting.options()) {
    if (id == option.id) tip.meaning += std::string("\n") + option.title + ": " + option.meaning;
  }
  item_tooltip(frame, tip);
}

void SettingWidget::text(const Setting& setting, ValueDesk& desk) {
  const bool editing = text_key_ == setting.key;
  // What was refused stays, so that it can be mended.
  const Refusal* const refusal = desk.refusal(setting);
  std::string shown = refusal != nullptr ? refusal->typed : typed_value(desk.shown(setting));
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
  if (ImGui::IsItemDeactivatedAfterEdit()) desk.typed(setting, text_, enter_pressed());
}

}  // namespace gan
