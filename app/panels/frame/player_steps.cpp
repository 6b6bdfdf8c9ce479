#include "app/panels/frame/player_steps.h"

#include <imgui.h>

#include <string>

#include "app/lab/session.h"
#include "app/panels/drawing.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

bool coloured_button(const char* label, const Rgb& colour) {
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(colour));
  const bool pressed = ImGui::Button(label);
  ImGui::PopStyleColor();
  return pressed;
}

void optimum_menu(ViewContext& context, const Frame& frame) {
  if (!ImGui::BeginPopupContextItem("D step menu")) return;
  const bool under_way = context.session.optimum() != nullptr;
  if (ImGui::MenuItem(under_way ? "Stop training D" : "Train D to its optimum", "Shift+D")) {
    context.actions.request(LabRequest::train_discriminator);
  }
  item_tooltip(frame, {"G stands still, and D takes steps until what is left of its gradient is noise, or V is at its "
                       "ceiling: the best response.",
                       "D* = p_data/(p_data + p_g)", "arXiv 1406.2661, proposition 1", ""});
  const auto& before = context.session.before_optimum();
  const std::string restore =
      "Give D its old self back" + (before ? " (step " + whole_text(before->position.step) + ")" : std::string());
  if (ImGui::MenuItem(restore.c_str(), "Ctrl+D", false, before.has_value())) {
    context.actions.request(LabRequest::restore_discriminator);
  }
  item_tooltip(frame, "Begins a branch at the moment before D was trained to its optimum.");
  ImGui::EndPopup();
}

}  // namespace

void draw_player_steps(ViewContext& context, const Frame& frame) {
  const Theme& theme = frame.theme;
  if (coloured_button("D step", theme.palette.real)) context.actions.request(LabRequest::step_discriminator);
  item_tooltip(frame,
               "One extra step of the discriminator alone: watch its surface move. (D)  Right click: to its optimum, "
               "and back.");
  optimum_menu(context, frame);
  ImGui::SameLine(0, theme.space(0.5F));
  if (coloured_button("G step", theme.palette.generated)) context.actions.request(LabRequest::step_generator);
  item_tooltip(frame, "One extra step of the generator alone: watch its samples move. (G)");
}

}  // namespace gan
