// Pictures held in memory as bytes, with their labels where they have any. Immutable once sealed and shared between
// threads; 60,000 pictures of 28 x 28 take 47 MB. Reading files is core/io's work (core/io/image_files.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/sample_shape.h"
#include "core/data/spec.h"

namespace gan {

inline constexpr Index kSmallestPicture = 8, kLargestPicture = 64;  // sides, in pixels

struct ImageSet {
  SampleShape shape = {1, 1, 1};
  std::vector<std::uint8_t> pixels;   // count x height x width x channels, channels fastest
  std::vector<std::uint16_t> labels;  // one a picture, or none at all
  int classes = 0;                    // labels are below it; 0 without labels
  std::vector<std::string> class_names;  // one a class, or none
  std::string title;
  int asked_size = 0;                        // data.size and data.colour that the files were read with
  bool asked_colour = true;
  std::uint64_t hash = 0;                    // of shape, pixels and labels
  std::shared_ptr<const ImageSet> held_out;  // pictures that training never sees; null where there are too few

  Index count() const { return static_cast<Index>(pixels.size()) / shape.size(); }
  const std::uint8_t* picture(Index i) const { return pixels.data() + i * shape.size(); }
};

// Computes the hash and ends the making of a set, which has at least one picture.
std::shared_ptr<const ImageSet> seal_images(ImageSet set);

// Moves every tenth picture into `held_out`, unsealed sets only; fewer than ten pictures stay together.
void hold_out_a_tenth(ImageSet& set);

// A byte b as a number: b / 127.5 - 1 (symmetric) or b / 255 (unit).
void bytes_to_floats(const std::uint8_t* bytes, Index count, PixelRange range, float* out);
// The nearest byte; what lies outside the range is cut off, and NaN is black.
void floats_to_bytes(const float* values, Index count, PixelRange range, std::uint8_t* out);

}  // namespace gan
