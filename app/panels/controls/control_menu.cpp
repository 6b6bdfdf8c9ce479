#include "app/panels/controls/control_menu.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/lab/lab.h"
#include "app/panels/controls/control_menu_model.h"
#include "app/panels/controls/controls_model.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "core/live/lockstep.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr const char *kMenu = "control menu", *kQuestion = "compare with";
constexpr float kQuestionWidth = 250;  // design pixels

// The value of the game that is to be compared, which is nobody's yet.
class OtherDesk : public ValueDesk {
 public:
  OtherDesk(Value& value, Refusals& refusals, const Settings& present)
      : value_(value), refusals_(refusals), present_(present) {}

  Value shown(const Setting&) const override { return value_; }
  Value standard(const Setting& setting) const override { return setting.get(present_); }
  const Refusal* refusal(const Setting& setting) const override { return refusals_.find(setting.key); }
  void set(const Setting&, Value value, bool) override {
    value_ = std::move(value);
    refusals_.clear();
  }
  void finish(const Setting&) override {}
  void typed(const Setting& setting, const std::string& text, bool entered) override {
    const Result<Value> value = parse_value(setting, text);
    if (!value) return refusals_.refuse(setting.key, text, value.message(), value_);
    set(setting, value.value(), true);
    entered_ = entered;
  }
  // A value was typed and confirmed.
  bool entered() const { return entered_; }

 private:
  Value& value_;
  Refusals& refusals_;
  const Settings& present_;
  bool entered_ = false;
};

}  // namespace

void ControlMenu::open(const Setting& setting) {
  setting_ = &setting;
  opens_ = Opens::menu;
}

const Region* ControlMenu::find(std::string_view key) const {
  const auto found = std::find_if(drawn_.begin(), drawn_.end(), [&](const Entry& entry) { return key == entry.key; });
  return found == drawn_.end() ? nullptr : &found->region;
}

// The item that was drawn last.
void ControlMenu::note(const char* key) {
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  drawn_.push_back({key, {low.x, low.y, high.x - low.x, high.y - low.y}});
}

bool ControlMenu::draw(bool differs, ViewContext& context, const Frame& frame) {
  drawn_.clear();
  if (setting_ == nullptr) return false;
  const FontScope font(frame.fonts.body);
  const Opens opens = std::exchange(opens_, Opens::nothing);
  if (opens != Opens::nothing) shows_ = opens;
  const char* const popup = shows_ == Opens::question ? kQuestion : kMenu;
  if (opens != Opens::nothing) ImGui::OpenPopup(popup);
  // The widget takes all the room that there is; a list says itself how much it needs.
  const bool wide = shows_ == Opens::question && setting_->kind != SettingKind::choice;
  if (wide) ImGui::SetNextWindowSize(ImVec2(frame.theme.px(kQuestionWidth), 0));
  if (!ImGui::BeginPopup(popup)) {
    setting_ = nullptr;
    return false;
  }
  bool types = false;
  if (shows_ == Opens::question) {
    draw_question(context, frame);
  } else {
    types = draw_entries(differs, context, frame);
  }
  ImGui::EndPopup();
  return types;
}

bool ControlMenu::draw_entries(bool differs, ViewContext& context, const Frame& frame) {
  const Setting& setting = *setting_;
  const Settings& shown = context.session.shown_settings();
  const ControlMenuTexts texts = control_menu_texts(setting, context.session.scenario().settings, shown,
                                                    context.lab.games(), Lockstep::kMostGames, differs);
  bool types = false;
  ImGui::TextDisabled("%s", short_title(setting).c_str());
  if (!texts.back.empty() &&
      ImGui::MenuItem(texts.back.c_str(), setting.kind == SettingKind::choice ? "" : "Double click")) {
    context.actions.set(setting.key, setting.get(context.session.scenario().settings));
  }
  if (!texts.exact.empty() && ImGui::MenuItem(texts.exact.c_str(), "Enter")) types = true;
  if (!texts.in_all.empty() && ImGui::MenuItem(texts.in_all.c_str())) {
    context.actions.edits.push_back({setting.key, setting.get(shown), true, true});
  }
  if (!texts.back.empty() || !texts.exact.empty() || !texts.in_all.empty()) ImGui::Separator();
  if (!texts.here.empty()) compare_entry("menu.here", texts.here, texts.why_not, false, context, frame);
  compare_entry("menu.from_start", texts.from_start, texts.why_not, true, context, frame);
  return types;
}

void ControlMenu::compare_entry(const char* key, const std::string& label, const std::string& why_not, bool from_start,
                                ViewContext& context, const Frame& frame) {
  const Setting& setting = *setting_;
  if (ImGui::MenuItem(label.c_str(), nullptr, false, why_not.empty())) {
    from_start_ = from_start;
    other_ = setting.get(context.session.shown_settings());
    refusals_.clear();
    if (setting.kind == SettingKind::boolean) {
      begin(!std::get<bool>(other_), context);
    } else {
      opens_ = Opens::question;
    }
  }
  note(key);
  const bool all = setting.acts == Acts::at_start;
  const char* const tip = all ? "One more game that differs in this alone. All begin anew, with the same seed."
                          : from_start
                              ? "One more game that differs in this alone; both begin at step 0."
                              : "One more game beside this one that differs in this alone, from this moment on.";
  item_tooltip(frame, why_not.empty() ? tip : why_not.c_str());
}

void ControlMenu::draw_question(ViewContext& context, const Frame& frame) {
  const Setting& setting = *setting_;
  const Settings& shown = context.session.shown_settings();
  const std::string question = compare_question(setting, shown, from_start_ || setting.acts == Acts::at_start);
  ImGui::PushStyleColor(ImGuiCol_Text, ImGui::GetStyleColorVec4(ImGuiCol_TextDisabled));
  // A list is as wide as its longest line.
  if (setting.kind == SettingKind::choice) {
    ImGui::TextUnformatted(question.c_str());
  } else {
    wrapped_text(question, ImGui::GetContentRegionAvail().x);
  }
  ImGui::PopStyleColor();
  const bool done = setting.kind == SettingKind::choice ? ask_among(context, frame) : ask_for_value(context, frame);
  if (!done) return;
  begin(other_, context);
  ImGui::CloseCurrentPopup();
}

// The list of a choice, with nothing to confirm.
bool ControlMenu::ask_among(ViewContext& context, const Frame& frame) {
  bool chosen = false, noted = false;
  for (const OtherValue& other : other_values_of(*setting_, context.session.shown_settings())) {
    const bool can = other.why_not.empty();
    ImGui::BeginDisabled(!can);
    if (ImGui::Selectable(other.title.c_str())) {
      other_ = other.value;
      chosen = true;
    }
    ImGui::EndDisabled();
    if (can && !std::exchange(noted, true)) note("menu.value");
    item_tooltip(frame, can ? other.meaning.c_str() : other.why_not.c_str());
  }
  return chosen;
}

bool ControlMenu::ask_for_value(ViewContext& context, const Frame& frame) {
  const Setting& setting = *setting_;
  const Settings& shown = context.session.shown_settings();
  OtherDesk desk(other_, refusals_, shown);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::PushID(setting.key);
  widget_.draw(setting, desk,
               control_tooltip(setting, context.session.scenario().settings, shown, context.lab.comparing()), frame);
  ImGui::PopID();
  drawn_.push_back({"menu.value", {at.x, at.y, width, ImGui::GetFrameHeight()}});
  const Refusal* const refusal = refusals_.find(setting.key);
  const std::string why_not = refusal != nullptr ? refusal->sentence : why_not_beside(setting, shown, other_);
  if (refusal != nullptr || (!why_not.empty() && other_ != setting.get(shown))) {
    const FontScope font(frame.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(frame.theme.palette.warning));
    wrapped_text(why_not, width);
    ImGui::PopStyleColor();
  }
  ImGui::BeginDisabled(!why_not.empty());
  const bool pressed = ImGui::Button("Compare");
  ImGui::EndDisabled();
  note("menu.begin");
  item_tooltip(frame, why_not.empty() ? "Puts a game with this value beside this one." : why_not.c_str());
  ImGui::SameLine();
  if (ImGui::Button("Cancel")) ImGui::CloseCurrentPopup();
  return why_not.empty() && (pressed || desk.entered());
}

void ControlMenu::begin(Value value, ViewContext& context) const {
  context.actions.compare_with =
      CompareWith{{setting_->key, std::move(value)}, from_start_ && setting_->acts != Acts::at_start};
}

}  // namespace gan
