// The pure half of the neighbours: whether an image is nearer to the training images than held-out ones
// are, in a sentence and as a histogram of their distances; and how the nearest images stand side by side.
#pragma once

#include <string>
#include <vector>

#include "core/data/distribution.h"
#include "core/insight/sentences.h"
#include "core/probe/images/nearest.h"

namespace gan {

struct NearestModel {
  Sentence sentence;
  std::string searched;               // "of all 60 000 training images"
  std::string reference;              // "400 held-out images: median 28.1, 1% below 9.3"; empty without any
  std::vector<std::string> captions;  // one an image: its distance
  std::vector<std::string> names;     // of their classes, or none
  std::string chosen_name;            // of the chosen image's class, where it has one
  std::vector<double> bars;           // share of the held-out images in each part of [0, top); empty without any
  double top = 1;                     // grey levels at the end of the axis
  double tallest = 0;                 // of the bars
  double distance = 0;                // of the chosen image to the nearest, grey levels
};

inline constexpr int kDistanceBars = 40;

// What the distances say of the chosen image. `real`: it is a training image itself, and was left out.
Sentence nearest_sentence(const NearestImages& found, bool real);

// `real` as above; the axis keeps its end while that suits (out.top is read).
void prepare_nearest(const NearestImages& found, const DataSource& data, bool real, NearestModel& out);

// Cells for `count` images of width x height texels with a caption below each, in a room of pixels: the
// columns that make them largest.
struct CaptionGrid {
  int columns = 1, rows = 1;
  float cell_width = 0, cell_height = 0;  // with the caption
};
CaptionGrid make_caption_grid(int count, double width, double height, float caption, float room_width,
                              float room_height);

}  // namespace gan
