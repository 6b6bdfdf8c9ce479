#include "image_file_samples.h"

#include <zlib.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <vector>

// clang-format off: it needs <cstddef> and <cstdio> before it.
#include <jpeglib.h>
// clang-format on

namespace gan {
namespace {

std::string number_bytes(std::uint32_t number, int count, bool big_endian) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const int shift = 8 * (big_endian ? count - 1 - i : i);
    text.push_back(static_cast<char>(number >> shift & 255u));
  }
  return text;
}

int channels_of(int colour) {
  constexpr int kChannels[] = {1, 0, 3, 1, 2, 0, 4};
  return kChannels[colour];
}

// Every `step_x`-th pixel of every `step_y`-th row: filter 0 and the samples, first ones in the high bits.
void append_pass(const PngSample& png, int x0, int y0, int step_x, int step_y, std::string& out) {
  if (x0 >= png.width) return;
  for (int y = y0; y < png.height; y += step_y) {
    out.push_back('\0');
    unsigned bits = 0;
    int held = 0;
    for (int x = x0; x < png.width; x += step_x) {
      for (int c = 0; c < channels_of(png.colour); ++c) {
        const auto value = static_cast<unsigned>(png.value(x, y, c));
        if (png.depth >= 8) {
          out += number_bytes(value, png.depth / 8, true);
          continue;
        }
        bits = bits << png.depth | value;
        held += png.depth;
        if (held == 8) {
          out.push_back(static_cast<char>(bits));
          bits = 0;
          held = 0;
        }
      }
    }
    if (held > 0) out.push_back(static_cast<char>(bits << (8 - held)));
  }
}

}  // namespace

std::string zlib_packed(const std::string& bytes) {
  std::string packed(compressBound(bytes.size()), '\0');
  uLongf size = packed.size();
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  packed.resize(size);
  return packed;
}

std::string png_chunk(const std::string& name, const std::string& data) {
  const std::string body = name + data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return number_bytes(static_cast<std::uint32_t>(data.size()), 4, true) + body +
         number_bytes(static_cast<std::uint32_t>(sum), 4, true);
}

std::string PngSample::bytes() const {
  std::string raw;
  if (interlaced) {
    // PNG specification, section 8.2: Adam7.
    constexpr int kPasses[7][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                   {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    for (const auto& pass : kPasses) append_pass(*this, pass[0], pass[1], pass[2], pass[3], raw);
  } else {
    append_pass(*this, 0, 0, 1, 1, raw);
  }
  const std::string packed = zlib_packed(raw);
  std::string file = "\x89PNG\r\n\x1a\n";
  file += png_chunk("IHDR", number_bytes(static_cast<std::uint32_t>(width), 4, true) +
                                number_bytes(static_cast<std::uint32_t>(height), 4, true) + static_cast<char>(depth) +
                                static_cast<char>(colour) + std::string(2, '\0') + static_cast<char>(interlaced));
  if (!palette.empty()) file += png_chunk("PLTE", palette);
  if (!transparency.empty()) file += png_chunk("tRNS", transparency);
  file += png_chunk("tEXt", std::string("Comment\0made for a test", 23));
  file += png_chunk("IDAT", packed);
  if (!exif.empty()) file += png_chunk("eXIf", exif);
  return file + png_chunk("IEND", "");
}

std::string JpegSample::bytes() const {
  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = static_cast<JDIMENSION>(width);
  info.image_height = static_cast<JDIMENSION>(height);
  info.input_components = channels;
  info.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.restart_interval = static_cast<unsigned>(restart_every);
  if (progressive) jpeg_simple_progression(&info);
  std::vector<jpeg_scan_info> script;
  if (progressive && scans > 0) {
    jpeg_scan_info scan = {};
    scan.comps_in_scan = 1;
    scan.Se = 0;
    script.push_back(scan);
    for (int s = 1; s < scans; ++s) {
      scan.Ss = s;
      scan.Se = s;
      script.push_back(scan);
    }
    info.scan_info = script.data();
    info.num_scans = static_cast<int>(script.size());
  }
  jpeg_start_compress(&info, TRUE);
  std::vector<unsigned char> row(static_cast<std::size_t>(width * channels));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < channels; ++c) {
        row[static_cast<std::size_t>(x) * static_cast<std::size_t>(channels) + static_cast<std::size_t>(c)] =
            static_cast<unsigned char>(value(x, y, c));
      }
    }
    JSAMPROW rows[1] = {row.data()};
    jpeg_write_scanlines(&info, rows, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  std::string text(reinterpret_cast<char*>(out), size);
  std::free(out);
  return text;
}

std::string exif_block(int orientation, bool big_endian) {
  const auto n = [big_endian](std::uint32_t number, int count) { return number_bytes(number, count, big_endian); };
  std::string block = (big_endian ? "MM" : "II") + n(42, 2) + n(8, 4) + n(3, 2);
  block += n(0x0100, 2) + n(4, 2) + n(1, 4) + n(640, 4);                                                // width
  block += n(0x0112, 2) + n(3, 2) + n(1, 4) + n(static_cast<std::uint32_t>(orientation), 2) + n(0, 2);  // orientation
  block += n(0x0128, 2) + n(3, 2) + n(1, 4) + n(2, 2) + n(0, 2);  // unit of resolution
  return block + n(0, 4);
}

std::string with_exif(const std::string& jpeg, const std::string& block) {
  const std::string data = std::string("Exif\0\0", 6) + block;
  return jpeg.substr(0, 2) + "\xff\xe1" + number_bytes(static_cast<std::uint32_t>(data.size() + 2), 2, true) + data +
         jpeg.substr(2);
}

}  // namespace gan
