#include "app/panels/track/track_head.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/lab/session.h"
#include "app/panels/drawing.h"
#include "app/panels/track/track_head_model.h"
#include "app/panels/widgets.h"
#include "app/ui/icons.h"

namespace gan {
namespace {

Icon icon_of(LabRequest request) {
  switch (request) {
    case LabRequest::play:
      return Icon::kBranch;
    case LabRequest::look_at_front:
      return Icon::kLive;
    default:
      return Icon::kKeep;
  }
}

}  // namespace

const Region* TrackHead::find(std::string_view key) const {
  const auto found = std::find_if(drawn_.begin(), drawn_.end(), [&](const Drawn& drawn) { return key == drawn.key; });
  return found == drawn_.end() ? nullptr : &found->region;
}

float TrackHead::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high, bool hold) {
  drawn_.clear();
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  if (!hold) past_ = context.session.in_past();
  const std::vector<HeadButton> buttons = head_buttons(past_);
  std::vector<float> words;
  for (const HeadButton& button : buttons) {
    words.push_back(std::ceil(text_width(button.name) + 2 * ImGui::GetStyle().FramePadding.x));
  }
  const std::optional<HeadPlaces> head =
      place_head(words, ImGui::GetFrameHeight(), theme.space(0.5F), {low.x, low.y, high.x - low.x, high.y - low.y});
  if (!head) return high.x;
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const HeadButton& button = buttons[i];
    const Region& at = head->places[i];
    ImGui::SetCursorScreenPos({at.x, at.y});
    const bool pressed = head->icons ? icon_button(button.key, icon_of(button.request), pack(theme.palette.text))
                                     : ImGui::Button(button.name, {at.width, at.height});
    if (pressed) context.actions.request(button.request);
    item_tooltip(frame, button.meaning);
    drawn_.push_back({button.key, at});
  }
  return head->left - theme.space();
}

}  // namespace gan
