// What stands at one place of the plane of images: the image there, D of it, and the samples that are
// projected nearby. Made on the spot, without waiting for the probe desk.
#pragma once

#include <memory>
#include <vector>

#include "app/panels/images/image_widgets.h"
#include "app/panels/slice/slice_model.h"
#include "app/panels/view.h"

namespace gan {

class SliceReadout {
 public:
  struct Place {
    WorldPoint at;
    int real, generated;  // samples nearby, as nearest_sample counts them; -1: none
    double cost;          // slice_cost
    const OutputScale& output;
  };
  // A tooltip at the mouse, for an image that shows an answer.
  void show(const SliceImage& image, const Place& place, const Frame& frame);

 private:
  void update(const SliceImage& image, const Place& place);
  void show_sample(const SliceImage& image, const Place& place, bool real, Index cell, const Frame& frame) const;

  Evaluators networks_;                // of the window's thread
  std::unique_ptr<ImageAtlas> atlas_;  // the image, then the samples nearby
  ImageSheet sheet_;
  // What the numbers below belong to.
  std::shared_ptr<const ProbeResult> from_;
  WorldPoint at_;
  int real_ = -1, generated_ = -1;
  double logit_ = 0, cut_off_ = 0;
  bool exact_ = true;  // D itself was asked
};

}  // namespace gan
