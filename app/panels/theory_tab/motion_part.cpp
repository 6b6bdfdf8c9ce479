#include "app/panels/theory_tab/motion_part.h"

#include <algorithm>
#include <cmath>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/theory_tab/said.h"
#include "app/panels/widgets.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// What of it the stage shows. Returns how high the row is.
float draw_switches(ViewContext& context, const Frame& frame, ImVec2 at) {
  const FontScope font(frame.fonts.small);
  const Theme& theme = frame.theme;
  ArenaSettings& s = context.settings.of<ArenaSettings>();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(1)));
  const auto choice = [&](const char* label, int mode, const char* tip) {
    ImGui::SetCursorScreenPos(at);
    const bool on = s.shows_theory(mode);
    if (toggle_button(label, on, frame)) s.theory_mode = mode, s.theory.visible = !on;
    item_tooltip(frame, tip);
    at.x = ImGui::GetItemRectMax().x + theme.px(4);
  };
  choice("spread on stage", kTheorySpread,
         "Layer θ: the divergence of the samples' velocity, where they gather and spread.");
  choice("turn on stage", kTheoryTurn, "Layer θ: the curl of the samples' velocity, where they turn left and right.");
  const float height = ImGui::GetFrameHeight() + theme.px(6);
  ImGui::PopStyleVar();
  return height;
}

// Rotation and spread as shares of one bar, named below. Returns where it ends.
float draw_shares(const Frame& frame, double rotation, ImVec2 at, float width) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float bar = theme.px(10), middle = at.x + width * static_cast<float>(rotation), bottom = at.y + bar;
  list.AddRectFilled(at, {middle, bottom}, pack(theme.palette.third));
  list.AddRectFilled({middle, at.y}, {at.x + width, bottom}, pack(theme.palette.grid));
  const ImU32 muted = pack(theme.palette.text_muted);
  draw_text(list, {at.x, bottom + theme.px(2)}, muted, "turn " + percent_text(rotation, 0));
  draw_text(list, {at.x + width, bottom + theme.px(2)}, muted, "spread or gather " + percent_text(1 - rotation, 0), 1);
  return bottom + theme.px(2) + ImGui::GetFontSize() + theme.px(8);
}

}  // namespace

void MotionPart::follow(const ViewContext& context) {
  if (context.probe == nullptr || context.probe_version == version_) return;
  version_ = context.probe_version;
  const ProbeResult& result = *context.probe;
  history_.add(result.snapshot->moment(), result.generated);
  if (result.snapshot->segment() != segment_) flow_ = {};
  segment_ = result.snapshot->segment();
  if (result.flow.divergence.size() > 0) flow_ = result.flow;
}

void MotionPart::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  ProbeRequest& want = context.actions.want();
  // As many as the stage shows, which is not always there to ask for them.
  want.generated = std::max(want.generated, context.settings.of<ArenaSettings>().generated_samples);
  // The stage asks for it with its own lattice where it shows it; a few nodes do where nothing but words is shown.
  if (!want.flow && context.probe != nullptr) {
    want.flow = history_.other(context.probe->snapshot->position.step);
    if (want.flow) want.flow->lattice.nx = want.flow->lattice.ny = kMeansLattice;
  }
  if (!frame.paper) low.y += draw_switches(context, frame, low);
  const double rotation = flow_.samples > 0 ? flow_.rotation() : std::nan("");
  if (std::isfinite(rotation)) low.y = draw_shares(frame, rotation, low, high.x - low.x);
  say(frame, flow_lines(flow_), low, high.x - low.x, high.y);
}

}  // namespace gan
