// The arena for a figure: what app/render paints with OpenGL, as parts of a figure.
#pragma once

#include <vector>

#include "app/picture/surface_parts.h"
#include "app/render/arena_scene.h"

namespace gan {

// In pixels of the viewport, from back to front.
std::vector<FigurePart> arena_parts(const ArenaScene& scene, const SurfaceView& view);

}  // namespace gan
