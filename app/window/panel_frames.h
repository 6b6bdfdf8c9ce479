// What is drawn around the panels: the lines between them, and what says that they show the past.
#pragma once

#include "app/panels/regions_model.h"
#include "app/ui/theme.h"

namespace gan {

void draw_separators(const Regions& regions, const Theme& theme);
// Whoever looks at any part of the window sees that it is not the present.
void draw_past_frames(const Regions& regions, const Theme& theme);

}  // namespace gan
