// The arena: D's surface with the samples on it, the largest thing in the window. It asks the probe desk for what
// it shows, keeps the camera, and leaves the picture itself to an ArenaPainter, so that everything but OpenGL
// can be drawn and measured without a window.
#pragma once

#include <memory>

#include "app/panels/view.h"
#include "app/render/arena_scene.h"
#include "app/ui/palette.h"

namespace gan {

class ArenaPainter {
 public:
  virtual ~ArenaPainter() = default;
  // The texture with the picture, see ArenaRenderer::draw; 0 for none.
  virtual unsigned int paint(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport,
                             const Palette& palette, float scale) = 0;
};

// With a painter of one's own; null paints nothing.
std::unique_ptr<View> make_arena_view_with(std::unique_ptr<ArenaPainter> painter);

}  // namespace gan
