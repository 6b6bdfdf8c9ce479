// Which part of the losses is meant: by a node of the strip that was clicked, and by the mouse over a curve.
#pragma once

#include <optional>
#include <span>

#include "app/panels/loss/loss_settings_model.h"
#include "app/panels/strip/strip_placement_model.h"

namespace gan {

// What the lens lights for a node. `pairs`: of a loss that compares a real sample with a fake one, so that no term is
// of one of them alone.
LossPart part_of_node(std::optional<StripNode> node, bool pairs);

// The curve that passes nearest to a point, where it is within `reach`, and those that lie on it there: a bit each. A
// curve is x and y in turn, in pixels.
unsigned curves_at(std::span<const std::span<const float>> curves, float x, float y, float reach);

}  // namespace gan
