#include "app/panels/frame/view_menu.h"

#include <cmath>
#include <cstdio>

#include "app/lab/past/kept.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/track/track_settings_model.h"

namespace gan {
namespace {

constexpr double kTextStep = 0.05;  // of the size of the text

}  // namespace

void ViewMenu::text_size(ViewContext& context, const Frame& frame) {
  ViewSettings& settings = context.settings;
  FrameSettings& look = settings.of<FrameSettings>();
  ImGui::SetNextItemWidth(frame.theme.px(120));
  char text[24];
  std::snprintf(text, sizeof text, "%.0f%%", 100.0 * look.text_scale);
  const ViewSetting& line = settings.line_of(look.text_scale);
  const double span = line.maximum - line.minimum;
  float position = static_cast<float>((look.text_scale - line.minimum) / span);
  if (position_slider("size of text", position, text)) {
    settings.set(look.text_scale,
                 kTextStep * std::round((line.minimum + span * static_cast<double>(position)) / kTextStep));
  }
  if (default_wanted("size of text")) look.text_scale = line.standard;
  draw_flash(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), text_found_at_, context.actions);
}

// Those that these data have, and the one that was chosen for others.
void ViewMenu::best_metric(ViewContext& context, const Frame& frame) {
  int& chosen = context.settings.of<TrackSettings>().best_metric;
  const auto metrics = metrics_to_choose();
  const auto name_of = [&](int place) {
    return place > 0 && static_cast<std::size_t>(place) <= metrics.size()
               ? metrics[static_cast<std::size_t>(place) - 1]->title
               : "off";
  };
  ImGui::SetNextItemWidth(frame.theme.px(180));
  if (ImGui::BeginCombo("keep the best by", name_of(chosen))) {
    for (int place = 0; place <= static_cast<int>(metrics.size()); ++place) {
      const bool there = place == 0 || context.kind.has_all(metrics[static_cast<std::size_t>(place) - 1]->needs);
      if ((there || place == chosen) && ImGui::Selectable(name_of(place), place == chosen)) chosen = place;
    }
    ImGui::EndCombo();
  }
  item_tooltip(frame, "The best moment so far is kept on the track, with a star. It is as good as it was measured.");
  draw_flash(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), best_found_at_, context.actions);
}

void ViewMenu::draw(ViewContext& context, const Frame& frame) {
  ViewSettings& settings = context.settings;
  FrameSettings& look = settings.of<FrameSettings>();
  LayoutSettings& layout = settings.of<LayoutSettings>();
  if (ImGui::Button("View")) ImGui::OpenPopup("view menu");
  item_tooltip(frame, "Theme, size of the text, panels.");
  const ImVec2 below(ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y);
  const bool text_sought = layout.take_sought(kSoughtTextSize), past_sought = layout.take_sought(kSoughtPast);
  const bool best_sought = layout.take_sought(kSoughtBest);
  if (text_sought || past_sought || best_sought) {
    (text_sought ? text_found_at_ : past_sought ? past_found_at_ : best_found_at_) = ImGui::GetTime();
    ImGui::OpenPopup("view menu");
    ImGui::SetNextWindowPos(below);  // and not where the mouse is
  }
  if (ImGui::BeginPopup("view menu")) {
    if (ImGui::MenuItem("Find …", "Ctrl+F")) look.find = true;
    if (ImGui::MenuItem("Light theme", "T", !look.dark && !look.high_contrast)) look.flip_dark();
    ImGui::MenuItem("High contrast", nullptr, &look.high_contrast);
    ImGui::MenuItem("Present: for the back row", "P", &look.projector);
    ImGui::MenuItem("Left panel", nullptr, &layout.show_left);
    ImGui::MenuItem("Right panel", nullptr, &layout.show_lens);
    if (ImGui::MenuItem("Fit to data", "F")) settings.of<ArenaSettings>().fit = true;
    text_size(context, frame);
    ImGui::SetNextItemWidth(frame.theme.px(120));
    setting_slider("MiB for the past", settings, look.past_memory, {"%.0f", true});
    item_tooltip(frame, "States of the run that the track looks back to. With more, any moment is nearer.");
    draw_flash(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), past_found_at_, context.actions);
    best_metric(context, frame);
    ImGui::EndPopup();
  }
}

}  // namespace gan
