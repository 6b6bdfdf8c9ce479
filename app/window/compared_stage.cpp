#include "app/window/compared_stage.h"

#include <imgui.h>

#include <algorithm>

#include "app/lab/compare/differences.h"
#include "app/lab/lab.h"
#include "app/panels/compare/compare_heads.h"
#include "app/panels/compare/compare_places_model.h"
#include "app/panels/frame/sentence_line.h"
#include "app/panels/now_values_model.h"
#include "app/window/panel_menu.h"
#include "app/window/panel_window.h"

namespace gan {
namespace {

constexpr std::string_view kGamePrefix = "game.";

}  // namespace

void ComparedStage::draw_bar(ViewContext& context, const Frame& frame, const Region& at) const {
  if (begin_panel("##compare", at, ImVec2(0, 0), kPanelFlags)) {
    draw_compare_bar(context, compare_texts(context.lab), moment_of_the_past(context.session), frame, at);
  }
  ImGui::End();
}

View* ComparedStage::view_of(std::size_t game, const ViewEntry& entry, View& own, Actions& actions) {
  if (game == 0) return &own;
  std::unique_ptr<View>& view = slots_[game].views[entry.id];
  if (view == nullptr) {
    std::string error;
    view = make_ ? make_(entry, error) : entry.make(error);
    if (view == nullptr) actions.messages.push_back("A second view can't be made: " + error);
  }
  return view.get();
}

void ComparedStage::draw_game(std::size_t game, const ViewEntry& entry, View& view, Region place, ViewContext& context,
                              const Frame& frame) const {
  const std::string title = game == 0 ? entry.title : entry.title + std::string("##") + std::to_string(game);
  if (begin_panel(title.c_str(), place, ImVec2(0, 0), kPanelFlags | ImGuiWindowFlags_NoScrollWithMouse)) {
    view.draw(context, frame);
    panel_menu(entry, context, frame);
    ImGui::SetCursorScreenPos(ImVec2(place.x, place.y));
    ImGui::Dummy(ImVec2(place.width, place.height));
    // What it sends goes to the game in focus.
    if (ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows |
                                                           ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
      context.actions.focus = game;
    }
  }
  ImGui::End();
}

void ComparedStage::draw(const ViewEntry& entry, View& own, const Region& stage, ViewContext& context,
                         const Frame& frame) {
  const Lab& lab = context.lab;
  const std::size_t games = lab.games(), focus = lab.focus();
  const CompareTexts texts = compare_texts(lab);
  const std::vector<Region> places = place_games(games, stage, frame.theme.whole_px(1));
  View* leader = &own;
  std::array<View*, Lockstep::kMostGames> drawn{};
  for (std::size_t i = 0; i < games; ++i) {
    Slot& slot = slots_[i];
    slot.actions = {};
    slot.place = places[i];
    ViewContext beside = lab.context_of(i, context.settings, slot.actions, context.frame_ms);
    ViewContext& of_game = i == focus ? context : beside;
    of_game.tools = i == 0;
    Region rest = places[i];
    const Region heading = take_from_top(rest, frame.theme.space(4)),
                 sentence = take_from_top(rest, frame.theme.space(4));
    const std::string id = "##heading " + std::to_string(i);
    if (begin_panel(id.c_str(), {heading.x, heading.y, heading.width, heading.height + sentence.height}, ImVec2(0, 0),
                    kPanelFlags)) {
      draw_game_heading(i, context, texts, frame, heading);
      ImGui::SetCursorScreenPos({sentence.x, sentence.y});
      const FontScope font(frame.fonts.small);
      const GameJudge& judge = of_game.session.judge();
      draw_sentence_line(line_of(judge.verdict(), judge.sentences()), judge.verdict(), "", frame, sentence.width,
                         sentence.height);
    }
    ImGui::End();
    View* const view = view_of(i, entry, own, context.actions);
    if (view == nullptr || rest.empty()) continue;
    draw_game(i, entry, *view, rest, of_game, frame);
    if (slot.actions.focus) context.actions.focus = slot.actions.focus;
    if (slot.actions.next_frame) context.actions.draw_again_in(*slot.actions.next_frame);
    drawn[i] = view;
    if (view->was_moved()) leader = view;
  }
  context.tools = true;
  for (View* const view : drawn) {
    if (view != nullptr && view != leader) view->look_as(*leader);
  }
}

std::size_t ComparedStage::pointed_at(const Lab& lab) const {
  if (!lab.comparing()) return lab.focus();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t i = 0; i < lab.games(); ++i) {
    const Region& r = slots_[i].place;
    if (mouse.x >= r.x && mouse.x < r.x + r.width && mouse.y >= r.y && mouse.y < r.y + r.height) return i;
  }
  return lab.focus();
}

const Region* ComparedStage::find(std::string_view key) const {
  if (!key.starts_with(kGamePrefix) || key.size() != kGamePrefix.size() + 1) return nullptr;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (key.back() == game_letter(i)) return slots_[i].place.empty() ? nullptr : &slots_[i].place;
  }
  return nullptr;
}

void ComparedStage::fit() {
  for (Slot& slot : slots_) {
    for (const auto& [id, view] : slot.views) view->fit();
  }
}

}  // namespace gan
