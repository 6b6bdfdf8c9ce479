// PNG and JPEG files that come from anywhere, decoded by libpng and libjpeg-turbo from memory. Every failure is one
// sentence that begins with `name`. What a file can make this allocate is bounded by kLargestDecoded: about 0.7 GB for
// the largest image, whatever else the file says.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/sample_shape.h"

namespace gan {

inline constexpr Index kLargestDecoded = 8192;  // sides of an image that is decoded, in pixels
inline constexpr int kMostScans = 100;          // of a progressive JPEG file; usual ones have about ten

struct DecodedImage {
  SampleShape shape = {1, 1, 1};     // one channel: grey, three: red, green, blue
  std::vector<std::uint8_t> pixels;  // rows from the top, channels fastest; the right way up
};

enum class ImageFormat { unknown, png, jpeg };
ImageFormat image_format(std::span<const std::uint8_t> bytes);  // from the first ones

// Width and height as they are stored, from the header alone.
struct ImageSize {
  Index width = 0, height = 0;
};
Result<ImageSize> read_image_size(std::span<const std::uint8_t> bytes, const std::string& name);

// Levels of 16 bits are brought to 8, what is transparent is laid on white, CMYK becomes RGB, and the image is turned
// as its Exif orientation says. A file that is cut short, whose checksums are wrong or whose data are damaged fails.
Result<DecodedImage> decode_image(std::span<const std::uint8_t> bytes, const std::string& name);
Result<DecodedImage> decode_png(std::span<const std::uint8_t> bytes, const std::string& name);
Result<DecodedImage> decode_jpeg(std::span<const std::uint8_t> bytes, const std::string& name);

// Turns an image from how it is stored to how it is to be seen; orientation is 1 to 8.
void turn_upright(DecodedImage& image, int orientation);

// The sentences that both decoders share.
Error broken_image(const std::string& name, const std::string& why);
Error too_large_image(const std::string& name, std::uint64_t width, std::uint64_t height);

}  // namespace gan
