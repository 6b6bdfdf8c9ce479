// The button of the toolbar that puts games side by side, with its menu: all that can be done with them.
#pragma once

#include "app/panels/view.h"

namespace gan {

// At the cursor; lit while games are compared.
void draw_compare_menu(ViewContext& context, const Frame& frame);

}  // namespace gan
