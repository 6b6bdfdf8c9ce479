#include "app/window/panel_frames.h"

#include <imgui.h>

#include "app/ui/palette.h"

namespace gan {

void draw_past_frames(const Regions& r, const Theme& theme) {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const float line = theme.whole_px(2);
  for (const Region* at : {&r.left, &r.stage, &r.strip, &r.numbers, &r.lens}) {
    if (at->empty()) continue;
    const float half = line / 2;
    list.AddRect(ImVec2(at->x + half, at->y + half), ImVec2(at->x + at->width - half, at->y + at->height - half),
                 pack(theme.palette.past), 0, 0, line);
  }
}

// The panels' ground is what the frame was cleared to, so the lines between them are all that is drawn beneath
// them: each panel's sides, in the gap around it.
void draw_separators(const Regions& r, const Theme& theme) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  const ImU32 colour = pack(theme.palette.separator);
  const float line = theme.whole_px(1);
  for (const Region* at : {&r.left, &r.stage, &r.strip, &r.numbers, &r.lens, &r.track}) {
    if (at->empty()) continue;
    const float right = at->x + at->width;
    const float bottom = at->y + at->height;
    list.AddRectFilled(ImVec2(at->x - line, at->y - line), ImVec2(right + line, at->y), colour);
    list.AddRectFilled(ImVec2(at->x - line, bottom), ImVec2(right + line, bottom + line), colour);
    list.AddRectFilled(ImVec2(at->x - line, at->y), ImVec2(at->x, bottom), colour);
    list.AddRectFilled(ImVec2(right, at->y), ImVec2(right + line, bottom), colour);
  }
}

}  // namespace gan
