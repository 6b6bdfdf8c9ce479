// What lies on the decision surface of images besides the painter's marks: the images themselves in their
// place, the three that the plane goes through, and a ring around the chosen one.
#pragma once

#include <cstdint>
#include <memory>

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/slice/slice_model.h"

namespace gan {

// Design pixels: the small images in the place of marks; those of the corners, and how far they stand
// beside their places.
inline constexpr float kSliceImageSide = 24, kSliceCornerSide = 32, kSliceCornerAway = 10;

class SliceMarks {
 public:
  // `revision` is another whenever the image is.
  void draw(const SliceImage& image, std::uint64_t revision, const ViewSettings& settings, const ArenaCanvas& canvas);

 private:
  void draw_images(const SliceImage& image, std::uint64_t revision, const ArenaSettings& s, const ArenaCanvas& canvas);
  void draw_corners(const SliceImage& image, const ArenaCanvas& canvas);
  void draw_chosen(const SliceImage& image, const ViewSettings& settings, const ArenaCanvas& canvas) const;

  std::unique_ptr<ImageAtlas> corner_images_, real_images_, generated_images_;
  std::shared_ptr<const Matrix<float>> corners_drawn_;
};

}  // namespace gan
