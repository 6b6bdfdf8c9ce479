// All messages of the session, newest first, over the window's lower left corner.
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/models/lab.h"
#include "app/views/views.h"
#include "app/views/widgets.h"

namespace gan {
namespace {

class MessagesView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  bool was_open_ = false;
};

void MessagesView::draw(ViewContext& context, const Frame& frame) {
  bool& wanted = context.settings.passing.messages;
  if (!wanted) {
    was_open_ = false;
    return;
  }
  if (!was_open_) ImGui::OpenPopup("Messages");
  const Theme& theme = frame.theme;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowSize(ImVec2(std::min(theme.px(640), display.x - theme.space(2)),
                                  std::min(theme.px(320), display.y - theme.space(2))));
  ImGui::SetNextWindowPos(ImVec2(theme.space(), display.y - theme.space(4)), ImGuiCond_Always, ImVec2(0, 1));
  if (!ImGui::BeginPopup("Messages", ImGuiWindowFlags_NoMove)) {
    wanted = !was_open_;
    was_open_ = false;
    return;
  }
  was_open_ = true;
  const auto& all = context.lab.messages().all();
  if (all.empty()) ImGui::TextUnformatted("No messages.");
  ImGui::PushTextWrapPos(0.0F);
  for (auto message = all.rbegin(); message != all.rend(); ++message) {
    const bool problem = message->kind == MessageKind::problem;
    ImGui::PushStyleColor(ImGuiCol_Text,
                          to_imgui(problem ? theme.palette.warning : theme.palette.text_muted));
    ImGui::TextUnformatted(problem ? "!" : "·");
    ImGui::PopStyleColor();
    ImGui::SameLine();
    std::string text = message->text;
    if (message->times > 1) text += " (" + std::to_string(message->times) + " times)";
    ImGui::TextUnformatted(text.c_str());
  }
  ImGui::PopTextWrapPos();
  if (!all.empty() && ImGui::Button("Clear")) context.actions.request(LabRequest::clear_messages);
  ImGui::EndPopup();
}

}  // namespace

std::unique_ptr<View> make_messages_view(std::string&) {
  return std::make_unique<MessagesView>();
}

}  // namespace gan
