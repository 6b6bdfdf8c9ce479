// The shape of one sample: a point is so many numbers, an image has rows, columns and channels.
#pragma once

#include "core/base/matrix.h"

namespace gan {

// An image of height x width pixels, channels fastest; or height and width 1 and as many channels as numbers.
struct SampleShape {
  Index height = 1, width = 1, channels = 1;

  SampleShape(Index numbers) : channels(numbers) {}  // NOLINT: a count of numbers is a shape
  SampleShape(Index rows, Index columns, Index depth) : height(rows), width(columns), channels(depth) {}
  Index pixels() const { return height * width; }
  Index size() const { return pixels() * channels; }
  bool operator==(const SampleShape&) const = default;
};

}  // namespace gan
