// The theory tab, in parts of which one is chosen: how small changes grow, ‖∇D‖ where penalties look at it, how samples
// move, and what the game does on the line between two moments. Of games of networks the first is SpectrumPart; of
// those that are two numbers it has all eigenvalues of the field and the multipliers of one iteration in their complex
// planes, what they mean in words, and what other methods make of the same start.
#include <algorithm>
#include <cmath>

#include "app/panels/drawing.h"
#include "app/panels/phase/complex_plane.h"
#include "app/panels/phase/methods_grid.h"
#include "app/panels/phase/phase_model.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/theory_tab/motion_part.h"
#include "app/panels/theory_tab/path_part.h"
#include "app/panels/theory_tab/penalty_part.h"
#include "app/panels/theory_tab/spectrum_part.h"
#include "app/panels/views.h"
#include "app/panels/widgets.h"
#include "app/ui/wrap_layout.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

constexpr float kLeastPlane = 150, kLeastMethods = 130, kLowestPlane = 110;  // design pixels

class TheoryView : public View {
 public:
  void draw(ViewContext& context, const Frame& frame) override;

 private:
  void ask(ViewContext& context, bool methods) const;
  TheoryPart draw_parts(ViewContext& context, const Frame& frame, ImVec2& low, float right) const;
  void draw_numbers(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);
  void draw_planes(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) const;
  void draw_scale_choice(ViewContext& context, const Frame& frame, ImVec2 corner) const;
  // Returns where they end.
  float draw_words(const Frame& frame, ImVec2 at, float width, float bottom) const;

  GrowthTrail growth_;
  MethodPanels methods_;
  SpectrumPart spectrum_;
  PenaltyPart penalty_;
  MotionPart motion_;
  PathPart path_;
};

void TheoryView::ask(ViewContext& context, bool methods) const {
  ProbeRequest& want = context.actions.want();
  if (!want.phase) want.phase = growth_request();
  if (!methods) return;
  MethodsRequest request;
  request.start = start_of(*context.snapshot.settings);
  if (!methods_.has(request, *context.snapshot.settings)) want.methods = request;
}

// The enlarged circle is told from the whole one, and chosen.
void TheoryView::draw_scale_choice(ViewContext& context, const Frame& frame, ImVec2 corner) const {
  bool& whole = context.settings.of<PhaseSettings>().whole_circle;
  const FontScope font(frame.fonts.small);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(frame.theme.px(6), frame.theme.px(1)));
  const char* const label = "whole circle";
  ImGui::SetCursorScreenPos({corner.x - text_width(label) - frame.theme.px(16), corner.y + frame.theme.px(4)});
  if (toggle_button(label, whole, frame)) whole = !whole;
  item_tooltip(frame, "The whole unit circle, or enlarged around 1, where multipliers of small steps are.");
  ImGui::PopStyleVar();
}

void TheoryView::draw_planes(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) const {
  const Theme& theme = frame.theme;
  const Growth &here = growth_.here(), &there = growth_.equilibrium();
  const bool whole = context.settings.of<PhaseSettings>().whole_circle;
  const float gap = theme.space(1.5F), width = high.x - low.x, height = high.y - low.y;
  const bool beside = width >= 2 * theme.px(kLeastPlane) + gap;
  const ImVec2 size{beside ? (width - gap) / 2 : width, beside ? height : (height - gap) / 2};
  const ImVec2 second = beside ? ImVec2(low.x + size.x + gap, low.y) : ImVec2(low.x, low.y + size.y + gap);
  draw_complex_plane(frame,
                     {"Field: rates", "λ = " + complex_text(there.rates), rates_square(here, there), StablePart::left,
                      &here.rates, &there.rates, &growth_.lately(), &Growth::rates},
                     low, {low.x + size.x, low.y + size.y});
  const std::string radius = there.multipliers.empty()
                                 ? std::string()
                                 : std::string("ρ = ") + fixed_text(spectral_radius(there.multipliers), 4).c_str();
  draw_complex_plane(frame,
                     {"One iteration", radius, multipliers_square(here, there, whole), StablePart::circle,
                      &here.multipliers, &there.multipliers, &growth_.lately(), &Growth::multipliers},
                     second, {second.x + size.x, second.y + size.y});
  if (frame.paper) return;
  const FontScope body(frame.fonts.body);
  draw_scale_choice(context, frame, {second.x + size.x, second.y + ImGui::GetFontSize() + theme.px(4)});
}

// Whole sentences, as many as there is room for.
float TheoryView::draw_words(const Frame& frame, ImVec2 at, float width, float bottom) const {
  const Theme& theme = frame.theme;
  const Palette& p = theme.palette;
  const ComplexNumbers& there = growth_.equilibrium().multipliers;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float y = at.y;
  const auto say = [&](const std::string& sentence, Rgb colour) {
    if (sentence.empty()) return;
    const std::string text = wrap_at_spaces(sentence, width, text_width);
    const float height = ImGui::CalcTextSize(text.c_str()).y;
    if (y + height > bottom) return;
    draw_text(list, {at.x, y}, pack(colour), text);
    y += height + theme.px(3);
  };
  const std::string round = round_sentence(there);
  say("At the equilibrium: " + iteration_sentence(there) + (round.empty() ? "" : " " + round), p.text);
  const Rgb colours[] = {p.text, p.accent, p.text, p.warning};
  say(circle_sentence(there), colours[static_cast<int>(side_of_circle(there))]);
  const FontScope font(frame.fonts.small);
  say(rates_sentence(growth_.equilibrium().rates), p.text_muted);
  say("At the present place (dots; rings: the equilibrium): " + iteration_sentence(growth_.here().multipliers),
      p.text_muted);
  return y;
}

// In a row at the top, what there is of this game; `low` moves below it. Returns the part that is shown.
TheoryPart TheoryView::draw_parts(ViewContext& context, const Frame& frame, ImVec2& low, float right) const {
  struct Choice {
    TheoryPart part;
    const char *label, *tip;
  };
  constexpr Choice kParts[] = {
      {TheoryPart::growth, "eigenvalues", "How small changes grow or die in one iteration, and how they turn."},
      {TheoryPart::penalty, "penalty", "‖∇D‖ at the points where penalties look at it in the next step of D."},
      {TheoryPart::motion, "motion", "How the generated samples move: whether they spread and gather, or turn."},
      {TheoryPart::path, "path",
       "The straight line between two moments: where the game drives the players along it, and their losses."}};
  int& chosen = context.settings.of<PhaseSettings>().theory_part;
  const bool plane = context.kind.has(Capability::plane);
  const bool missing = chosen == static_cast<int>(TheoryPart::motion) && !plane;
  const auto part = missing ? TheoryPart::growth : static_cast<TheoryPart>(chosen);
  if (frame.paper) return part;
  const FontScope font(frame.fonts.small);
  const Theme& theme = frame.theme;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(theme.px(6), theme.px(1)));
  float x = low.x;
  for (const Choice& choice : kParts) {
    if (choice.part == TheoryPart::motion && !plane) continue;
    const float wide = text_width(choice.label) + theme.px(12);
    if (x + wide > right) break;
    ImGui::SetCursorScreenPos({x, low.y});
    if (toggle_button(choice.label, choice.part == part, frame)) chosen = static_cast<int>(choice.part);
    item_tooltip(frame, choice.tip);
    x += wide + theme.px(4);
  }
  low.y += ImGui::GetFrameHeight() + theme.px(6);
  ImGui::PopStyleVar();
  return part;
}

void TheoryView::draw(ViewContext& context, const Frame& frame) {
  motion_.follow(context);
  const Theme& theme = frame.theme;
  const ImVec2 corner = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
  const float pad = theme.space();
  ImVec2 low{corner.x + pad, corner.y + pad};
  const ImVec2 high{corner.x + size.x - pad, corner.y + size.y - pad};
  if (high.x - low.x < theme.px(80) || high.y - low.y < theme.px(60)) return;
  const TheoryPart part = draw_parts(context, frame, low, high.x);
  if (part == TheoryPart::penalty) {
    penalty_.draw(context, frame, low, high);
  } else if (part == TheoryPart::motion) {
    motion_.draw(context, frame, low, high);
  } else if (part == TheoryPart::path) {
    path_.draw(context, frame, low, high);
  } else if (!context.kind.has(Capability::portrait)) {
    spectrum_.draw(context, frame, low, high);
  } else {
    draw_numbers(context, frame, low, high);
  }
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy(size);
}

void TheoryView::draw_numbers(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high) {
  growth_.update(context.probe, context.probe_version);
  methods_.update(context.probe, context.probe_version);
  const Theme& theme = frame.theme;
  const float pad = theme.space(), width = high.x - low.x;
  if (high.y - low.y < theme.px(80)) return;
  // Words and planes first; the methods have what is left.
  const float line = theme.px(20), words = 6 * line;
  const float room = high.y - low.y - words;
  const bool methods = room >= theme.px(kLeastPlane + kLeastMethods) + line;
  float planes = methods ? std::clamp(0.45F * room, theme.px(kLeastPlane), 0.62F * width) : std::max(room, 0.0F);
  // What is too low to be read gives its room to the words.
  if (planes < theme.px(kLowestPlane)) planes = 0;
  if (!growth_.empty()) {
    if (planes > 0) draw_planes(context, frame, low, {high.x, low.y + planes});
    const float y = draw_words(frame, {low.x, low.y + planes + pad}, width, high.y) + 1.5F * pad;
    if (methods && y < high.y) {
      const std::string title = "Methods from this start, " + whole_text(methods_.iterations()) + " iterations";
      draw_text_within(*ImGui::GetWindowDrawList(), {low.x, y}, pack(theme.palette.text), title, width);
      draw_methods(frame, methods_, {low.x, y + line}, high);
    }
  }
  ask(context, methods);
}

}  // namespace

std::unique_ptr<View> make_theory_view(std::string&) {
  return std::make_unique<TheoryView>();
}

}  // namespace gan
