// The column of buttons on the stage's left edge: a switch for each layer, "show everything", and a menu of what the
// surface shows, the length of the arrows, numbers of samples and opacities. It changes view settings only. The
// decision surface of images has the same one with fewer layers.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "app/lab/looks/output_scale.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/stage/column_places_model.h"
#include "app/panels/view.h"

namespace gan {

// Of images: marks can be small images.
struct ImageMarks {
  bool& as_images;
  int& samples;  // of each kind
};

struct LayerColumn {
  std::span<const ArenaLayer> layers;
  const char* key;                    // the key of layer i is this and the digit i + 1: "", "Shift+"
  const char* fit;                    // what the button shows all of
  const ImageMarks* marks = nullptr;  // of images, where there are no arrows and trails; null: of points
  std::int64_t trail_spacing = 0;     // iterations; 0: not known
  std::string no_theory = "";         // why there is no D*, one sentence; "": there is
};
std::span<const ArenaLayer> all_arena_layers();  // in their order

// From the upper left corner of a region that is `height` pixels high. Returns the width that it took; `places` keeps
// its memory. `fit` becomes true where a person asked to see everything.
float draw_layer_column(const Frame& frame, const LayerColumn& column, ColumnPlaces& places, const OutputScale& output,
                        ViewSettings& settings, ImVec2 corner, float height, bool& fit);

}  // namespace gan
