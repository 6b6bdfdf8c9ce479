// D's surface for a figure: its colours as an image, its contours as lines. The same interpolation, the same colours
// and the same levels as shaders/surface.frag.
#pragma once

#include <vector>

#include "app/figure/figure_scene.h"
#include "app/render/arena_scene.h"
#include "app/ui/palette.h"

namespace gan {

struct SurfaceView {
  ArenaCamera camera;
  Viewport viewport;
  Palette palette;
  float scale = 1;       // of lines
  float resolution = 1;  // pixels of the image for one of the interface
};

// In pixels of the viewport.
std::vector<FigurePart> surface_parts(const SurfaceLayer& layer, const SurfaceView& view);

}  // namespace gan
