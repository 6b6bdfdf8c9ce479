// All messages of the session, newest first, over the window's lower left corner.
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/lab/lab.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

class MessagesView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  FlaggedPopup popup_;
};

void MessagesView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.of<FrameSettings>().messages;
  if (!popup_.concerned(wanted)) return;
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowSize(ImVec2(std::clamp(display.x - theme.space(2), 1.0F, theme.px(640)),
                                  std::clamp(display.y - theme.space(2), 1.0F, theme.px(320))));
  ImGui::SetNextWindowPos(ImVec2(theme.space(), display.y - theme.space(4)), ImGuiCond_Always, ImVec2(0, 1));
  if (!popup_.begin("Messages", wanted, ImGuiWindowFlags_NoMove)) return;
  const auto& all = context.lab.messages().all();
  if (all.empty()) ImGui::TextUnformatted("No messages.");
  ImGui::PushTextWrapPos(0.0F);
  for (auto message = all.rbegin(); message != all.rend(); ++message) {
    const bool problem = message->kind == MessageKind::problem;
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(problem ? theme.palette.warning : theme.palette.text_muted));
    ImGui::TextUnformatted(problem ? "!" : "·");
    ImGui::PopStyleColor();
    ImGui::SameLine();
    std::string text = message->text;
    if (message->times > 1) text += " (" + std::to_string(message->times) + " times)";
    ImGui::TextUnformatted(text.c_str());
  }
  ImGui::PopTextWrapPos();
  if (!all.empty() && ImGui::Button("Clear")) context.actions.request(LabRequest::clear_messages);
  popup_.end(wanted);
}

}  // namespace

std::unique_ptr<View> make_messages_view(std::string&) {
  return std::make_unique<MessagesView>();
}

}  // namespace gan
