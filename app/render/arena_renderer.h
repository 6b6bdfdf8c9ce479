// Draws an ArenaScene into a texture that the interface shows pixel for pixel. Owns the GPU's side of it:
// shaders, persistent buffers, the colour map. Draws only when something it was given has changed, so that a
// still arena is free.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/render/arena_scene.h"
#include "app/ui/palette.h"

namespace gan {

class ArenaRenderer;

// Either a renderer, or null and the message of the shader compiler.
struct ArenaRendererResult {
  std::unique_ptr<ArenaRenderer> renderer;
  std::string error;
};

class ArenaRenderer {
 public:
  // The OpenGL context has to be current here, in every draw(), and at the end.
  static ArenaRendererResult create();
  ~ArenaRenderer();

  // Brings the picture up to date, `viewport` pixels large, lines and marks enlarged by `scale` > 0 (dpi,
  // projector). Returns the texture to show with uv (0, 0) at the top left and (1, 1) at the bottom right, or
  // 0 for an empty viewport. Leaves the window's framebuffer bound and blending off; the viewport is the
  // caller's to set again.
  unsigned int draw(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport, const Palette& palette,
                    float scale);

  // How many pictures were really drawn; a still arena does not count.
  std::uint64_t pictures_drawn() const;

  // The framebuffer behind the texture, row 0 at the top of the picture, for saving it.
  unsigned int framebuffer() const;

 private:
  struct Parts;
  explicit ArenaRenderer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace gan
