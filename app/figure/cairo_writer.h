// A figure through Cairo: as pixels of any scale, and as PDF, whose text is text in the interface's own fonts. Without
// Cairo (a build that did not find it) both fail with a sentence.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/figure/figure_scene.h"
#include "core/base/result.h"

namespace gan {

inline constexpr int kLargestRaster = 32767;  // pixels a side: Cairo's limit

struct Raster {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // rows from the top, not multiplied by the opacity
};

Result<Raster> draw_raster(const FigureScene& scene, double scale);
// A point a pixel.
Result<std::string> write_pdf(const FigureScene& scene);

}  // namespace gan
