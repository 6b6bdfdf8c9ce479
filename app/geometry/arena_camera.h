// Where the arena looks: a centre and a half-extent in world units, mapped to a viewport in pixels with
// square pixels and y pointing up in the world, down on the screen. Pure arithmetic: zoom at the cursor, pan,
// fit.
#pragma once

namespace gan {

// A rectangle of the world; min < max in both axes where it is not empty.
struct WorldRect {
  double x_min = -1.0;
  double x_max = 1.0;
  double y_min = -1.0;
  double y_max = 1.0;
};

// Size of the arena's picture in pixels, origin at its top left. May be zero while the window is minimised.
struct Viewport {
  int width = 0;
  int height = 0;
};

struct WorldPoint {
  double x = 0.0;
  double y = 0.0;
};

struct PixelPoint {
  double x = 0.0;
  double y = 0.0;
};

// Pixels along two edges of a viewport that something else lies on.
struct Covered {
  int left = 0;
  int top = 0;

  bool operator==(const Covered&) const = default;
};

struct ArenaCamera {
  double centre_x = 0.0;
  double centre_y = 0.0;
  double half_extent = 1.0;  // half of the viewport's shorter side, in world units; in [kMinExtent, kMaxExtent]

  static constexpr double kMinExtent = 1e-4;
  static constexpr double kMaxExtent = 1e6;

  // World units a pixel; 1 for an empty viewport, so that nothing divides by zero.
  double units_per_pixel(Viewport viewport) const;

  PixelPoint to_pixel(WorldPoint world, Viewport viewport) const;
  WorldPoint to_world(PixelPoint pixel, Viewport viewport) const;

  // What the viewport shows.
  WorldRect visible(Viewport viewport) const;

  // Makes things `factor` > 0 times as large, keeping the world point below `cursor` where it is.
  void zoom_at(PixelPoint cursor, double factor, Viewport viewport);

  // Moves the picture by a drag of (dx, dy) pixels.
  void pan(double dx, double dy, Viewport viewport);

  // Shows all of `bounds` with a margin given as a share of its size, beside what is covered (at most half of the
  // pixels either way): below the top, and no further to the right than it has to. Bounds that are empty or not finite
  // change nothing.
  void fit(const WorldRect& bounds, double margin, Viewport viewport, Covered covered = {});

  bool operator==(const ArenaCamera&) const = default;
};

}  // namespace gan
