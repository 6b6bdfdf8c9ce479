#include "app/panels/compare/compare_menu.h"

#include <imgui.h>

#include "app/lab/lab.h"
#include "app/panels/widgets.h"

namespace gan {

void draw_compare_menu(ViewContext& context, const Frame& frame) {
  if (toggle_button("Compare", context.lab.comparing(), frame)) ImGui::OpenPopup("compare menu");
  item_tooltip(frame, "Games side by side: same seed, same batches, same noise, everything else a control. (C)");
  if (!ImGui::BeginPopup("compare menu")) return;
  const bool room = context.lab.has_room_to_compare(), comparing = context.lab.comparing();
  const auto item = [&](const char* label, const char* key, LabRequest request, bool enabled) {
    if (ImGui::MenuItem(label, key, false, enabled)) context.actions.request(request);
  };
  item(comparing ? "One more, from this moment" : "From this moment", "C", LabRequest::compare_here, room);
  item(comparing ? "One more, and all from the start" : "From the start", "Shift+C", LabRequest::compare_from_start,
       room);
  ImGui::Separator();
  if (ImGui::MenuItem("In lockstep", nullptr, context.lab.in_lockstep())) {
    context.actions.request(LabRequest::toggle_lockstep);
  }
  item_tooltip(frame, "All at the same iteration: the faster ones wait.");
  item("Next game", "N", LabRequest::focus_next, comparing);
  item("All like the one in focus", nullptr, LabRequest::make_equal, comparing);
  item("Swap with the next", nullptr, LabRequest::swap_games, comparing);
  item("Drop the one in focus", nullptr, LabRequest::drop_game, comparing);
  item("Keep it alone", nullptr, LabRequest::end_compare, comparing);
  ImGui::Separator();
  if (ImGui::MenuItem("Copy as a table", nullptr, false, comparing)) {
    ImGui::SetClipboardText(context.lab.comparison().c_str());
    context.actions.messages.emplace_back("The comparison was copied as a table in Markdown.");
  }
  item("Save as a table", nullptr, LabRequest::save_comparison, comparing);
  item_tooltip(frame, "What differs, and the metrics of each game, in Markdown.");
  ImGui::EndPopup();
}

}  // namespace gan
