// The line below the track: the newest message until it was read, work that is under way, or how to begin.
#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "app/lab/lab.h"
#include "app/panels/drawing.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/message_line_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

class MessageLineView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;
  float height(const Frame& frame, float) const override { return ImGui::GetTextLineHeight() + frame.theme.space(); }

 private:
  void message(ViewContext& context, const Frame& frame, const Message* newest, float width);
  float past_use(ViewContext& context, const Frame& frame, float right) const;
  void job(ViewContext& context, const Frame& frame, const Jobs::Shown& job);

  MessageLine line_;
  std::string job_;  // that is under way, and since when
  double job_began_ = 0;
};

void MessageLineView::draw(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  const float y = 0.5F * (ImGui::GetWindowHeight() - ImGui::GetTextLineHeight());
  const float right = ImGui::GetWindowWidth() - theme.space(1.5F);
  ImGui::SetCursorPos(ImVec2(theme.space(1.5F), y));
  const StatusLine says = context.lab.status_line();
  if (says.job.title != nullptr) {
    job(context, frame, says.job);
    ImGui::SameLine(0, theme.space(2));
  }
  // One state is one image, whenever its messages came.
  const Message* const shown = line_.update(context.lab.messages(), context.session.scenario().id, ImGui::GetTime());
  if (line_.goes_at()) context.actions.draw_again_in(*line_.goes_at() - ImGui::GetTime());
  const float room = (frame.machine ? past_use(context, frame, right) : right) - ImGui::GetCursorPosX();
  if (room > theme.px(24)) message(context, frame, frame.machine ? shown : nullptr, room);
}

// At the right end: what of the memory for the past is used. What it leaves of the width.
float MessageLineView::past_use(ViewContext& context, const Frame& frame, float right) const {
  const Theme& theme = frame.theme;
  constexpr double kMiB = 1 << 20;
  const Keyframes& keyframes = context.lab.keyframes();
  const double budget = context.settings.of<FrameSettings>().past_memory;
  context.actions.past_memory = static_cast<std::size_t>(budget * kMiB);
  char text[64];
  std::snprintf(text, sizeof text, "past %.0f of %.0f MiB", static_cast<double>(keyframes.bytes()) / kMiB, budget);
  const float left = right - text_width(text);
  const ImVec2 at = ImGui::GetCursorPos();
  if (left - theme.px(360) < at.x) return right;
  const ImVec2 corner = ImGui::GetWindowPos();
  const bool holds = keyframes.has_room();
  draw_text(*ImGui::GetWindowDrawList(), {corner.x + left, corner.y + at.y},
            pack(holds ? theme.palette.text_muted : theme.palette.warning), text);
  ImGui::SetCursorPos(ImVec2(left, at.y));
  if (ImGui::InvisibleButton("past", {right - left, ImGui::GetTextLineHeight()})) {
    context.settings.of<LayoutSettings>().sought = kSoughtPast;
  }
  item_tooltip(frame, holds ? "States of this run that any of its moments is found from. Click: how much they may take."
                            : "This memory holds no state of a game as large as this one: a moment is found from its "
                              "segment's beginning. Click: give it more.");
  ImGui::SetCursorPos(at);
  return left - theme.space(2);
}

void MessageLineView::message(ViewContext& context, const Frame& frame, const Message* newest, float width) {
  const Theme& theme = frame.theme;
  if (newest == nullptr) {
    caption(frame, "Space: play/pause  ·  ?: shortcuts");
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

void MessageLineView::job(ViewContext& context, const Frame& frame, const Jobs::Shown& job) {
  const float height = ImGui::GetTextLineHeight();
  // A long file name leaves room for the message.
  const float most = 0.3F * ImGui::GetWindowWidth();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (job_ != *job.title) {
    job_ = *job.title;
    job_began_ = ImGui::GetTime();
  }
  const float width = std::min(ImGui::CalcTextSize(job.title->c_str()).x, most);
  ImGui::PushClipRect(at, ImVec2(at.x + width, at.y + height), true);
  ImGui::GetWindowDrawList()->AddText(at, ImGui::GetColorU32(ImGuiCol_Text), job.title->c_str());
  ImGui::PopClipRect();
  ImGui::Dummy(ImVec2(width, height));
  item_tooltip(frame, job.title->c_str());
  ImGui::SameLine();
  ImGui::ProgressBar(static_cast<float>(job.share), ImVec2(frame.theme.px(96), height), "");
  ImGui::SameLine();
  if (const std::string left = time_left(job.share, ImGui::GetTime() - job_began_); frame.machine && !left.empty()) {
    ImGui::TextUnformatted(left.c_str());
    ImGui::SameLine();
  }
  if (ImGui::SmallButton("Cancel")) context.actions.request(LabRequest::cancel_job);
}

}  // namespace

std::unique_ptr<View> make_message_line_view(std::string&) {
  return std::make_unique<MessageLineView>();
}

}  // namespace gan
