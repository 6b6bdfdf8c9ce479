// PNG files through libpng. It reports errors by a long jump: the functions that call it own nothing with a destructor,
// and what they work on belongs to a PngReading outside them.
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include "core/io/images/exif.h"
#include "core/io/images/image_decoder.h"

namespace gan {
namespace {

// Ancillary chunks are passed over; what is left (palette, transparency) is far below.
constexpr png_alloc_size_t kLargestChunkMemory = 8'000'000;

struct PngReading {
  PngReading() = default;
  PngReading(const PngReading&) = delete;
  PngReading& operator=(const PngReading&) = delete;
  ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }

  std::span<const std::uint8_t> bytes;
  std::size_t at = 0;
  png_structp png = nullptr;
  png_infop info = nullptr;
  png_uint_32 width = 0, height = 0;
  int channels = 0, passes = 1;
  char why[160] = "no memory is left";
};

void note_why(PngReading& reading, const char* why) {
  std::snprintf(reading.why, sizeof reading.why, "%s", why);
}

[[noreturn]] void fail_png(png_structp png, png_const_charp why) {
  note_why(*static_cast<PngReading*>(png_get_error_ptr(png)), why);
  png_longjmp(png, 1);
}

// Most warnings are of no consequence. The checksum of the unpacked pixels is a warning, because they are all there.
void warn_png(png_structp png, png_const_charp what) {
  if (std::strstr(what, "incorrect data check") != nullptr) png_error(png, what);
}

void give_png(png_structp png, png_bytep out, png_size_t count) {
  auto& reading = *static_cast<PngReading*>(png_get_io_ptr(png));
  if (count > reading.bytes.size() - reading.at) png_error(png, "it ends too early");
  std::memcpy(out, reading.bytes.data() + reading.at, count);
  reading.at += count;
}

// Reads up to the pixels, and asks for rows of 8 bits a channel. False: see `why`.
bool begin_png(PngReading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_set_read_fn(reading.png, &reading, give_png);
  png_set_user_limits(reading.png, kLargestDecoded, kLargestDecoded);
  png_set_chunk_malloc_max(reading.png, kLargestChunkMemory);
  png_set_keep_unknown_chunks(reading.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
  png_set_crc_action(reading.png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_read_info(reading.png, reading.info);
  reading.width = png_get_image_width(reading.png, reading.info);
  reading.height = png_get_image_height(reading.png, reading.info);
  png_set_expand(reading.png);  // palettes and transparent colours to channels, 1, 2 and 4 bits to 8
  png_set_scale_16(reading.png);
  reading.passes = png_set_interlace_handling(reading.png);
  png_read_update_info(reading.png, reading.info);
  reading.channels = png_get_channels(reading.png, reading.info);
  return png_get_bit_depth(reading.png, reading.info) == 8;
}

bool read_png_rows(PngReading& reading, std::uint8_t* pixels) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  const std::size_t row = std::size_t{reading.width} * static_cast<std::size_t>(reading.channels);
  for (int pass = 0; pass < reading.passes; ++pass) {
    for (png_uint_32 y = 0; y < reading.height; ++y) png_read_row(reading.png, pixels + y * row, nullptr);
  }
  png_read_end(reading.png, nullptr);
  return true;
}

// Grey with alpha or RGB with alpha, in place: what is transparent shows white behind it.
void lay_on_white(std::vector<std::uint8_t>& pixels, int channels) {
  const auto with_alpha = static_cast<std::size_t>(channels), kept = with_alpha - 1;
  std::uint8_t* out = pixels.data();
  for (std::size_t at = 0; at < pixels.size(); at += with_alpha) {
    const unsigned opaque = pixels[at + kept];
    for (std::size_t c = 0; c < kept; ++c) {
      *out++ = static_cast<std::uint8_t>((pixels[at + c] * opaque + 255u * (255u - opaque) + 127u) / 255u);
    }
  }
  pixels.resize(pixels.size() / with_alpha * kept);
}

}  // namespace

// PNG specification, section 11.2.1: width and height follow signature, length and name of the first chunk.
Result<ImageSize> read_png_size(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (bytes.size() < 24) return broken_image(name, "it ends too early");
  const auto number = [&](std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
           bytes[at + 3];
  };
  const std::uint32_t width = number(16), height = number(20);
  if (std::max(width, height) > kLargestDecoded) return too_large_image(name, width, height);
  if (std::min(width, height) == 0) return broken_image(name, "it has no pixels");
  return ImageSize{static_cast<Index>(width), static_cast<Index>(height)};
}

Result<DecodedImage> decode_png(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (const Result<ImageSize> size = read_png_size(bytes, name); !size) return size.error();
  PngReading reading;
  reading.bytes = bytes;
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, fail_png, warn_png);
  if (reading.png != nullptr) reading.info = png_create_info_struct(reading.png);
  if (reading.info == nullptr || !begin_png(reading)) return broken_image(name, reading.why);
  DecodedImage image;
  image.shape = {static_cast<Index>(reading.height), static_cast<Index>(reading.width), reading.channels >= 3 ? 3 : 1};
  image.pixels.resize(static_cast<std::size_t>(image.shape.pixels()) * static_cast<std::size_t>(reading.channels));
  if (!read_png_rows(reading, image.pixels.data())) return broken_image(name, reading.why);
  if (reading.channels % 2 == 0) lay_on_white(image.pixels, reading.channels);
  turn_upright(image, exif_orientation(find_png_exif(bytes)));
  return image;
}

}  // namespace gan
