// The column of layers of figure 1, over the stage's left edge.
#pragma once

#include "app/panels/line/line_settings_model.h"
#include "app/panels/stage/column_places_model.h"
#include "app/panels/view.h"

namespace gan {

// From `corner` down, in at most `height` pixels; returns its width. `fit` becomes true where that was pressed.
float draw_line_column(const Frame& frame, LineSettings& settings, ColumnPlaces& places, ImVec2 corner, float height,
                       bool& fit);

}  // namespace gan
