// The controls: every setting of the game in groups, generated from the table of settings, with the formulas
// of the present losses.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/lab/lab.h"
#include "app/panels/controls/controls_compare_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/controls/setting_control.h"
#include "app/panels/drawing.h"
#include "app/panels/loss/loss_rows.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/plot/plot_ticks.h"
#include "core/base/number_text.h"
#include "core/game/measure.h"
#include "core/game/parameter_counts.h"
#include "core/probe/quality/clip_share.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr double kWeighEvery = 0.15;  // seconds between two histograms of the weights while it trains

class ControlsView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  const Region* find_control(std::string_view key) const override { return control_.find(key); }

 private:
  void group(const SettingGroupInfo& info, ViewContext& context, const Frame& frame);
  void show_sought(std::string_view key, bool into_sight, ImVec2 low, ViewContext& context, const Frame& frame);
  bool more(const SettingGroupInfo& info, ViewContext& context, const Frame& frame);
  void formulas(ViewContext& context, const Frame& frame);
  void games_heading(ViewContext& context, const Frame& frame) const;
  float label_width(const ViewContext& context, const Frame& frame) const;
  void count(const ViewContext& context);
  void weights(const ViewContext& context, const Frame& frame);

  ComparedGames games_;
  SettingControl control_;
  std::string found_;  // what was sought last: the key of a setting, or the id of the group of one that is not here
  double found_at_ = -kFlashSeconds;
  PerPlayer<Index> parameters_;
  GameSpec counted_;  // of which
  SampleShape shape_ = {1, 1, 0};
  LossRowPainter formula_rows_;
  std::vector<LossRow> rows_;
  Hyperparameters formulas_of_;
  WeightHistogram weights_;  // of the snapshot at this position
  Position weighed_{-1, 0, 0, 0};
  double weighed_at_ = -1;
};

// A heading that folds its group; the name's colour says whose settings these are. A note stands at its right end.
// True while open.
bool heading(const char* title, bool& open, Rgb colour, const std::string& note, const char* tip, const Frame& frame) {
  const Theme& theme = frame.theme;
  ImGui::PushStyleColor(ImGuiCol_Header, to_imgui(theme.palette.panel, 0));
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(colour));
  ImGui::SetNextItemOpen(open, ImGuiCond_Always);
  const bool shown = ImGui::TreeNodeEx(
      title, ImGuiTreeNodeFlags_NoTreePushOnOpen | ImGuiTreeNodeFlags_SpanAvailWidth | ImGuiTreeNodeFlags_FramePadding);
  if (ImGui::IsItemToggledOpen()) open = shown;
  ImGui::PopStyleColor(2);
  if (!note.empty()) {
    item_tooltip(frame, tip);
    const FontScope font(frame.fonts.small);
    const float width = ImGui::CalcTextSize(note.c_str()).x;
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddText(
        ImVec2(high.x - width - theme.space(), 0.5F * (low.y + high.y - ImGui::GetFontSize())),
        pack(theme.palette.text_muted), note.c_str());
  }
  return shown;
}

void ControlsView::draw(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(theme.space(), theme.space(0.5F)));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.space(0.75F), theme.px(3)));
  games_.update(context.lab);
  control_.begin_frame(games_);
  games_heading(context, frame);
  count(context);
  for (const SettingGroupInfo& info : setting_groups()) {
    // The seed stands in the toolbar.
    if (info.group != SettingGroup::start) group(info, context, frame);
  }
  control_.draw_menu(context, frame);
  ImGui::Dummy(ImVec2(0, theme.space()));
  ImGui::PopStyleVar(2);
}

// Whose settings these are, where games stand side by side.
void ControlsView::games_heading(ViewContext& context, const Frame& frame) const {
  if (!games_.comparing()) return;
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const std::string text = settings_heading(games_.differences(), games_.focus(), games_.games());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, line = ImGui::GetFontSize();
  const bool differ = !games_.differences().empty();
  const float button = differ ? text_width("Make equal") + 2 * ImGui::GetStyle().FramePadding.x : 0;
  // In a narrow panel the button stands below.
  const bool beside = text_width(text) + theme.space() + button <= width;
  const float height = differ ? line + 2 * ImGui::GetStyle().FramePadding.y : line + theme.px(4);
  draw_text_within(*ImGui::GetWindowDrawList(), ImVec2(at.x, at.y + (height - line) / 2), pack(theme.palette.text),
                   text, width);
  ImGui::Dummy(ImVec2(std::max(beside ? width - button - theme.space() : width, 1.0F), height));
  std::string distinctions;
  for (std::size_t game = 0; game < games_.games(); ++game) {
    distinctions += (game > 0 ? "\n" : "") + std::string(1, game_letter(game)) + " " + games_.distinction(game);
  }
  item_tooltip(frame, {distinctions, "", "", "What is changed here is changed in this game alone."});
  if (!differ) return;
  if (beside) ImGui::SetCursorScreenPos(ImVec2(at.x + width - button, at.y));
  if (ImGui::Button("Make equal")) context.actions.request(LabRequest::make_equal);
  item_tooltip(frame, "All games get the settings of this one.");
}

void ControlsView::count(const ViewContext& context) {
  const GameSpec& spec = context.snapshot.settings->spec;
  const SampleShape shape = context.snapshot.data->shape();
  if (shape == shape_ && spec.generator == counted_.generator && spec.discriminator == counted_.discriminator &&
      spec.noise == counted_.noise) {
    return;
  }
  shape_ = shape;
  counted_.generator = spec.generator;
  counted_.discriminator = spec.discriminator;
  counted_.noise = spec.noise;
  parameters_ = parameter_counts(spec, shape);
}

void ControlsView::group(const SettingGroupInfo& info, ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  Rgb colour = theme.palette.text;
  std::string note = restarts_training(info.group) ? "restarts training" : "";
  const char* tip = "A change here restarts training: from step 0, with the same seed.";
  if (info.player) {
    colour = *info.player == Player::discriminator ? theme.palette.real : theme.palette.generated;
    note = std::string(step_text(parameters_[*info.player]).c_str()) + " parameters";
    tip = "How many trainable numbers this player has. Its architecture stands under Networks.";
  }
  // What is folded away must not differ unseen.
  const int differ = count_differences(games_.differences(), [&](const Setting& s) { return s.group == info.group; });
  if (differ > 0 && !context.settings.of<ControlsSettings>().open(info.group)) {
    note = differ_text(differ), tip = "Between the games that stand side by side.";
  }
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const bool open =
      heading(info.title, context.settings.of<ControlsSettings>().open(info.group), colour, note, tip, frame);
  // What this game does not heed is not here, but its group is.
  const Setting* const sought = find_setting(context.settings.of<ControlsSettings>().sought);
  const bool absent =
      sought != nullptr && sought->group == info.group && !sought->relevant(context.session.shown_settings());
  show_sought(info.id, absent, top, context, frame);
  if (!open) return;
  const float label_width = this->label_width(context, frame);
  const Setting* above = nullptr;
  std::optional<bool> more_shown;  // those that are mostly left alone; nothing before the first of them
  for (const ControlItem& item : control_items(info.group, context.session.shown_settings())) {
    if (info.player && item.setting->seldom_changed) {
      if (!more_shown) more_shown = more(info, context, frame);
      if (!*more_shown) continue;
    }
    // Between what is one player's and what is the other's.
    if (above != nullptr && above->player != item.setting->player) ImGui::Dummy(ImVec2(0, theme.space(0.5F)));
    above = item.setting;
    const std::string_view key = item.setting->key;
    const ImVec2 row = ImGui::GetCursorScreenPos();
    control_.draw(item, label_width, context, frame);
    show_sought(key, key == context.settings.of<ControlsSettings>().sought, row, context, frame);
    if (key == "hyperparameters.loss") formulas(context, frame);
    if (key == "hyperparameters.clip") weights(context, frame);
  }
  ImGui::Dummy(ImVec2(0, theme.space(0.5F)));
}

// Brings what was drawn last, from `low` on, into sight where it is sought, and lights it up for a moment.
void ControlsView::show_sought(std::string_view key, bool into_sight, ImVec2 low, ViewContext& context,
                               const Frame& frame) {
  if (into_sight) {
    ImGui::SetScrollHereY(0.35F);
    context.settings.of<ControlsSettings>().sought.clear();
    found_ = key;
    found_at_ = ImGui::GetTime();
  }
  if (key != found_) return;
  const float gap = frame.theme.px(2), right = low.x + ImGui::GetContentRegionAvail().x;
  draw_flash(frame, ImVec2(low.x - 2 * gap, low.y - gap), ImVec2(right + gap, ImGui::GetItemRectMax().y + gap),
             found_at_, context.actions);
}

// What unfolds the settings of a player that are mostly left alone. Says how many of them are not as the scenario has
// them, so that none is changed unseen.
bool ControlsView::more(const SettingGroupInfo& info, ViewContext& context, const Frame& frame) {
  int changed = 0;
  for (const ControlItem& item : control_items(info.group, context.session.shown_settings())) {
    if (item.setting->seldom_changed) changed += context.session.differs_from_scenario(*item.setting);
  }
  const FontScope font(frame.fonts.small);
  bool& open = context.settings.of<ControlsSettings>().more[*info.player];
  const int differ = count_differences(games_.differences(),
                                       [&](const Setting& s) { return s.group == info.group && s.seldom_changed; });
  const bool differ_unseen = differ > 0 && !open;
  return heading((std::string("more##") + info.id).c_str(), open, frame.theme.palette.text_muted,
                 differ_unseen ? differ_text(differ)
                 : changed > 0 ? std::to_string(changed) + " changed"
                               : "",
                 differ_unseen ? "Between the games that stand side by side." : "Not as the scenario has them.", frame);
}

// One column for all groups: as wide as the widest label that is shown needs, within what leaves a slider.
float ControlsView::label_width(const ViewContext& context, const Frame& frame) const {
  const float available = ImGui::GetContentRegionAvail().x;
  float widest = 0;
  for (const SettingGroupInfo& info : setting_groups()) {
    if (info.group == SettingGroup::start || !context.settings.of<ControlsSettings>().open(info.group)) continue;
    for (const ControlItem& item : control_items(info.group, context.session.shown_settings())) {
      widest = std::max(widest, ImGui::CalcTextSize(item.label.c_str()).x);
    }
  }
  return std::round(std::clamp(widest + frame.theme.space(), 0.44F * available, 0.58F * available));
}

// What each player minimises; a term under the mouse lights up in the loss lens.
void ControlsView::formulas(ViewContext& context, const Frame& frame) {
  const Settings& settings = context.session.shown_settings();
  if (!(settings.hyperparameters == formulas_of_) || rows_.empty()) {
    formulas_of_ = settings.hyperparameters;
    rows_ = loss_rows(settings, empty_record(0));
    std::erase_if(rows_, [](const LossRow& row) { return row.side == LossRowSide::both; });
  }
  const LossRowLook look{TypeFace::kSmall, TypeFace::kSmall, false, false, false};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = formula_rows_.height(rows_, look, frame, width);
  formula_rows_.draw(rows_, look, frame, at, width, context.settings.of<LossSettings>().under_mouse);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, height});
}

// Where the weights of a clipped critic are: two spikes at −c and c, or well inside.
void ControlsView::weights(const ViewContext& context, const Frame& frame) {
  const Snapshot& snapshot = context.snapshot;
  if (!(snapshot.settings->hyperparameters.clip > 0)) return;
  // A large network's are counted a few times a second while it trains, and at once when it stands still.
  const double now = ImGui::GetTime();
  const bool changed = weighed_ != snapshot.position || weights_.bound != snapshot.settings->hyperparameters.clip;
  if (changed && (!context.training || now - weighed_at_ > kWeighEvery || weights_.bound == 0)) {
    weights_ = weight_histogram(snapshot);
    weighed_ = snapshot.position, weighed_at_ = now;
  }
  const Theme& theme = frame.theme;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, height = theme.px(32);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float cell = width / WeightHistogram::kCells;
  for (int i = 0; i < WeightHistogram::kCells; ++i) {
    const float share = weights_.share[static_cast<std::size_t>(i)];
    if (!(share > 0)) continue;
    const float h = std::max(1.0F, height * share / std::max(weights_.largest, 1e-6F)),
                left = at.x + cell * static_cast<float>(i);
    list.AddRectFilled({left, at.y + height - h}, {left + cell - 1, at.y + height}, pack(theme.palette.real, 0.8F));
  }
  list.AddRectFilled({at.x, at.y + height}, {at.x + width, at.y + height + 1}, pack(theme.palette.separator));
  ImGui::Dummy({width, height + 1});
  item_tooltip(frame,
               {"The histogram of the critic's weights over [−c, c]. A weight counts as at the limits when |w| > 0.9c.",
                "", "arXiv 1701.07875", ""});
  const std::string c = short_text(weights_.bound);
  wrapped_caption(
      frame, "Weights of D from −" + c + " to " + c + ": " + percent_text(weights_.at_bound, 0) + " at the limits");
}

}  // namespace

std::unique_ptr<View> make_controls_view(std::string&) {
  return std::make_unique<ControlsView>();
}

}  // namespace gan
