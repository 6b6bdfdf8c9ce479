// What stands above games side by side: the bar over all of them, with what differs and what can be done with them, and
// the heading of each.
#pragma once

#include "app/panels/compare/compare_texts_model.h"
#include "app/panels/view.h"

namespace gan {

// Over the whole width of the stage. `moment`: of the past that is shown; "" for the front.
void draw_compare_bar(ViewContext& context, const CompareTexts& texts, const std::string& moment, const Frame& frame,
                      const Region& at);
// Its letter and what it is beside the others. The one in focus is marked; a press brings it there, and the right
// button opens what can be done with it.
void draw_game_heading(std::size_t game, ViewContext& context, const CompareTexts& texts, const Frame& frame,
                       const Region& at);

}  // namespace gan
