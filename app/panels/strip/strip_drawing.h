// How the strip's parts are drawn: arrows of the forward way, the boxes of G and D, the gradient on its way back.
#pragma once

#include <imgui.h>

#include "app/panels/strip/strip_placement_model.h"
#include "app/ui/theme.h"

namespace gan {

// Whose colour a part has: blue is real and D's, orange is fake and G's.
Rgb side_colour(const Palette& palette, Player player);

// A player's box: it glows where it is the one that learns, and is grey where it is held constant.
enum class BoxState { learns, held };
void draw_player_box(ImDrawList& list, ImVec2 low, ImVec2 high, Player player, BoxState state, const Theme& theme);

// All arrows of the forward way. `corner`: the strip's upper left one.
void draw_arrows(ImDrawList& list, ImVec2 corner, const StripPlacement& placement, const Theme& theme);

// The ways back, and on them the pulse at `phase` in [0, 1]; at 1 it has arrived.
void draw_gradient(ImDrawList& list, ImVec2 corner, const StripPlacement& placement, Player moved, float phase,
                   const Theme& theme);

}  // namespace gan
