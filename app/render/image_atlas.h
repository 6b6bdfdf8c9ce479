// The images of one sheet in one texture, side by side, sent to the GPU only when the sheet is another; and the tiles
// of a sheet drawn from it into a texture that the interface shows, with borders in the colours that the caller chose.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/geometry/sheet_grid.h"
#include "app/platform/gl_objects.h"
#include "app/render/figure_pictures.h"
#include "app/ui/colour.h"
#include "core/probe/images/sheet.h"

namespace gan {

class ImageAtlas {
 public:
  // `revision` is another whenever the sheet is. Needs no OpenGL yet.
  void update(const ImageSheet& sheet, std::uint64_t revision);

  // For drawing one image as an image: the texture, 0 while there is none, and image i's part of it. With a current
  // OpenGL context, or as a picture of the figure that is made.
  unsigned int texture() const { return count_ > 0 ? gl().id() : 0; }
  unsigned int texture(FigurePictures& figure) const { return figure.image(width(), height(), texels_, false); }
  struct Part {
    float u0, v0, u1, v1;
  };
  Part part(Index i) const;

  Index count() const { return count_; }
  SampleShape shape() const { return shape_; }
  // Where image i begins in the texture, in texels.
  int left(Index i) const { return static_cast<int>(i % columns_ * shape_.width); }
  int top(Index i) const { return static_cast<int>(i / columns_ * shape_.height); }
  const GlTexture& gl() const;
  std::uint64_t revision() const { return revision_.value_or(0); }

 private:
  int width() const { return static_cast<int>(columns_ * shape_.width); }
  int height() const { return static_cast<int>(rows_ * shape_.height); }

  mutable std::optional<GlTexture> texture_;
  mutable bool sent_ = false;
  SampleShape shape_ = {1, 1, 1};
  Index count_ = 0, columns_ = 1, rows_ = 0;
  std::vector<std::uint8_t> texels_;
  std::optional<std::uint64_t> revision_;
};

class TilePainter {
 public:
  // Null and the compiler's message where the shader can't be made.
  static std::unique_ptr<TilePainter> create(std::string& error);

  // Tile i shows image i with border i. Draws only what has changed since the last time; returns the texture to show
  // with uv (0, 0) at the top left, or 0 for an empty viewport. Leaves the window's framebuffer bound.
  unsigned int draw(const ImageAtlas& atlas, const SheetGrid& grid, const SheetCamera& camera,
                    std::span<const Rgb> borders, Rgb ground, Viewport viewport);
  std::uint64_t images_drawn() const { return images_drawn_; }
  unsigned int framebuffer() const { return target_.framebuffer(); }

 private:
  struct Key {
    const ImageAtlas* atlas = nullptr;
    std::uint64_t revision = 0;
    SheetGrid grid;
    SheetCamera camera;
    Viewport viewport;
    Rgb ground;
    std::vector<Rgb> borders;
  };
  explicit TilePainter(ShaderProgram program);
  bool current(const ImageAtlas& atlas, const SheetGrid& grid, const SheetCamera& camera, std::span<const Rgb> borders,
               Rgb ground, Viewport viewport) const;

  ShaderProgram program_;
  GlVertexArray vertex_array_;
  GlBuffer buffer_;
  RenderTarget target_{GL_RGBA8, GL_NEAREST};
  std::vector<float> instances_;
  Key drawn_;
  std::uint64_t images_drawn_ = 0;
};

}  // namespace gan
