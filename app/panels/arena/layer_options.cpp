#include "app/panels/arena/layer_options.h"

#include "app/panels/arena/arena_model.h"
#include "app/panels/widgets.h"

namespace gan {
namespace {

// What layer θ can show, in the order of its numbers.
constexpr const char* kTheoryChoices[] = {"D*", "D − D*", "‖∇D‖ of penalties", "spread", "turn"};

// Choosing shows it. What there is no D* for is not offered.
void theory_choice(const LayerColumn& column, ArenaSettings& s) {
  bool first = true;
  for (int mode = column.no_theory.empty() ? kTheoryBest : kTheoryPenalty; mode <= kTheoryTurn; ++mode) {
    if (!first && mode != kTheoryPenalty) ImGui::SameLine();
    first = false;
    if (ImGui::RadioButton(kTheoryChoices[mode], s.theory_mode == mode)) {
      s.theory_mode = mode;
      s.theory.visible = true;
    }
  }
}

void sample_options(const LayerColumn& column, ViewSettings& settings) {
  if (column.marks != nullptr) {
    setting_slider("samples of each kind", settings, column.marks->samples, {"%d", true});
    return ImGui::Separator();
  }
  ArenaSettings& s = settings.of<ArenaSettings>();
  setting_slider("length of arrows", settings, s.arrow_scale, {"× %.3g", true});
  ImGui::Checkbox("hold the scale of the arrows", &s.hold_arrow_scale);
  setting_slider("generated samples", settings, s.generated_samples, {"%d", true});
  setting_slider("real samples", settings, s.real_samples, {"%d", true});
  ImGui::Checkbox("leading mode of an iteration on the samples", &s.leading_mode);
  setting_slider("length of trails", settings, s.trail_length, {"%d", false});
  ImGui::Separator();
}

}  // namespace

const char* layer_title(ArenaLayer layer, const OutputScale& output) {
  if (layer == ArenaLayer::surface) return output.reading.name;
  return arena_layer_infos()[static_cast<std::size_t>(layer)].title;
}

void layer_options_popup(const Frame& frame, const LayerColumn& column, const OutputScale& output,
                         ViewSettings& settings) {
  if (!ImGui::BeginPopup(kLayerOptions)) return;
  ArenaSettings& s = settings.of<ArenaSettings>();
  ImGui::PushItemWidth(frame.theme.px(180));
  ImGui::TextUnformatted("The surface shows");
  for (int mode = 0; mode < 3; ++mode) {
    // Along a plane of images only a part of the gradient would be seen.
    if (mode == 2 && column.marks != nullptr) break;
    if (mode > 0) ImGui::SameLine();
    if (ImGui::RadioButton(surface_choice(mode, output), s.surface_mode == mode)) s.surface_mode = mode;
  }
  if (s.surface_mode != 0) {
    setting_slider("at the ends of the colours", settings, s.logit_range, {"%.1f", true});
  }
  // Of images there are no points, and so nothing of this.
  if (column.marks == nullptr) {
    ImGui::Checkbox("θ: theory", &s.theory.visible);
    theory_choice(column, s);
  }
  ImGui::Separator();
  sample_options(column, settings);
  ImGui::TextUnformatted("Opacity");
  for (const ArenaLayer layer : column.layers) {
    setting_slider(layer_title(layer, output), settings, s.layer(layer).opacity, {"%.2f", false});
  }
  if (column.marks == nullptr) setting_slider("θ: theory", settings, s.theory.opacity, {"%.2f", false});
  ImGui::PopItemWidth();
  ImGui::EndPopup();
}

void layer_opacity_popup(const Frame& frame, ViewSettings& settings, ArenaLayer layer) {
  ImGui::PushID(static_cast<int>(layer));
  if (ImGui::BeginPopupContextItem("opacity")) {
    ImGui::SetNextItemWidth(frame.theme.px(160));
    setting_slider("opacity", settings, settings.of<ArenaSettings>().layer(layer).opacity, {"%.2f", false});
    ImGui::EndPopup();
  }
  ImGui::PopID();
}

void theory_popup(const Frame& frame, const LayerColumn& column, ViewSettings& settings) {
  if (!ImGui::BeginPopupContextItem("theory options")) return;
  ArenaSettings& s = settings.of<ArenaSettings>();
  theory_choice(column, s);
  ImGui::SetNextItemWidth(frame.theme.px(160));
  setting_slider("opacity", settings, s.theory.opacity, {"%.2f", false});
  ImGui::EndPopup();
}

}  // namespace gan
