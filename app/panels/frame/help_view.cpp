// What the keys and the mouse do, and what the program takes of the machine.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/machine/keyboard.h"
#include "app/machine/process_use.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/shortcuts_model.h"
#include "app/panels/frame/speed_dial_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

class HelpView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void machine(const ViewContext& context, const Frame& frame);

  FlaggedPopup popup_;
  double memory_read_at_ = -10;
  double memory_mib_ = 0;
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
  if (frame.machine) machine(context, frame);
  popup_.end(wanted);
}

// What concerns the program and nobody in a lecture.
void HelpView::machine(const ViewContext& context, const Frame& frame) {
  const double now = ImGui::GetTime();
  if (now - memory_read_at_ > 1) {
    memory_mib_ = resident_memory_mib();
    memory_read_at_ = now;
  }
  thin_separator(frame);
  std::array<char, 160> numbers;
  std::snprintf(numbers.data(), numbers.size(), "%s iterations per second  ·  %.1f ms CPU time per frame  ·  %.0f MiB",
                rate_text(context.iterations_per_second).c_str(), context.frame_ms, memory_mib_);
  caption(frame, numbers.data());
}

}  // namespace

std::unique_ptr<View> make_help_view(std::string&) {
  return std::make_unique<HelpView>();
}

}  // namespace gan
