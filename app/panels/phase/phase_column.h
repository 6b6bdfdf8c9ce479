// The column of buttons on the portrait's left edge: a switch for each layer, which arrows there are, "show
// everything", and what takes thrown starts away. It changes view settings only.
#pragma once

#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/stage/column_places_model.h"
#include "app/panels/view.h"

namespace gan {

// From the upper left corner of a region that is `height` pixels high. Returns the width that it took; `places` keeps
// its memory. `fit` becomes true where a person asked to see everything.
float draw_phase_column(const Frame& frame, PhaseSettings& settings, ColumnPlaces& places, ImVec2 corner, float height,
                        bool& fit);

}  // namespace gan
