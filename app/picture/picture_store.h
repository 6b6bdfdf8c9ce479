// The pictures of one figure's frame, as parts.
#pragma once

#include <deque>
#include <functional>
#include <map>

#include "app/picture/draw_data_reader.h"
#include "app/render/figure_pictures.h"

namespace gan {

class PictureStore final : public FigurePictures, public KnownPictures {
 public:
  // Pixels of D's surface for one of the interface.
  explicit PictureStore(float resolution) : resolution_(resolution) {}

  unsigned int arena(const ArenaScene& scene, const ArenaCamera& camera, Viewport viewport, const Palette& palette,
                     float scale) override;
  unsigned int tiles(const ImageSheet& sheet, const SheetGrid& grid, const SheetCamera& camera,
                     std::span<const Rgb> borders, Rgb ground, Viewport viewport) override;
  unsigned int image(int width, int height, std::span<const std::uint8_t> rgba, bool smooth) override;

  const FigurePicture* find(ImTextureID texture) const override;

 private:
  // Its parts are made when they are read, in the frame whose views hold what they are made of.
  struct Kept {
    mutable FigurePicture picture;
    mutable std::function<std::vector<FigurePart>()> make;
  };
  unsigned int keep(float width, float height, std::function<std::vector<FigurePart>()> make);

  float resolution_;
  std::deque<Kept> pictures_;
  std::map<const std::uint8_t*, unsigned int> images_;  // the same pixels are kept once
};

}  // namespace gan
