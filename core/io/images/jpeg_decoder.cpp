// JPEG files through libjpeg-turbo. It reports errors by a long jump: the functions that call it own nothing with a
// destructor, and what they work on belongs to a JpegReading outside them.
#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>

// clang-format off: these two need <cstddef> and <cstdio> before them.
#include <jerror.h>
#include <jpeglib.h>
// clang-format on

#include "core/io/images/exif.h"
#include "core/io/images/image_decoder.h"

namespace gan {
namespace {

struct JpegReading {
  JpegReading() = default;
  JpegReading(const JpegReading&) = delete;
  JpegReading& operator=(const JpegReading&) = delete;
  ~JpegReading() { jpeg_destroy_decompress(&info); }  // does nothing to one that was not created

  jpeg_decompress_struct info = {};
  jpeg_error_mgr errors = {};
  jpeg_progress_mgr progress = {};
  std::jmp_buf out_of_it;
  char why[JMSG_LENGTH_MAX] = "";
};

JpegReading& reading_of(j_common_ptr info) {
  return *static_cast<JpegReading*>(info->client_data);
}

[[noreturn]] void fail_jpeg(j_common_ptr info) {
  JpegReading& reading = reading_of(info);
  info->err->format_message(info, reading.why);
  std::longjmp(reading.out_of_it, 1);
}

// The library goes on after damaged data and makes up what is missing; here that is a failure. What is merely unusual,
// and leaves every pixel as it was written, is not.
void warn_jpeg(j_common_ptr info, int level) {
  if (level >= 0) return;
  switch (info->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
      return;
    default:
      fail_jpeg(info);
  }
}

void say_nothing(j_common_ptr) {}

// A file of many scans takes long to decode, however small it is.
void watch_scans(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number <= kMostScans) return;
  JpegReading& reading = reading_of(info);
  std::snprintf(reading.why, sizeof reading.why, "it has more than %d scans", kMostScans);
  std::longjmp(reading.out_of_it, 1);
}

// Reads up to the pixels. False: see `why`.
bool begin_jpeg(JpegReading& reading, const std::uint8_t* bytes, std::size_t count) {
  reading.info.err = jpeg_std_error(&reading.errors);
  reading.errors.error_exit = fail_jpeg;
  reading.errors.emit_message = warn_jpeg;
  reading.errors.output_message = say_nothing;
  reading.info.client_data = &reading;
  if (setjmp(reading.out_of_it) != 0) return false;
  jpeg_create_decompress(&reading.info);
  reading.progress.progress_monitor = watch_scans;
  reading.info.progress = &reading.progress;
  jpeg_mem_src(&reading.info, const_cast<unsigned char*>(bytes), static_cast<unsigned long>(count));
  jpeg_read_header(&reading.info, TRUE);
  return true;
}

bool start_jpeg(JpegReading& reading) {
  if (setjmp(reading.out_of_it) != 0) return false;
  switch (reading.info.jpeg_color_space) {
    case JCS_GRAYSCALE:
      reading.info.out_color_space = JCS_GRAYSCALE;
      break;
    case JCS_CMYK:
    case JCS_YCCK:
      reading.info.out_color_space = JCS_CMYK;
      break;
    default:
      reading.info.out_color_space = JCS_RGB;
  }
  reading.info.dct_method = JDCT_ISLOW;  // the same pixels with and without SIMD
  jpeg_start_decompress(&reading.info);
  return true;
}

// Printers' colours as the program that everybody's files come from writes them, 255 for no ink.
void cmyk_to_rgb(const std::uint8_t* line, std::size_t width, std::uint8_t* out) {
  for (std::size_t x = 0; x < width; ++x) {
    for (std::size_t c = 0; c < 3; ++c) {
      *out++ = static_cast<std::uint8_t>((line[4 * x + c] * unsigned{line[4 * x + 3]} + 127u) / 255u);
    }
  }
}

// line: room for one row as the library gives it.
bool read_jpeg_rows(JpegReading& reading, std::uint8_t* pixels, std::uint8_t* line) {
  if (setjmp(reading.out_of_it) != 0) return false;
  jpeg_decompress_struct& info = reading.info;
  const std::size_t row = std::size_t{info.output_width} * (info.output_components == 1 ? 1 : 3);
  while (info.output_scanline < info.output_height) {
    std::uint8_t* const to = pixels + info.output_scanline * row;
    JSAMPROW rows[1] = {info.output_components == 4 ? line : to};
    if (jpeg_read_scanlines(&info, rows, 1) != 1) return false;
    if (info.output_components == 4) cmyk_to_rgb(line, info.output_width, to);
  }
  jpeg_finish_decompress(&info);
  return true;
}

Error no_jpeg(const JpegReading& reading, const std::string& name) {
  return broken_image(name, reading.why[0] == '\0' ? "its data make no sense" : reading.why);
}

Outcome begin_checked(JpegReading& reading, std::span<const std::uint8_t> bytes, const std::string& name) {
  if (!begin_jpeg(reading, bytes.data(), bytes.size())) return no_jpeg(reading, name);
  const jpeg_decompress_struct& info = reading.info;
  if (std::max(info.image_width, info.image_height) > kLargestDecoded) {
    return too_large_image(name, info.image_width, info.image_height);
  }
  return {};
}

}  // namespace

Result<ImageSize> read_jpeg_size(std::span<const std::uint8_t> bytes, const std::string& name) {
  JpegReading reading;
  if (Outcome begun = begin_checked(reading, bytes, name); !begun) return begun.error();
  return ImageSize{static_cast<Index>(reading.info.image_width), static_cast<Index>(reading.info.image_height)};
}

Result<DecodedImage> decode_jpeg(std::span<const std::uint8_t> bytes, const std::string& name) {
  JpegReading reading;
  if (Outcome begun = begin_checked(reading, bytes, name); !begun) return begun.error();
  if (!start_jpeg(reading)) return no_jpeg(reading, name);
  const jpeg_decompress_struct& info = reading.info;
  DecodedImage image;
  image.shape = {static_cast<Index>(info.output_height), static_cast<Index>(info.output_width),
                 info.output_components == 1 ? 1 : 3};
  image.pixels.resize(static_cast<std::size_t>(image.shape.size()));
  std::vector<std::uint8_t> line(std::size_t{info.output_width} * static_cast<std::size_t>(info.output_components));
  if (!read_jpeg_rows(reading, image.pixels.data(), line.data())) return no_jpeg(reading, name);
  turn_upright(image, exif_orientation(find_jpeg_exif(bytes)));
  return image;
}

}  // namespace gan
