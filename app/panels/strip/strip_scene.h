// What both forms of the strip draw from, for the length of one frame.
#pragma once

#include <imgui.h>

#include "app/panels/strip/strip_model.h"
#include "app/panels/strip/strip_texts_model.h"
#include "app/panels/view.h"
#include "app/ui/math_text.h"

namespace gan {

struct StripScene {
  ViewContext& context;
  const Frame& frame;
  const StripMoment& moment;
  const StripTexts& texts;
  MathTexts& formulas;
  ImVec2 corner;  // the strip's upper left one

  const Theme& theme() const { return frame.theme; }
  const MathBox& formula(const std::string& markup, TypeFace face = TypeFace::kBody) const {
    return formulas.of(markup, {face});
  }
  std::string number(StripNode node) const { return strip_number(moment.number(node)); }
};

// As wide as any number (strip_number), in the current font.
float widest_number();
// Whose side a number is on: blue is real and D's, orange is fake and G's.
Rgb number_colour(const StripScene& scene, StripNode node);
// The node's tooltip, and a click that opens the losses in the lens with its part lit. `low` and `size` are on the
// screen.
void handle_node(const StripScene& scene, StripNode node, ImVec2 low, ImVec2 size);

}  // namespace gan
