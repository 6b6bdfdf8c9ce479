// The steps of one player alone in the toolbar: one at a time, and of D as many as its optimum takes.
#pragma once

#include "app/panels/view.h"

namespace gan {

// "D step" and "G step" in a row, each in its player's colour; behind the first a menu.
void draw_player_steps(ViewContext& context, const Frame& frame);

}  // namespace gan
