#include "app/panels/theory_tab/said.h"

#include "app/panels/drawing.h"
#include "app/ui/wrap_layout.h"

namespace gan {

float say(const Frame& frame, const std::vector<std::string>& sentences, ImVec2 at, float width, float bottom) {
  const Palette& p = frame.theme.palette;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const FontScope font(i == 0 ? frame.fonts.body : frame.fonts.small);
    const std::string text = wrap_at_spaces(sentences[i], width, text_width);
    const float height = ImGui::CalcTextSize(text.c_str()).y;
    if (at.y + height > bottom) break;
    draw_text(*ImGui::GetWindowDrawList(), at, pack(i == 0 ? p.text : p.text_muted), text);
    at.y += height + frame.theme.px(3);
  }
  return at.y;
}

float said_height(const Frame& frame, const std::vector<std::string>& sentences, float width) {
  float height = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const FontScope font(i == 0 ? frame.fonts.body : frame.fonts.small);
    height += ImGui::CalcTextSize(wrap_at_spaces(sentences[i], width, text_width).c_str()).y + frame.theme.px(3);
  }
  return height;
}

}  // namespace gan
