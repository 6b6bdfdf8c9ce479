// The status bar: the newest message, work that is under way, iterations a second, the frame's time, memory.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "app/lab/lab.h"
#include "app/machine/process_use.h"
#include "app/panels/drawing.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/speed_dial_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

class StatusBarView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float) const override {
    return ImGui::GetTextLineHeight() + frame.theme.space(1.25F);
  }

 private:
  std::string machine_text(const ViewContext& context);
  void message(ViewContext& context, const Frame& frame, const Message* newest, float width);
  void job(ViewContext& context, const Frame& frame, const Jobs::Shown& job);

  double memory_read_at_ = -10;
  double memory_mib_ = 0;
};

std::string StatusBarView::machine_text(const ViewContext& context) {
  const double now = ImGui::GetTime();
  if (now - memory_read_at_ > 1) {
    memory_mib_ = resident_memory_mib();
    memory_read_at_ = now;
  }
  std::array<char, 160> numbers;
  std::snprintf(numbers.data(), numbers.size(), "%s it/s     frame %.1f ms     memory %.0f MiB",
                rate_text(context.iterations_per_second).c_str(), context.frame_ms, memory_mib_);
  return numbers.data();
}

void StatusBarView::draw(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const std::string machine = frame.machine ? machine_text(context) : "";
  const float width = text_width(machine);
  const float y = 0.5F * (ImGui::GetWindowHeight() - ImGui::GetTextLineHeight());
  const float right = ImGui::GetWindowWidth() - theme.space(1.5F) - width;
  ImGui::SetCursorPos(ImVec2(theme.space(2), y));
  const StatusLine says = context.lab.status_line();
  if (says.job.title != nullptr) {
    job(context, frame, says.job);
    ImGui::SameLine(0, theme.space(2));
  }
  const float room = right - theme.space(3) - ImGui::GetCursorPosX();
  if (room > theme.px(24)) message(context, frame, says.message, room);
  if (machine.empty()) return;
  ImGui::SetCursorPos(ImVec2(right, y));
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(theme.palette.text_muted));
  ImGui::TextUnformatted(machine.c_str());
  ImGui::PopStyleColor();
  item_tooltip(frame, "Training speed; the processor's time for building one frame; memory of the whole program.");
}

void StatusBarView::message(ViewContext& context, const Frame& frame, const Message* newest, float width) {
  const Theme& theme = frame.theme;
  if (newest == nullptr) {
    caption(frame, "Space plays and pauses; ? lists the keys.");
    return;
  }
  const bool problem = newest->kind == MessageKind::problem;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetTextLineHeight();
  float x = at.x;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (problem) {
    draw_icon(*list, Icon::kWarning, ImVec2(x + 0.5F * height, at.y + 0.5F * height), height,
              pack(theme.palette.warning));
    x += 1.5F * height;
  }
  std::string text = newest->text;
  if (newest->times > 1) text += " (" + std::to_string(newest->times) + " times)";
  if (ImGui::InvisibleButton("message", ImVec2(width, height))) context.settings.of<FrameSettings>().messages = true;
  list->PushClipRect(at, ImVec2(at.x + width, at.y + 2 * height), true);
  list->AddText(ImVec2(x, at.y), pack(problem ? theme.palette.text : theme.palette.text_muted), text.c_str());
  list->PopClipRect();
  item_tooltip(frame, {text, "", "", "Click for all messages."});
}

void StatusBarView::job(ViewContext& context, const Frame& frame, const Jobs::Shown& job) {
  const float height = ImGui::GetTextLineHeight();
  // A long file name leaves room for the message.
  const float most = 0.3F * ImGui::GetWindowWidth();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = std::min(ImGui::CalcTextSize(job.title->c_str()).x, most);
  ImGui::PushClipRect(at, ImVec2(at.x + width, at.y + height), true);
  ImGui::GetWindowDrawList()->AddText(at, ImGui::GetColorU32(ImGuiCol_Text), job.title->c_str());
  ImGui::PopClipRect();
  ImGui::Dummy(ImVec2(width, height));
  item_tooltip(frame, job.title->c_str());
  ImGui::SameLine();
  ImGui::ProgressBar(static_cast<float>(job.share), ImVec2(frame.theme.px(96), height), "");
  ImGui::SameLine();
  if (ImGui::SmallButton("Cancel")) context.actions.request(LabRequest::cancel_job);
}

}  // namespace

std::unique_ptr<View> make_status_bar_view(std::string&) {
  return std::make_unique<StatusBarView>();
}

}  // namespace gan
