// The bar above the decision surface of images: which plane, the images at its corners, and what the
// marks say.
#pragma once

#include "app/panels/slice/slice_model.h"
#include "app/panels/view.h"

namespace gan {

// Where they were drawn; empty: not.
struct SliceButtons {
  Region through, first_corner;
};

// At `corner`, `width` x `height` pixels. Changes the view settings, and the corners.
SliceButtons draw_slice_bar(ViewContext& context, const Frame& frame, SliceCorners& corners, ImVec2 corner, float width,
                            float height);

}  // namespace gan
