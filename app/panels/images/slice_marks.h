// What lies on the decision surface of pictures besides the painter's marks: the pictures themselves in their
// place, the three that the plane goes through, and a ring around the chosen one.
#pragma once

#include <cstdint>
#include <memory>

#include "app/panels/arena/arena_overlay.h"
#include "app/panels/images/image_widgets.h"
#include "app/panels/images/slice_model.h"

namespace gan {

// Design pixels: the small pictures in the place of marks; those of the corners, and how far they stand
// beside their places.
inline constexpr float kSlicePictureSide = 24, kSliceCornerSide = 32, kSliceCornerAway = 10;

class SliceMarks {
 public:
  // `revision` is another whenever the picture is.
  void draw(const SlicePicture& picture, std::uint64_t revision, const ViewSettings& s,
            const ArenaCanvas& canvas);

 private:
  void draw_pictures(const SlicePicture& picture, std::uint64_t revision, const ViewSettings& s,
                     const ArenaCanvas& canvas);
  void draw_corners(const SlicePicture& picture, const ArenaCanvas& canvas);
  void draw_chosen(const SlicePicture& picture, const ViewSettings& s, const ArenaCanvas& canvas) const;

  std::unique_ptr<PictureAtlas> corner_pictures_, real_pictures_, generated_pictures_;
  std::shared_ptr<const Matrix<float>> corners_drawn_;
};

}  // namespace gan
