// A square of the complex plane as it is drawn: axes, the stable part shaded, eigenvalues as marks, what they were
// lately as faint dots.
#pragma once

#include "app/panels/phase/growth_model.h"
#include "app/panels/view.h"

namespace gan {

// Which part of the plane is stable: left of the imaginary axis for the rates of a flow, inside the unit circle for the
// multipliers of a map.
enum class StablePart { left, circle };

struct ComplexPlaneLook {
  const char* title;
  std::string note;  // beside it at the right, as far as there is room
  ComplexSquare square;
  StablePart stable;
  const ComplexNumbers *here, *equilibrium;
  const std::deque<Growth>* lately;
  ComplexNumbers Growth::*which;  // of what was lately
};

// With the title above it, in the rectangle from `low` to `high`.
void draw_complex_plane(const Frame& frame, const ComplexPlaneLook& look, ImVec2 low, ImVec2 high);

}  // namespace gan
