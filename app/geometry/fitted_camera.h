// A camera that shows all of something until a person moves it: a change of the window's size, or of what is
// hidden along its edges, fits it again only as long as nobody has panned or zoomed.
#pragma once

#include "app/geometry/arena_camera.h"

namespace gan {

class FittedCamera {
 public:
  const ArenaCamera& camera() const { return camera_; }
  // Where it was fitted last; empty before that.
  Viewport viewport() const { return viewport_; }

  void want_fit() { wanted_ = true; }
  // Whether it is to be fitted now: asked for, or the size is another and nobody has moved it.
  bool fit_due(Viewport viewport) const {
    const bool resized = viewport.width != viewport_.width || viewport.height != viewport_.height;
    return wanted_ || (resized && viewport_.width > 0 && camera_ == fitted_);
  }
  // See ArenaCamera::fit, beside what is covered.
  void fit(const WorldRect& bounds, double margin, Viewport viewport) {
    camera_.fit(bounds, margin, viewport, covered_);
    fitted_ = camera_;
    viewport_ = viewport;
    wanted_ = false;
  }
  // So many pixels are hidden from now on.
  void cover(Covered pixels) {
    if (pixels != covered_ && camera_ == fitted_) wanted_ = true;
    covered_ = pixels;
  }

  // At the same place of the world, whatever either of them covers; fitted only where the other is.
  void look_as(const FittedCamera& other) {
    const bool fitted = other.camera_ == other.fitted_;
    camera_ = other.camera_;
    fitted_ = other.fitted_;
    wanted_ = wanted_ && !fitted;
  }
  // Looks there, as a person has moved it.
  void show(const ArenaCamera& camera, Viewport viewport) {
    camera_ = camera;
    viewport_ = viewport;
    wanted_ = false;
  }
  bool moved() const { return !wanted_ && !(camera_ == fitted_); }

  void pan(double dx, double dy, Viewport viewport) { camera_.pan(dx, dy, viewport); }
  void zoom_at(PixelPoint cursor, double factor, Viewport viewport) { camera_.zoom_at(cursor, factor, viewport); }

 private:
  ArenaCamera camera_, fitted_;
  Viewport viewport_{};
  Covered covered_;
  bool wanted_ = true;
};

}  // namespace gan
