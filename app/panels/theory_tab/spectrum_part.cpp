#include "app/panels/theory_tab/spectrum_part.h"

#include <algorithm>
#include <cmath>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/drawing.h"
#include "app/panels/phase/complex_plane.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/theory_tab/said.h"
#include "app/panels/widgets.h"
#include "app/ui/wrap_layout.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kLowestSpectrum = 110;  // design pixels
constexpr int kWordLines = 8;

// How high the lines are, wrapped.
float height_of(const Frame& frame, const std::vector<SpectrumLine>& lines, float width) {
  float height = 0;
  for (const SpectrumLine& line : lines) {
    const FontScope font(line.aside ? frame.fonts.small : frame.fonts.body);
    height += ImGui::CalcTextSize(wrap_at_spaces(line.text, width, text_width).c_str()).y + frame.theme.px(3);
  }
  return height;
}

// Nothing where it does not fit right of `left`; `right` moves to its left.
bool switch_button(const Frame& frame, const char* label, const char* tip, float left, float& right, float y, bool on) {
  const float wide = text_width(label) + frame.theme.px(16);
  if (right - wide < left) return false;
  right -= wide;
  ImGui::SetCursorScreenPos({right, y});
  const bool pressed = toggle_button(label, on, frame);
  item_tooltip(frame, tip);
  right -= frame.theme.px(4);
  return pressed;
}

// In a row above the plane: how it is enlarged, and the mode on the stage. Returns how high the row is.
float draw_switches(ViewContext& context, const Frame& frame, float left, float right, float y) {
  const FontScope font(frame.fonts.small);
  const Theme& theme = frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(1)));
  bool& whole = context.settings.of<PhaseSettings>().whole_circle;
  if (switch_button(frame, "whole circle",
                    "The whole unit circle, or enlarged around 1, where multipliers of small steps are.", left, right,
                    y, whole))
    whole = !whole;
  if (context.kind.has(Capability::plane)) {
    bool& shown = context.settings.of<ArenaSettings>().leading_mode;
    if (switch_button(frame, "mode on stage",
                      "What the leading mode does to the samples: each goes round its ellipse, from the arrow on, once "
                      "in a turn of the mode; where it does not turn, along its line.",
                      left, right, y, shown))
      shown = !shown;
  }
  const float height = ImGui::GetFrameHeight() + theme.px(4);
  ImGui::PopStyleVar();
  return height;
}

}  // namespace

// What is shown on paper was asked for by whoever wants the figure.
void SpectrumPart::ask(ViewContext& context, const Frame& frame) {
  const bool on_demand = is_found_on_demand(context.snapshot);
  if (demanded_ && demanded_->segment != context.snapshot.segment()) demanded_.reset();
  if (demanded_ && context.spectrum != nullptr && context.spectrum_version != demanded_->version) demanded_.reset();
  if (!on_demand || demanded_ || frame.paper) context.actions.want_spectrum(context.training || on_demand);
}

void SpectrumPart::draw_invitation(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  low.y = say(frame, {on_demand_sentence(context.snapshot)}, low, high.x - low.x, high.y) + frame.theme.px(4);
  ImGui::SetCursorScreenPos(low);
  const FontScope font(frame.fonts.body);
  if (low.y + ImGui::GetFrameHeight() <= high.y && ImGui::Button("Find them"))
    demanded_ = Demand{context.snapshot.segment(), context.spectrum_version};
}

void SpectrumPart::draw_demand(const ViewContext& context, const Frame& frame, ImVec2 at) {
  const Theme& theme = frame.theme;
  const FontScope font(frame.fonts.small);
  if (!is_found_on_demand(context.snapshot)) return;
  if (demanded_) return draw_text(*ImGui::GetWindowDrawList(), at, pack(theme.palette.text_muted), "looking …");
  if (trail_.spectrum()->snapshot->moment() == context.snapshot.moment()) return;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(1)));
  ImGui::SetCursorScreenPos(at);
  if (toggle_button("find again", false, frame))
    demanded_ = Demand{context.snapshot.segment(), context.spectrum_version};
  item_tooltip(frame, "Look for the eigenvalues at the moment that is shown; what stands here is of another one.");
  ImGui::PopStyleVar();
}

void SpectrumPart::draw_plane(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  if (!frame.paper) {
    draw_demand(context, frame, low);
    low.y += draw_switches(context, frame, low.x, high.x, low.y);
  }
  const ComplexNumbers none;
  const Growth here{{}, trail_.here()}, empty;
  const bool whole = context.settings.of<PhaseSettings>().whole_circle;
  const std::string radius = std::string("ρ = ") + fixed_text(spectral_radius(trail_.here()), 5).c_str();
  draw_complex_plane(frame,
                     {"One iteration: multipliers", radius, multipliers_square(here, empty, whole), StablePart::circle,
                      &trail_.here(), &none, &trail_.lately(), &Growth::multipliers},
                     low, high);
}

float SpectrumPart::draw_words(const Frame& frame, ImVec2 at, float width, float bottom) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float y = at.y;
  for (const SpectrumLine& line : spectrum_lines(*trail_.spectrum())) {
    const FontScope font(line.aside ? frame.fonts.small : frame.fonts.body);
    const std::string text = wrap_at_spaces(line.text, width, text_width);
    const float height = ImGui::CalcTextSize(text.c_str()).y;
    if (y + height > bottom) continue;
    draw_text(list, {at.x, y}, pack(line.warns ? p.warning : line.aside ? p.text_muted : p.text), text);
    y += height + theme.px(3);
  }
  return y;
}

void SpectrumPart::draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  trail_.update(context.spectrum, context.spectrum_version);
  ask(context, frame);
  const Theme& theme = frame.theme;
  const float pad = theme.space();
  const float width = high.x - low.x, height = high.y - low.y;
  if (width < theme.px(80) || height < theme.px(60)) return;
  if (trail_.spectrum() == nullptr && is_found_on_demand(context.snapshot) && !demanded_ && !frame.paper) {
    draw_invitation(context, frame, low, high);
  } else if (trail_.spectrum() == nullptr) {
    const FontScope font(frame.fonts.body);
    draw_text_within(*ImGui::GetWindowDrawList(), low, pack(theme.palette.text_muted),
                     "Looking for the leading eigenvalues of an iteration …", width);
  } else if (!trail_.known()) {
    draw_words(frame, low, width, high.y);
  } else if (width > kWordsBeside * height) {
    const float plane = std::min(height * 1.3F, 0.55F * width);
    draw_plane(context, frame, low, {low.x + plane, high.y});
    draw_words(frame, {low.x + plane + 2 * pad, low.y}, width - plane - 2 * pad, high.y);
  } else {
    const float words =
        std::min(height_of(frame, spectrum_lines(*trail_.spectrum()), width) + pad, kWordLines * theme.px(22));
    const float plane = std::min(height - words, width * 1.1F);
    const bool shown = plane >= theme.px(kLowestSpectrum);
    if (shown) draw_plane(context, frame, low, {high.x, low.y + plane});
    draw_words(frame, {low.x, low.y + (shown ? plane + pad : 0)}, width, high.y);
  }
}

}  // namespace gan
