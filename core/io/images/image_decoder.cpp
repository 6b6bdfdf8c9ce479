#include "core/io/images/image_decoder.h"

#include <algorithm>
#include <string_view>

#include "core/base/check.h"

namespace gan {
namespace {

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A format that files with these endings often hold instead; "" where it is none of them.
std::string other_format(std::string_view text) {
  if (text.starts_with("GIF8")) return "a GIF image";
  if (text.starts_with("RIFF") && text.substr(0, 12).ends_with("WEBP")) return "a WebP image";
  if (text.starts_with("BM")) return "a BMP image";
  if (text.starts_with(std::string_view("II*\0", 4)) || text.starts_with(std::string_view("MM\0*", 4))) {
    return "a TIFF image";
  }
  if (text.size() >= 12 && text.substr(4, 4) == "ftyp") return "a HEIC or AVIF image, or a film";
  return "";
}

Error no_image(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (bytes.empty()) return {name + " is empty: expected a PNG or JPEG image"};
  const std::string other = other_format(text_of(bytes));
  if (!other.empty()) return {name + " is " + other + ": expected PNG or JPEG"};
  return {name + " is not a PNG or JPEG image that can be read"};
}

}  // namespace

Error broken_image(const std::string& name, const std::string& why) {
  return {name + " is a broken image (" + why + "): expected a whole PNG or JPEG file"};
}

Error too_large_image(const std::string& name, std::uint64_t width, std::uint64_t height) {
  return {name + " has " + std::to_string(width) + " x " + std::to_string(height) + " pixels: expected at most " +
          std::to_string(kLargestDecoded) + " a side"};
}

ImageFormat image_format(std::span<const std::uint8_t> bytes) {
  const std::string_view text = text_of(bytes);
  if (text.starts_with("\x89PNG")) return ImageFormat::png;
  if (text.starts_with("\xff\xd8")) return ImageFormat::jpeg;
  return ImageFormat::unknown;
}

Result<DecodedImage> decode_image(std::span<const std::uint8_t> bytes, const std::string& name) {
  switch (image_format(bytes)) {
    case ImageFormat::png:
      return decode_png(bytes, name);
    case ImageFormat::jpeg:
      return decode_jpeg(bytes, name);
    case ImageFormat::unknown:
      break;
  }
  return no_image(bytes, name);
}

void turn_upright(DecodedImage& image, int orientation) {
  GAN_CHECK(orientation >= 1 && orientation <= 8, "an orientation of Exif");
  if (orientation == 1) return;
  // Exif 2.32, section 4.6.4: where the first stored row and column are seen.
  const bool swapped = orientation >= 5;
  const bool from_last_column = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool from_last_row = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const SampleShape from = image.shape;
  DecodedImage seen;
  seen.shape = swapped ? SampleShape(from.width, from.height, from.channels) : from;
  seen.pixels.resize(image.pixels.size());
  std::uint8_t* out = seen.pixels.data();
  for (Index y = 0; y < seen.shape.height; ++y) {
    for (Index x = 0; x < seen.shape.width; ++x) {
      Index row = swapped ? x : y, column = swapped ? y : x;
      if (from_last_row) row = from.height - 1 - row;
      if (from_last_column) column = from.width - 1 - column;
      out = std::copy_n(image.pixels.data() + (row * from.width + column) * from.channels, from.channels, out);
    }
  }
  image = std::move(seen);
}

// Implemented beside the decoders.
Result<ImageSize> read_png_size(std::span<const std::uint8_t> bytes, const std::string& name);
Result<ImageSize> read_jpeg_size(std::span<const std::uint8_t> bytes, const std::string& name);

Result<ImageSize> read_image_size(std::span<const std::uint8_t> bytes, const std::string& name) {
  switch (image_format(bytes)) {
    case ImageFormat::png:
      return read_png_size(bytes, name);
    case ImageFormat::jpeg:
      return read_jpeg_size(bytes, name);
    case ImageFormat::unknown:
      break;
  }
  return no_image(bytes, name);
}

}  // namespace gan
