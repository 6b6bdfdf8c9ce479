// Bars of games that are compared: a bar is filled as the lines of its game are drawn in the plots, whole, dashed,
// dotted, dash-dotted; its colour still says whose it is.
#pragma once

#include <span>

#include "app/panels/view.h"
#include "app/ui/colour.h"

namespace gan {

// From its foot to its end: upwards where `upright`, else to the right.
void draw_game_bar(ImDrawList& list, ImVec2 low, ImVec2 high, Rgb colour, float opacity, std::size_t game, bool upright,
                   const Theme& theme);

// "▇ A  ▤ B" from `at` on, in the present font, of so many games; returns where it ends, also where nothing was drawn
// because it would have reached beyond `right`.
float draw_game_bar_legend(ImDrawList& list, ImVec2 at, float right, Rgb colour, std::size_t games, const Theme& theme);

}  // namespace gan
