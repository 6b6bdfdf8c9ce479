// What the right button offers on a panel that does nothing else with it: to save what it shows.
#pragma once

#include "app/panels/views.h"

namespace gan {

// Inside the window of the panel that was just drawn.
void panel_menu(const ViewEntry& panel, ViewContext& context, const Frame& frame);

}  // namespace gan
