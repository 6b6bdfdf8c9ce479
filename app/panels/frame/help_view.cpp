// What the keys and the mouse do.
#include <imgui.h>

#include <algorithm>

#include "app/machine/keyboard.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/shortcuts_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

class HelpView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  FlaggedPopup popup_;
};

void HelpView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.of<FrameSettings>().help;
  if (!popup_.concerned(wanted)) return;
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0.5F * display.x, 0.5F * display.y), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  ImGui::SetNextWindowSizeConstraints(
      ImVec2(0, 0), ImVec2(std::max(display.x - theme.space(2), 1.0F), std::max(display.y - theme.space(2), 1.0F)));
  if (!popup_.begin("Keys", wanted, ImGuiWindowFlags_NoMove)) return;
  {
    const FontScope font(frame.fonts.title);
    ImGui::TextUnformatted("Keys and mouse");
  }
  thin_separator(frame);
  const KeyboardLayout us;
  const KeyboardLayout& keyboard = frame.keyboard != nullptr ? *frame.keyboard : us;
  float widest = 0;
  for (const ShortcutHelp& line : shortcut_help()) {
    widest = std::max(widest, ImGui::CalcTextSize(keys_on(keyboard, line.keys, can_show).c_str()).x);
  }
  for (const ShortcutHelp& line : shortcut_help()) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.accent));
    ImGui::TextUnformatted(keys_on(keyboard, line.keys, can_show).c_str());
    ImGui::PopStyleColor();
    ImGui::SameLine(ImGui::GetStyle().WindowPadding.x + widest + theme.space(3));
    ImGui::TextUnformatted(line.meaning);
  }
  popup_.end(wanted);
}

}  // namespace

std::unique_ptr<View> make_help_view(std::string&) {
  return std::make_unique<HelpView>();
}

}  // namespace gan
