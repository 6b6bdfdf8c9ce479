// The picture of a scenario, small: D's surface with real and generated samples, a few images, the portrait of a
// game of two numbers, or the curves of data on the line. Pure: a scene and the colours of a theme give pixels.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/probe/images/sheet.h"

namespace gan {

// A card shows it at half of this, in design pixels, so that it is sharp on dense screens, too.
inline constexpr int kThumbnailWidth = 336, kThumbnailHeight = 224;

using Rgb8 = std::array<std::uint8_t, 3>;

// The colours of one theme.
struct ThumbnailLook {
  std::string name;              // in the names of files
  std::array<Rgb8, 65> surface;  // from the end of "fake" over the middle to the end of "real"
  Rgb8 ground, contour, real, fake, rim, path;
  bool operator==(const ThumbnailLook&) const = default;
};
inline constexpr int kThumbnailLooks = 2;
using ThumbnailLooks = std::array<ThumbnailLook, kThumbnailLooks>;

struct ThumbnailScene {
  struct Dot {
    float x, y;  // 0 to 1, to the right and up
  };
  int nx = 0, ny = 0;        // of the surface; none where D has not been trained
  std::vector<float> sides;  // −1 is the end of "fake", 1 that of "real"; rows from below
  std::vector<Dot> real, fake;
  ImageSheet tiles;  // of images
  // Of games of two numbers: strokes of their field, as pairs of ends, the path of the players, and where they are.
  std::vector<Dot> strokes, path;
  std::optional<Dot> players;
  // Of data on the line: the densities of data and generator, and D.
  std::vector<Dot> real_curve, fake_curve, output_curve;
};

// kThumbnailHeight rows from the top of kThumbnailWidth pixels: red, green, blue.
std::vector<std::uint8_t> paint_thumbnail(const ThumbnailScene& scene, const ThumbnailLook& look);

}  // namespace gan
