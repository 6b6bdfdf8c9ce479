#include "core/io/images/image_scaling.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/data/image_set.h"

namespace gan {
namespace {

std::uint8_t grey_of(const std::uint8_t* rgb) {
  return static_cast<std::uint8_t>((299u * rgb[0] + 587u * rgb[1] + 114u * rgb[2] + 500u) / 1000u);
}

// Along one axis pixel d of `to` covers [d * from, (d + 1) * from) in units of 1 / to source pixels; calls
// visit(source, weight), whose weights add up to `from`.
template <class Visit>
void each_covered(Index d, Index from, Index to, Visit visit) {
  const Index low = d * from, high = low + from;
  for (Index s = low / to; s * to < high; ++s) {
    visit(s, std::min(high, (s + 1) * to) - std::max(low, s * to));
  }
}

}  // namespace

SampleShape shape_in_form(const SampleShape& from, const ImageForm& form) {
  const Index channels = form.colour ? from.channels : 1;
  if (form.size == 0) return {from.height, from.width, channels};
  return {form.size, form.size, channels};
}

void bring_into_form(const std::uint8_t* image, const SampleShape& from, const ImageForm& form, std::uint8_t* out) {
  GAN_CHECK(from.channels == 1 || from.channels == 3, "grey images or red, green and blue ones");
  const bool to_grey = !form.colour && from.channels == 3;
  const auto put = [&](const std::uint8_t* pixel) {
    if (to_grey) {
      *out++ = grey_of(pixel);
    } else {
      out = std::copy(pixel, pixel + from.channels, out);
    }
  };
  if (form.size == 0 || (from.height == form.size && from.width == form.size)) {
    for (Index p = 0; p < from.pixels(); ++p) put(image + p * from.channels);
    return;
  }
  const Index side = std::min(from.height, from.width);
  const Index top = (from.height - side) / 2, left = (from.width - side) / 2;
  const auto area = static_cast<std::uint64_t>(side * side);
  for (Index row = 0; row < form.size; ++row) {
    for (Index column = 0; column < form.size; ++column) {
      std::uint64_t sum[3] = {};
      each_covered(row, side, form.size, [&](Index y, Index down) {
        const std::uint8_t* const line = image + ((top + y) * from.width + left) * from.channels;
        each_covered(column, side, form.size, [&](Index x, Index across) {
          for (Index c = 0; c < from.channels; ++c) {
            sum[c] += static_cast<std::uint64_t>(down * across) * line[x * from.channels + c];
          }
        });
      });
      std::uint8_t pixel[3];
      for (int c = 0; c < 3; ++c) pixel[c] = static_cast<std::uint8_t>((sum[c] + area / 2) / area);
      put(pixel);
    }
  }
}

Outcome check_sides(const std::string& file, const SampleShape& shape) {
  const auto fits = [](Index side) { return side >= kSmallestImage && side <= kLargestImage; };
  if (fits(shape.height) && fits(shape.width)) return {};
  return Error{file + " has images of " + std::to_string(shape.height) + " x " + std::to_string(shape.width) +
               " pixels: expected sides of 8 to 64, or data.size to bring them to"};
}

}  // namespace gan
