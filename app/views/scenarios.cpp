// The scenario picker: the list on the left, the description and what to watch for on the right. Opens over
// the window; training goes on behind it.
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/models/lab.h"
#include "app/views/views.h"
#include "app/views/widgets.h"

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
  void list(ViewContext& context, const Frame& frame);
  void details(ViewContext& context, const Frame& frame);
  void open(ViewContext& context);

  bool was_open_ = false;
  std::size_t selected_ = 0;
};

void ScenariosView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.passing.scenarios;
  if (!wanted) {
    was_open_ = false;
    return;
  }
  const auto& all = context.lab.scenarios();
  if (!was_open_) {
    ImGui::OpenPopup("Scenarios");
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].id == context.lab.scenario().id) selected_ = i;
    }
  }
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const ImVec2 size(std::min(display.x - theme.space(4), theme.px(760)),
                    std::min(display.y - theme.space(4), theme.px(480)));
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowPos(ImVec2(0.5F * display.x, 0.5F * display.y), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  const bool visible = ImGui::BeginPopup("Scenarios", ImGuiWindowFlags_NoMove);
  if (!visible) {
    // Escape or a click beside it closed it.
    wanted = !was_open_;
    was_open_ = false;
    return;
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
  if (ImGui::Button("Open") || (was_open_ && enter_pressed())) open(context);
  ImGui::SameLine();
  caption(frame, "Or drop a scenario file on the window.");
  was_open_ = true;
  if (!wanted) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

void ScenariosView::list(ViewContext& context, const Frame&) {
  const auto& all = context.lab.scenarios();
  const std::size_t before = selected_;
  if (was_open_ && down_pressed() && selected_ + 1 < all.size()) ++selected_;
  if (was_open_ && up_pressed() && selected_ > 0) --selected_;
  const bool moved = selected_ != before;
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
    for (const std::string& line : scenario.watch) {
      ImGui::TextUnformatted("\u2013");
      ImGui::SameLine(0, 0.75F * gap);
      ImGui::TextUnformatted(line.c_str());
    }
  }
  if (!scenario.remedy.changes.empty()) {
    ImGui::Dummy(ImVec2(0, 0));
    caption(frame, "What helps");
    ImGui::TextUnformatted(scenario.remedy.title.c_str());
  }
  if (!scenario.claims.empty()) {
    ImGui::Dummy(ImVec2(0, 0));
    caption(frame, "Checked over many seeds");
    ImGui::TextUnformatted(scenario.claims.c_str());
  }
  ImGui::PopTextWrapPos();
}

void ScenariosView::open(ViewContext& context) {
  const auto& all = context.lab.scenarios();
  if (selected_ < all.size()) context.actions.scenario = all[selected_].id;
  context.settings.passing.scenarios = false;
}

}  // namespace

std::unique_ptr<View> make_scenarios_view(std::string&) {
  return std::make_unique<ScenariosView>();
}

}  // namespace gan
