#include "app/panels/compare/compare_heads.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "app/lab/compare/differences.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

// A button of the bar.
struct BarButton {
  const char* label;
  const char* tip;
  LabRequest request;
  bool enabled;
  bool on = false;
};

// One that changes what the stage shows.
struct LookButton {
  const char* label;
  const char* tip;
  bool* on;
};

float button_width(const char* label) {
  return text_width(label) + 2 * ImGui::GetStyle().FramePadding.x;
}

// Requests of a game that is not in focus bring it there first.
void game_menu(std::size_t game, ViewContext& context, const Frame& frame) {
  const auto item = [&](const char* label, LabRequest request, const char* tip, bool enabled = true) {
    if (ImGui::MenuItem(label, nullptr, false, enabled)) {
      context.actions.focus = game;
      context.actions.request(request);
    }
    item_tooltip(frame, tip);
  };
  item("All like this one", LabRequest::make_equal, "All games get the settings of this one.");
  item("Swap with the next", LabRequest::swap_games, "Changes places; the games stay what they are.");
  item("One more of it", LabRequest::compare_here, "A copy of it at this moment, to be changed.",
       context.lab.has_room_to_compare());
  ImGui::Separator();
  item("Drop it", LabRequest::drop_game, "It stays on the track as a branch.");
  item("Keep this one alone", LabRequest::end_compare, "The others stay on the track as branches.");
}

}  // namespace

void draw_compare_bar(ViewContext& context, const CompareTexts& texts, const std::string& moment, const Frame& frame,
                      const Region& at) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({at.x, at.y}, {at.x + at.width, at.y + at.height}, pack(p.panel));
  const FontScope font(frame.fonts.small);
  const bool lockstep = context.lab.in_lockstep();
  // What comes last gives way first where it is narrow: all of it is in the menu of Compare as well.
  const BarButton all[] = {
      {"Lockstep", "All at the same iteration: the faster ones wait. Off: each as fast as it can.",
       LabRequest::toggle_lockstep, true, lockstep},
      {"End", "The game in focus goes on alone; the others stay on the track as branches.", LabRequest::end_compare,
       true},
      {"+ game", "One more of the game in focus, at this moment. (C)", LabRequest::compare_here,
       context.lab.has_room_to_compare()},
      {"Equal", "All games get the settings of the one in focus.", LabRequest::make_equal, true},
      {"Swap", "The game in focus changes places with the next.", LabRequest::swap_games, true},
  };
  const float gap = theme.px(4), pad = theme.space();
  float width = pad;
  ArenaSettings& arena = context.settings.of<ArenaSettings>();
  const LookButton looks[] = {
      {"B − A", "In the others the surface is D there less D in A: blue where it is more sure of real.",
       &arena.difference},
      {"Same noise", "Lines from each sample of A to what the same noise z became here.", &arena.joins},
  };
  const bool plane = context.kind.has(Capability::plane);
  for (const LookButton& look : looks) width += plane ? button_width(look.label) + gap : 0;
  std::span<const BarButton> buttons(all);
  for (const BarButton& button : buttons) width += button_width(button.label) + gap;
  const float text_room = std::min(text_width(texts.differs), 0.5F * at.width);
  while (buttons.size() > 1 && width + text_room + 2 * pad > at.width) {
    width -= button_width(buttons.back().label) + gap;
    buttons = buttons.first(buttons.size() - 1);
  }
  float x = at.x + at.width - width;
  const float y = std::round(at.y + (at.height - ImGui::GetFrameHeight()) / 2);
  for (const LookButton& look : looks) {
    if (!plane) break;
    ImGui::SetCursorScreenPos({x, y});
    if (toggle_button(look.label, *look.on, frame)) *look.on = !*look.on;
    item_tooltip(frame, look.tip);
    x += button_width(look.label) + gap;
  }
  for (const BarButton& button : buttons) {
    ImGui::SetCursorScreenPos({x, y});
    ImGui::BeginDisabled(!button.enabled);
    if (toggle_button(button.label, button.on, frame)) context.actions.request(button.request);
    ImGui::EndDisabled();
    item_tooltip(frame, button.tip);
    x += button_width(button.label) + gap;
  }
  const float line = ImGui::GetFontSize(), middle = at.y + at.height / 2;
  float left = at.x + pad;
  const float end = at.x + at.width - width - pad;
  if (!moment.empty() && end - left > theme.px(80)) {
    const float text = std::min(text_width(moment), end - left - 2 * pad);
    list.AddRectFilled({left, std::round(middle - line / 2 - theme.px(3))},
                       {left + text + 2 * pad, std::round(middle + line / 2 + theme.px(3))}, pack(p.past), theme.px(4));
    draw_text_within(list, {left + pad, std::round(middle - line / 2)}, pack(p.panel), moment, text);
    left += text + 3 * pad;
  }
  const std::string said = texts.common.empty() ? texts.differs : texts.differs + "   ·   " + texts.common;
  const std::string& shown = text_width(said) <= end - left ? said : texts.differs;
  if (end - left > theme.px(40)) {
    draw_text_within(list, {left, std::round(middle - line / 2)}, pack(p.text_muted), shown, end - left);
  }
}

void draw_game_heading(std::size_t game, ViewContext& context, const CompareTexts& texts, const Frame& frame,
                       const Region& at) {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Whose settings a hand changes says nothing on paper.
  const bool focus = context.lab.focus() == game && !frame.paper;
  list.AddRectFilled({at.x, at.y}, {at.x + at.width, at.y + at.height}, pack(focus ? p.control : p.panel));
  const float side = std::round(at.height - theme.px(8)), pad = theme.px(4);
  const ImVec2 low{at.x + pad, at.y + pad};
  list.AddRectFilled(low, {low.x + side, low.y + side}, pack(focus ? p.accent : p.separator), theme.px(4));
  const char letter[] = {game_letter(game), '\0'};
  {
    const FontScope font(TypeFace::kTitle);
    const float line = ImGui::GetFontSize();
    draw_text(list, {low.x + side / 2, std::round(low.y + (side - line) / 2)}, pack(focus ? p.on_accent : p.text),
              letter, 0.5F);
    const float left = low.x + side + theme.space(), most = at.x + at.width - theme.space() - left;
    const std::string& heading = texts.headings[game];
    draw_text_within(list, {left, std::round(at.y + (at.height - line) / 2)},
                     pack(heading.empty() ? p.text_muted : p.text), heading.empty() ? "same settings" : heading, most);
  }
  ImGui::SetCursorScreenPos({at.x, at.y});
  ImGui::PushID(static_cast<int>(game));
  if (ImGui::InvisibleButton("heading", {std::max(1.0F, at.width), std::max(1.0F, at.height)})) {
    context.actions.focus = game;
  }
  item_tooltip(frame,
               {texts.headings[game].empty() ? "Its settings are those of the others."
                                             : "Beside the others: " + texts.headings[game] + ".",
                "", "", "Click: its settings are shown and changed. Right click: what can be done with it. (N)"});
  if (ImGui::BeginPopupContextItem("game menu")) {
    game_menu(game, context, frame);
    ImGui::EndPopup();
  }
  ImGui::PopID();
}

}  // namespace gan
