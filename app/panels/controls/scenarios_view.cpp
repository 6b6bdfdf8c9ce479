// The scenario picker: the list on the left, the description and what to watch for on the right. Opens over
// the window; training goes on behind it.
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/lab/lab.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

#if IMGUI_VERSION_NUM >= 19100
constexpr int kKeepsPopupOpen = ImGuiSelectableFlags_NoAutoClosePopups;
#else
constexpr int kKeepsPopupOpen = ImGuiSelectableFlags_DontClosePopups;
#endif

class ScenariosView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  bool move_by_keys(std::size_t count);
  void list(ViewContext& context, const Frame& frame);
  void details(ViewContext& context, const Frame& frame);
  void open(ViewContext& context);

  FlaggedPopup popup_;
  std::size_t selected_ = 0;
};

void ScenariosView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.of<ControlsSettings>().scenarios;
  if (!popup_.concerned(wanted)) return;
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const ImVec2 size(std::clamp(display.x - theme.space(4), 1.0F, theme.px(760)),
                    std::clamp(display.y - theme.space(4), 1.0F, theme.px(480)));
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowPos(ImVec2(0.5F * display.x, 0.5F * display.y), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  // The keys move the line that is marked; ImGui's own navigation would wander between the list and the button.
  if (!popup_.begin("Scenarios", wanted, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav)) return;
  const auto& all = context.lab.scenarios();
  if (!popup_.was_open()) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].id == context.session.scenario().id) selected_ = i;
    }
  }
  {
    const FontScope font(frame.fonts.title);
    ImGui::TextUnformatted("Scenarios");
  }
  thin_separator(frame);
  const float footer = ImGui::GetFrameHeight() + 2 * ImGui::GetStyle().ItemSpacing.y;
  ImGui::BeginChild("list", ImVec2(theme.px(256), -footer), false, ImGuiWindowFlags_NoNav);
  list(context, frame);
  ImGui::EndChild();
  ImGui::SameLine(0, theme.space(3));
  ImGui::BeginChild("details", ImVec2(0, -footer), false, ImGuiWindowFlags_NoNav);
  if (selected_ < all.size()) details(context, frame);
  ImGui::EndChild();
  ImGui::Dummy(ImVec2(0, 0));
  if (ImGui::Button("Open") || (popup_.was_open() && enter_pressed())) open(context);
  ImGui::SameLine();
  caption(frame, "\u2191 \u2193 choose, Enter opens. Or drop a scenario file on the window.");
  if (popup_.was_open() && escape_pressed()) wanted = false;
  popup_.end(wanted);
}

// True where the marked line is another, and has to be brought into sight.
bool ScenariosView::move_by_keys(std::size_t count) {
  const std::size_t before = selected_, last = count > 0 ? count - 1 : 0;
  const float line = ImGui::GetTextLineHeightWithSpacing();
  const auto page = static_cast<std::size_t>(std::max(ImGui::GetWindowHeight() / line - 1, 1.0F));
  if (down_pressed()) selected_ = std::min(selected_ + 1, last);
  if (up_pressed() && selected_ > 0) --selected_;
  if (page_down_pressed()) selected_ = std::min(selected_ + page, last);
  if (page_up_pressed()) selected_ -= std::min(page, selected_);
  if (home_pressed()) selected_ = 0;
  if (end_pressed()) selected_ = last;
  return selected_ != before;
}

void ScenariosView::list(ViewContext& context, const Frame&) {
  const auto& all = context.lab.scenarios();
  const bool moved = popup_.was_open() ? move_by_keys(all.size()) : true;
  for (std::size_t i = 0; i < all.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(all[i].title.c_str(), i == selected_,
                          ImGuiSelectableFlags_AllowDoubleClick | kKeepsPopupOpen)) {
      selected_ = i;
      if (ImGui::IsMouseDoubleClicked(0)) open(context);
    }
    if (moved && i == selected_) ImGui::SetScrollHereY();
    ImGui::PopID();
  }
}

void ScenariosView::details(ViewContext& context, const Frame& frame) {
  const Scenario& scenario = context.lab.scenarios()[selected_];
  const float gap = frame.theme.space();
  ImGui::PushTextWrapPos(0.0F);
  {
    const FontScope font(frame.fonts.title);
    ImGui::TextUnformatted(scenario.title.c_str());
  }
  ImGui::TextUnformatted(scenario.description.c_str());
  if (!scenario.watch.empty()) {
    ImGui::Dummy(ImVec2(0, 0));
    caption(frame, "What to watch for");
    for (const WatchLine& line : scenario.watch) {
      ImGui::TextUnformatted("\u2013");
      ImGui::SameLine(0, 0.75F * gap);
      ImGui::TextUnformatted(line.text.c_str());
    }
  }
  if (!scenario.remedies.empty()) {
    ImGui::Dummy(ImVec2(0, 0));
    caption(frame, "Remedy");
    for (const Remedy& remedy : scenario.remedies) ImGui::TextUnformatted(remedy.title.c_str());
  }
  if (!scenario.claims.empty()) {
    ImGui::Dummy(ImVec2(0, 0));
    caption(frame, "Verified over many seeds");
    ImGui::TextUnformatted(scenario.claims.c_str());
  }
  ImGui::PopTextWrapPos();
}

void ScenariosView::open(ViewContext& context) {
  const auto& all = context.lab.scenarios();
  if (selected_ < all.size()) context.actions.scenario = all[selected_].id;
  context.settings.of<ControlsSettings>().scenarios = false;
}

}  // namespace

std::unique_ptr<View> make_scenarios_view(std::string&) {
  return std::make_unique<ScenariosView>();
}

}  // namespace gan
