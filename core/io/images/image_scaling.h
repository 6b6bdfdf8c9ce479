// Images as bytes brought to another size and to grey. Whole-number arithmetic: the same bits everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/sample_shape.h"

namespace gan {

// In what form images are wanted.
struct ImageForm {
  Index size = 0;      // side in pixels; 0 leaves them as they are
  bool colour = true;  // false: grey
};

// The shape that images of `from` get in this form.
SampleShape shape_in_form(const SampleShape& from, const ImageForm& form);

// out: shape_in_form(from, form).size() bytes. With a size: the centred square, each pixel the mean of the area that
// it covers. Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
void bring_into_form(const std::uint8_t* image, const SampleShape& from, const ImageForm& form, std::uint8_t* out);

// Fails where a side lies outside kSmallestImage to kLargestImage; `file` names the images.
Outcome check_sides(const std::string& file, const SampleShape& shape);

}  // namespace gan
