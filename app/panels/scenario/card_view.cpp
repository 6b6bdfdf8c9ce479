// The scenario's card: what it shows, a question to predict, the settings that matter large and live, what to watch for
// as a list that ticks itself off, and the remedy in steps.
#include <imgui.h>

#include <string>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/controls/setting_control.h"
#include "app/panels/scenario/card_model.h"
#include "app/panels/scenario/card_parts.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"
#include "app/ui/icons.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

class CardView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  const Region* find_control(std::string_view key) const override { return control_.find(key); }

 private:
  void question(const Question& question, const Frame& frame);
  void controls(ViewContext& context, const Frame& frame);
  void watch(const Scenario& scenario, const Frame& frame);
  void remedies(ViewContext& context, const Frame& frame);
  void remedy_step(const Remedy& remedy, RemedyState state, ViewContext& context, const Frame& frame);

  ScenarioCard card_;
  ComparedGames games_;
  SettingControl control_;
};

void CardView::draw(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Scenario& scenario = context.session.scenario();
  card_.follow(context.session);
  games_.update(context.lab);
  control_.begin_frame(games_);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(theme.space(), theme.space(0.75F)));
  {
    const FontScope font(frame.fonts.title);
    card_text(scenario.title, theme.palette.text);
  }
  card_text(scenario.description, theme.palette.text);
  if (scenario.question) question(*scenario.question, frame);
  controls(context, frame);
  if (!scenario.watch.empty()) watch(scenario, frame);
  if (!scenario.remedies.empty()) remedies(context, frame);
  control_.draw_menu(context, frame);
  ImGui::Dummy(ImVec2(0, theme.space()));
  ImGui::PopStyleVar();
}

void CardView::question(const Question& question, const Frame& frame) {
  const Palette& p = frame.theme.palette;
  card_heading(frame, "What do you expect?");
  card_text(question.text, p.text);
  const bool open = card_.prediction() != Prediction::told;
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    if (answer_button(i, question.answers[i], card_.mark_of(i), open, frame)) card_.choose(i);
  }
  if (open) {
    if (card_.chosen()) {
      wrapped_caption(frame, std::string("Watch: you will see by step ") + step_text(card_.told_at()).c_str() + ".");
    }
    if (quiet_button("Show the answer", frame)) card_.tell();
    return;
  }
  if (card_.chosen()) card_text(card_.was_right() ? "You were right." : "It turns out differently.", p.text);
  card_text(question.why, p.text);
}

void CardView::controls(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const Settings& settings = context.session.shown_settings();
  bool any = false;
  for (const ControlItem& item : card_.controls()) {
    if (!item.setting->relevant(settings)) continue;
    if (!std::exchange(any, true)) card_heading(frame, "What matters here");
    const std::optional<Player> player = item.setting->player;
    const Rgb colour = !player                            ? theme.palette.text
                       : *player == Player::discriminator ? theme.palette.real
                                                          : theme.palette.generated;
    card_text(item.label, colour);
    item_tooltip(frame, control_tooltip(*item.setting, context.session.scenario().settings, settings));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.space(), theme.px(6)));
    ImGui::PushStyleVar(ImGuiStyleVar_GrabMinSize, theme.px(16));
    {
      const FontScope font(frame.fonts.title);
      control_.draw({item.setting, ""}, 0, context, frame);
    }
    ImGui::PopStyleVar(2);
  }
}

void CardView::watch(const Scenario& scenario, const Frame& frame) {
  card_heading(frame, "What to watch for");
  for (std::size_t i = 0; i < scenario.watch.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (watch_line("watch", scenario.watch[i].text, card_.watch()[i], frame)) card_.tick(i);
    ImGui::PopID();
  }
}

void CardView::remedies(ViewContext& context, const Frame& frame) {
  const std::vector<Remedy>& steps = context.session.scenario().remedies;
  const std::size_t applied = context.session.remedies_applied();
  card_heading(frame, steps.size() > 1 ? "Remedy, step by step" : "Remedy");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) ImGui::Dummy(ImVec2(0, frame.theme.space(0.5F)));
    ImGui::PushID(static_cast<int>(i));
    remedy_step(steps[i], remedy_state(i, applied), context, frame);
    ImGui::PopID();
  }
}

void CardView::remedy_step(const Remedy& remedy, RemedyState state, ViewContext& context, const Frame& frame) {
  const Palette& p = frame.theme.palette;
  std::string changes;
  for (const auto& [key, value] : remedy.changes) {
    const Setting* setting = find_setting(key);
    if (setting == nullptr) continue;
    changes += (changes.empty() ? "" : ", ") + short_title(*setting) + " = " + format_value(*setting, value);
  }
  if (state == RemedyState::applied) {
    const float box = frame.theme.whole_px(14);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_icon(*ImGui::GetWindowDrawList(), Icon::kCheck, ImVec2(at.x + box / 2, at.y + ImGui::GetFontSize() / 2), box,
              pack(p.accent));
    ImGui::Indent(box + frame.theme.space());
    card_text(remedy.title, p.text);
    ImGui::Unindent(box + frame.theme.space());
    if (!remedy.note.empty()) card_text(remedy.note, p.text);
    return;
  }
  card_text(remedy.title, state == RemedyState::next ? p.text : p.text_muted);
  wrapped_caption(frame, changes);
  if (state == RemedyState::later) return;
  if (ImGui::Button("Apply remedy", ImVec2(-1, 0))) context.actions.request(LabRequest::apply_remedy);
  item_tooltip(frame, {"The change that helps here, applied to the game as it is now.", changes, "", ""});
}

}  // namespace

std::unique_ptr<View> make_card_view(std::string&) {
  return std::make_unique<CardView>();
}

}  // namespace gan
