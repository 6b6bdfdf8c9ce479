// Images held in memory as bytes, with their labels where they have any. Immutable once sealed and shared between
// threads; 60,000 images of 28 x 28 take 47 MB. Reading files is core/io's work (core/io/images/image_files.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/sample_shape.h"
#include "core/data/spec.h"

namespace gan {

inline constexpr Index kSmallestImage = 8, kLargestImage = 64;  // sides, in pixels

struct ImageSet {
  SampleShape shape = {1, 1, 1};
  std::vector<std::uint8_t> pixels;      // count x height x width x channels, channels fastest
  std::vector<std::uint16_t> labels;     // one an image, or none at all
  int classes = 0;                       // labels are below it; 0 without labels
  std::vector<std::string> class_names;  // one a class, or none
  std::string title;
  int asked_size = 0;  // data.size and data.colour that the files were read with
  bool asked_colour = true;
  std::uint64_t hash = 0;                    // of shape, pixels and labels
  std::shared_ptr<const ImageSet> held_out;  // images that training never sees; null where there are too few
  // What is told of how it was read (account_of); no part of the hash.
  std::string held_out_from;             // the part of a set that is held out: "test"; "" where a tenth was drawn
  std::vector<std::string> passed_over;  // phrases: "3 hidden or system files or folders"
  Index copies = 0;                      // images that equal one before them, byte by byte
  Index held_out_copies = 0;             // held-out images that equal one that is trained on

  Index count() const { return static_cast<Index>(pixels.size()) / shape.size(); }
  const std::uint8_t* image(Index i) const { return pixels.data() + i * shape.size(); }
};

// Computes the hash, counts the copies and ends the making of a set, which has at least one image.
std::shared_ptr<const ImageSet> seal_images(ImageSet set);

// Moves a tenth of the images into `held_out`, of each class as nearly a tenth of it as whole images allow; unsealed
// sets only. Fewer than ten images stay together. Which ones are drawn follows from the images' own bytes and a
// seed that never changes: the order in which they come does not matter. Equal images stay on one side.
void hold_out_a_tenth(ImageSet& set);

// One line on a set that was read: how many images of how many classes are trained on and held out, what was passed
// over and why, and what has copies: "cats: 108 images of 2 classes, 12 held out; passed over: 1 broken link".
std::string account_of(const ImageSet& set);

// A byte b as a number: b / 127.5 - 1 (symmetric) or b / 255 (unit).
void bytes_to_floats(const std::uint8_t* bytes, Index count, PixelRange range, float* out);
// The nearest byte; what lies outside the range is cut off, and NaN is black.
void floats_to_bytes(const float* values, Index count, PixelRange range, std::uint8_t* out);

}  // namespace gan
