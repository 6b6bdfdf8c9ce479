// The small toolbar inside the arena: a switch for each layer, what the surface shows, the length of the
// arrows, opacities, and "show everything". It changes view settings only. The decision surface of images has the same
// one with fewer layers.
#pragma once

#include <span>

#include "app/lab/output_scale.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/view.h"

namespace gan {

// Of images: marks can be small images.
struct ImageMarks {
  bool& as_images;
  int& samples;  // of each kind
};

struct ArenaToolbar {
  std::span<const ArenaLayer> layers;
  const char* key;                    // the key of layer i is this and the digit i + 1: "", "Shift+"
  const char* fit;                    // what the button shows all of
  const ImageMarks* marks = nullptr;  // of images, where there are no arrows and trails; null: of points
};
const ArenaToolbar& arena_toolbar();  // of points: all layers

// At the upper left corner of a region that is `width` pixels wide; wraps where it does not fit. Returns the
// height that it took. `fit` becomes true where a person asked to see everything.
float draw_arena_toolbar(const Frame& frame, const ArenaToolbar& bar, const OutputScale& output, ViewSettings& settings,
                         ImVec2 corner, float width, bool& fit);

}  // namespace gan
