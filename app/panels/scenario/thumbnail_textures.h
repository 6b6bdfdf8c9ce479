// The scenarios' pictures as textures of the interface, sent to the GPU when one is another.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "app/lab/looks/thumbnails.h"
#include "app/platform/gl_objects.h"
#include "app/ui/theme.h"

namespace gan {

// In the colours of both themes: dark first.
std::shared_ptr<const ThumbnailLooks> thumbnail_looks();

// Which of them a theme shows: on black the dark one.
inline std::size_t thumbnail_look_of(ThemeMode mode) {
  return mode == ThemeMode::kLight ? 1 : 0;
}

class ThumbnailTextures {
 public:
  // 0 while there is no picture. With a current OpenGL context.
  unsigned int texture(std::size_t scenario, const Thumbnail& thumbnail, ThemeMode mode);

 private:
  struct Held {
    GlTexture texture{GL_LINEAR};
    std::uint64_t revision = 0;
    ThemeMode mode = ThemeMode::kDark;
  };
  std::vector<std::unique_ptr<Held>> held_;
};

}  // namespace gan
