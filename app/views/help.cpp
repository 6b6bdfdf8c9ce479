// What the keys and the mouse do.
#include <imgui.h>

#include <algorithm>

#include "app/models/shortcuts.h"
#include "app/views/views.h"
#include "app/views/widgets.h"

namespace gan {
namespace {

class HelpView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  bool was_open_ = false;
};

void HelpView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.passing.help;
  if (!wanted) {
    was_open_ = false;
    return;
  }
  if (!was_open_) ImGui::OpenPopup("Keys");
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0.5F * display.x, 0.5F * display.y), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0),
                                      ImVec2(display.x - theme.space(2), display.y - theme.space(2)));
  if (!ImGui::BeginPopup("Keys", ImGuiWindowFlags_NoMove)) {
    wanted = !was_open_;
    was_open_ = false;
    return;
  }
  was_open_ = true;
  {
    const FontScope font(frame.fonts.title);
    ImGui::TextUnformatted("Keys and mouse");
  }
  thin_separator(frame);
  for (const ShortcutHelp& line : shortcut_help()) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.accent));
    ImGui::TextUnformatted(line.keys);
    ImGui::PopStyleColor();
    ImGui::SameLine(theme.px(176));
    ImGui::TextUnformatted(line.meaning);
  }
  ImGui::EndPopup();
}

}  // namespace

std::unique_ptr<View> make_help_view(std::string&) {
  return std::make_unique<HelpView>();
}

}  // namespace gan
