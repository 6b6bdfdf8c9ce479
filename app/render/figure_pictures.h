// FigurePictures: where panels leave their pictures while a figure is made. What OpenGL would paint into a texture is
// kept as what it consists of, under an identifier that stands in the texture's place until the figure has been read.
#pragma once

#include <cstdint>
#include <span>

#include "app/geometry/sheet_grid.h"
#include "app/render/arena_scene.h"
#include "app/ui/palette.h"
#include "core/probe/images/sheet.h"

namespace gan {

class FigurePictures {
 public:
  virtual ~FigurePictures() = default;
  // What ArenaRenderer::draw draws.
  virtual unsigned int arena(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport,
                             const Palette& palette, float scale) = 0;
  // What TilePainter::draw draws.
  virtual unsigned int tiles(const ImageSheet& sheet, const SheetGrid& grid, const SheetCamera& camera,
                             std::span<const Rgb> borders, Rgb ground, Viewport viewport) = 0;
  // Rows from the top. `smooth`: what lies between pixels is interpolated.
  virtual unsigned int image(int width, int height, std::span<const std::uint8_t> rgba, bool smooth) = 0;
};

}  // namespace gan
