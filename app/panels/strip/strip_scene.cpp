#include "app/panels/strip/strip_scene.h"

#include "app/panels/drawing.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/strip/strip_settings_model.h"
#include "app/panels/widgets.h"

namespace gan {

float widest_number() {
  return text_width("−88.88");
}

Rgb number_colour(const StripScene& scene, StripNode node) {
  const Palette& p = scene.theme().palette;
  switch (node) {
    case StripNode::real_term:
      return scene.texts.pairs ? p.text : p.real;
    case StripNode::real_output:
      return p.real;
    case StripNode::fake_output:
    case StripNode::fake_term:
      return p.generated;
    default:
      return p.text;
  }
}

void handle_node(const StripScene& scene, StripNode node, ImVec2 low, ImVec2 size) {
  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(node));
  std::optional<StripNode>& focused = scene.context.settings.of<StripSettings>().focused_node;
  if (ImGui::InvisibleButton("node", size)) {
    focused = focused == node ? std::nullopt : std::optional(node);
    // Where the lens lights what belongs to it.
    if (focused) scene.context.settings.of<LayoutSettings>().front = "loss_curve";
  }
  if (ImGui::IsItemHovered()) {
    Tooltip tip = strip_tooltip(node, *scene.context.snapshot.settings);
    if (has_number(node)) {
      const char* const whose =
          scene.moment.of_this_state() ? "Now, over the samples shown: " : "Of the newest iteration, over its batch: ";
      tip.note += (tip.note.empty() ? "" : "\n") + std::string(whose) + scene.number(node);
    }
    item_tooltip(scene.frame, tip);
  }
  ImGui::PopID();
  if (focused != node) return;
  const Theme& theme = scene.theme();
  const float out = theme.px(3);
  ImGui::GetWindowDrawList()->AddRect({low.x - out, low.y + theme.px(1)}, {low.x + size.x + out, low.y + size.y},
                                      pack(theme.palette.accent), theme.px(4), 0, theme.px(1.5F));
}

}  // namespace gan
