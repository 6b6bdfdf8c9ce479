// What WindowApp makes of the keyboard: shortcuts, and the arrows and Tab that move between controls.
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <string>
#include <string_view>

#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/presenter_model.h"
#include "app/panels/frame/shortcuts_model.h"
#include "app/window/window_app.h"

namespace gan {
namespace {

// What a shortcut calls a key.
std::string key_name(const InputEvent& press, const KeyboardLayout& keyboard) {
  switch (press.code) {
    case GLFW_KEY_SPACE:
      return "space";
    case GLFW_KEY_RIGHT:
      return "right";
    case GLFW_KEY_LEFT:
      return "left";
    case GLFW_KEY_END:
      return "end";
    case GLFW_KEY_ESCAPE:
      return "escape";
    case GLFW_KEY_F1:
      return "f1";
    case GLFW_KEY_F10:
      return "f10";
    case GLFW_KEY_MENU:
      return "menu";
    case GLFW_KEY_PAGE_DOWN:
      return "page_down";
    case GLFW_KEY_PAGE_UP:
      return "page_up";
    default:
      return keyboard.shortcut(press.code, press.name);
  }
}

// What a text field does with a key itself; all other shortcuts act while it has the keyboard.
bool belongs_to_text(std::string_view name, bool control) {
  if (name == "f1") return false;
  return !control || (name.size() == 1 && std::string_view("acvxyz").find(name) != std::string_view::npos);
}

// The layout is asked only where a key's own name does not say what it means.
bool name_needs_layout(const InputEvent& press) {
  return press.name.size() != 1 || press.name[0] < 'a' || press.name[0] > 'z';
}

bool popup_open() {
  return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

}  // namespace

void WindowApp::begin_frame() {
  const bool popup = popup_open(), active = ImGui::IsAnyItemActive();
  const std::span<const InputEvent> events = window_->input().next_frame(ImGuiLayer::typing());
  input_.assign(events.begin(), events.end());
  const bool entering = redirect_tab();
  // Without keyboard navigation the arrow keys and space drive the game, not a hidden focus as well.
  ImGuiIO& io = ImGui::GetIO();
  if (keyboard_mode_ || popup) {
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  } else {
    io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  }
  imgui_->begin_frame(input_);
  for (const InputEvent& event : input_) answer(event, popup, active);
  if (entering) enter_keyboard_mode();
}

// The first Tab marks a control, the next ones go down and up; ImGui's own Tab knows text fields only, and keeps them.
bool WindowApp::redirect_tab() {
  if (ImGuiLayer::typing() || popup_open()) return false;
  bool entering = false;
  for (InputEvent& event : input_) {
    if (event.kind != InputEvent::Kind::key || event.code != GLFW_KEY_TAB) continue;
    if ((event.mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT)) != 0) continue;
    if (event.action == InputEvent::Action::press) {
      tab_as_ = !keyboard_mode_ ? GLFW_KEY_UNKNOWN : (event.mods & GLFW_MOD_SHIFT) != 0 ? GLFW_KEY_UP : GLFW_KEY_DOWN;
      entering = !keyboard_mode_;
    }
    event.code = tab_as_;
  }
  return entering;
}

void WindowApp::answer(const InputEvent& event, bool popup, bool active) {
  if (event.kind == InputEvent::Kind::button && event.action == InputEvent::Action::press) keyboard_mode_ = false;
  const bool typing = ImGuiLayer::typing();
  if (event.kind == InputEvent::Kind::text && event.code == '?' && !typing) {
    apply_shortcut({"?", false, false}, lab_->snapshot().kind(), settings_, actions_);
  }
  if (event.kind != InputEvent::Kind::key || event.action == InputEvent::Action::release) return;
  const std::string name = key_name(event, name_needs_layout(event) ? window_->keyboard() : keyboard_);
  const bool control = (event.mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  const bool shift = (event.mods & GLFW_MOD_SHIFT) != 0;
  if (name == "escape" && keyboard_mode_ && !popup && !active) return leave_keyboard_mode();
  // While the keyboard moves between controls, these are its keys.
  const bool arrow = name == "right" || name == "left";
  const bool navigation = (keyboard_mode_ || popup) && (name == "space" || arrow);
  if ((typing && belongs_to_text(name, control)) || navigation || (event.mods & GLFW_MOD_ALT) != 0) return;
  if (event.action == InputEvent::Action::repeat && !arrow) return;
  if (settings_.of<FrameSettings>().projector && !popup && (name == "page_down" || name == "page_up")) {
    return present(name == "page_down");
  }
  apply_shortcut({name, control, shift}, lab_->snapshot().kind(), settings_, actions_);
}

void WindowApp::present(bool next) {
  std::vector<std::string> ids;
  for (const Scenario& scenario : lab_->scenarios()) ids.push_back(scenario.id);
  const Session& session = lab_->session();
  const Presented now{ids,
                      session.scenario().id,
                      session.training(),
                      session.snapshot()->position.step,
                      session.scenario().remedies.size(),
                      session.remedies_applied(),
                      session.can_undo()};
  if (next) {
    present_next(now, actions_);
  } else {
    present_previous(now, actions_);
  }
}

void WindowApp::enter_keyboard_mode() {
  keyboard_mode_ = true;
  for (const Place place : {Place::left, Place::toolbar}) {
    const char* const panel = layout_->panel(place);
    if (panel != nullptr) return ImGuiLayer::focus(panel);
  }
}

void WindowApp::leave_keyboard_mode() {
  keyboard_mode_ = false;
  ImGuiLayer::drop_focus();
  layout_->focus(Place::stage);
}

}  // namespace gan
