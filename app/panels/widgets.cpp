#include "app/panels/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"

namespace gan {
namespace {

bool key_pressed(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(key, false);
#else
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false);
#endif
}

// A slider with text in its frame shows its value along the lower edge, where it covers no letter. ImGui's own grab,
// which would lie under the text, is left out.
class LowGrab {
 public:
  LowGrab() : low_(ImGui::GetCursorScreenPos()), width_(ImGui::CalcItemWidth()) {
    ImGui::PushStyleColor(ImGuiCol_SliderGrab, 0);
    ImGui::PushStyleColor(ImGuiCol_SliderGrabActive, 0);
  }
  void draw(float share) const {
    ImGui::PopStyleColor(2);
    const ImGuiStyle& style = ImGui::GetStyle();
    // Where ImGui takes the mouse to be at this share.
    const float edge = std::round(style.GrabMinSize / 2), left = low_.x + edge, right = low_.x + width_ - edge;
    const float at = std::round(left + std::clamp(share, 0.0F, 1.0F) * (right - left));
    const float thick = std::max(2.0F, std::round(style.FramePadding.y / 2)), bottom = low_.y + ImGui::GetFrameHeight();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({left, bottom - thick}, {right, bottom}, ImGui::GetColorU32(ImGuiCol_SliderGrab));
    const ImU32 colour = ImGui::GetColorU32(ImGui::IsItemActive() ? ImGuiCol_SliderGrabActive : ImGuiCol_TextDisabled);
    list.AddRectFilled({left, bottom - thick}, {at, bottom}, colour);
    list.AddCircleFilled({at, bottom - thick / 2}, thick, colour, 16);
  }

 private:
  ImVec2 low_;
  float width_;
};

// Where a value stands between the ends of its slider.
float slider_share(double value, const ViewSetting& line, bool logarithmic) {
  const double low = line.minimum, high = line.maximum;
  const bool by_ratio = logarithmic && low > 0;
  return static_cast<float>(by_ratio ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low));
}

}  // namespace

bool enter_pressed() {
#if IMGUI_VERSION_NUM >= 18700
  return key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter);
#else
  return key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeyPadEnter);
#endif
}
bool up_pressed() {
  return key_pressed(ImGuiKey_UpArrow);
}
bool down_pressed() {
  return key_pressed(ImGuiKey_DownArrow);
}
bool left_pressed() {
  return key_pressed(ImGuiKey_LeftArrow);
}
bool right_pressed() {
  return key_pressed(ImGuiKey_RightArrow);
}
bool escape_pressed() {
  return key_pressed(ImGuiKey_Escape);
}
bool home_pressed() {
  return key_pressed(ImGuiKey_Home);
}
bool end_pressed() {
  return key_pressed(ImGuiKey_End);
}
bool page_up_pressed() {
  return key_pressed(ImGuiKey_PageUp);
}
bool page_down_pressed() {
  return key_pressed(ImGuiKey_PageDown);
}

bool FlaggedPopup::begin(const char* name, bool& wanted, int window_flags) {
  if (wanted && frames_ == 0) ImGui::OpenPopup(name);
  // Also where the flag was taken back: a popup that is no longer drawn would stay open for ImGui, and keep the keys.
  const bool open = concerned(wanted) && ImGui::BeginPopup(name, window_flags);
  if (open && wanted) {
    ++frames_;
    return true;
  }
  if (open) {
    ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  wanted = wanted && frames_ == 0;
  frames_ = 0;
  return false;
}

void FlaggedPopup::end(bool& wanted) {
  if (!wanted) {
    ImGui::CloseCurrentPopup();
    frames_ = 0;
  }
  ImGui::EndPopup();
}

void item_tooltip(const Frame& frame, const Tooltip& tip) {
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) || ImGui::IsItemActive()) return;
  const Theme& theme = frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.space(1.5F), theme.space()));
  ImGui::BeginTooltip();
  const float most = theme.px(320) - ImGui::GetCursorPosX();
  wrapped_text(tip.meaning, most);
  if (!tip.formula.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.accent));
    wrapped_text(tip.formula, most);
    ImGui::PopStyleColor();
  }
  {
    const FontScope font(frame.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.text_muted));
    if (!tip.note.empty()) wrapped_text(tip.note, most);
    if (!tip.paper.empty()) wrapped_text(tip.paper, most);
    ImGui::PopStyleColor();
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void item_tooltip(const Frame& frame, const char* sentence) {
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) item_tooltip(frame, {sentence, "", "", ""});
}

void caption(const Frame& frame, const std::string& text) {
  const FontScope font(frame.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.text_muted));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
}

void wrapped_caption(const Frame& frame, const std::string& text) {
  const FontScope font(frame.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.text_muted));
  wrapped_text(text, ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
}

void thin_separator(const Frame& frame) {
  const float gap = frame.theme.space(0.5F);
  ImGui::Dummy(ImVec2(0, gap));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(at.x + width, at.y + frame.theme.whole_px(1)),
                                            pack(frame.theme.palette.separator));
  ImGui::Dummy(ImVec2(0, gap));
}

void refused_frame(const Frame& frame, ImVec2 low, ImVec2 high) {
  const float line = frame.theme.whole_px(1.5F);
  ImGui::GetWindowDrawList()->AddRect(low, high, pack(frame.theme.palette.warning), ImGui::GetStyle().FrameRounding, 0,
                                      line);
}

void draw_flash(const Frame& frame, ImVec2 low, ImVec2 high, double since, Actions& actions) {
  const double past = (ImGui::GetTime() - since) / kFlashSeconds;
  if (past >= 1) return;
  const auto left = static_cast<float>(std::clamp(1 - past, 0.0, 1.0));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float rounding = ImGui::GetStyle().FrameRounding;
  list.AddRectFilled(low, high, pack(frame.theme.palette.accent, 0.3F * left), rounding);
  list.AddRect(low, high, pack(frame.theme.palette.accent, left), rounding, 0, frame.theme.whole_px(1.5F));
  actions.draw_again_in(0.03);
}

bool toggle_button(const char* label, bool on, const Frame& frame) {
  if (on) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.on_accent));
    ImGui::PushStyleColor(ImGuiCol_Button, to_imgui(frame.theme.palette.accent));
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, to_imgui(frame.theme.palette.accent, 0.9F));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, to_imgui(frame.theme.palette.accent, 0.8F));
  }
  const bool pressed = ImGui::Button(label);
  if (on) ImGui::PopStyleColor(4);
  return pressed;
}

bool default_wanted(const char* id) {
  int& held = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID(id));
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) held = 1;
  const bool wanted = held != 0;
  if (!ImGui::IsItemActive()) held = 0;
  return wanted;
}

void setting_slider(const char* label, ViewSettings& settings, double& member, SliderLook look) {
  const ViewSetting& line = settings.line_of(member);
  float value = static_cast<float>(member);
  const LowGrab grab;
  const bool changed =
      ImGui::SliderFloat(label, &value, static_cast<float>(line.minimum), static_cast<float>(line.maximum), look.format,
                         look.logarithmic ? ImGuiSliderFlags_Logarithmic : 0);
  grab.draw(slider_share(static_cast<double>(value), line, look.logarithmic));
  if (changed) settings.set(member, static_cast<double>(value));
  if (default_wanted(label)) member = line.standard;
}

void setting_slider(const char* label, ViewSettings& settings, int& member, SliderLook look) {
  const ViewSetting& line = settings.line_of(member);
  int value = member;
  const LowGrab grab;
  const bool changed = ImGui::SliderInt(label, &value, static_cast<int>(line.minimum), static_cast<int>(line.maximum),
                                        look.format, look.logarithmic ? ImGuiSliderFlags_Logarithmic : 0);
  grab.draw(slider_share(value, line, look.logarithmic));
  if (changed) settings.set(member, value);
  if (default_wanted(label)) member = static_cast<int>(line.standard);
}

bool position_slider(const char* id, float& position, const char* text) {
  // The format is the text itself: what looks like a conversion in it must not be one.
  std::string literal;
  for (const char* c = text; *c != '\0'; ++c) literal += *c == '%' ? "%%" : std::string(1, *c);
  const auto slider = [&] {
    return ImGui::SliderFloat(id, &position, 0.0F, 1.0F, literal.c_str(),
                              ImGuiSliderFlags_NoInput | ImGuiSliderFlags_AlwaysClamp);
  };
  if (literal.empty()) return slider();
  const LowGrab grab;
  const bool moved = slider();
  grab.draw(position);
  return moved;
}

}  // namespace gan
