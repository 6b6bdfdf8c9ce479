#include "tests/window/support/small_png.h"

#include <zlib.h>

#include <cstdint>

#include "core/base/check.h"

namespace gan {
namespace {

std::string big_endian(std::size_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
  return bytes;
}

std::string chunk(const std::string& type, const std::string& content) {
  const std::string covered = type + content;
  const auto* bytes = reinterpret_cast<const Bytef*>(covered.data());
  return big_endian(content.size()) + covered + big_endian(crc32(0, bytes, static_cast<uInt>(covered.size())));
}

}  // namespace

std::string small_png(const Picture& picture) {
  const std::size_t row = 3 * static_cast<std::size_t>(picture.width);
  std::string rows;
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
    rows += '\0';  // no filter
    rows.append(reinterpret_cast<const char*>(picture.rgb.data()) + y * row, row);
  }
  uLongf size = compressBound(rows.size());
  std::string data(size, '\0');
  const int done = compress2(reinterpret_cast<Bytef*>(data.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                             rows.size(), Z_BEST_COMPRESSION);
  GAN_CHECK(done == Z_OK, "there is room for what is compressed");
  data.resize(size);
  const std::string eight_bits_rgb("\x08\x02\0\0\0", 5);
  return "\x89PNG\r\n\x1a\n" +
         chunk("IHDR", big_endian(static_cast<std::size_t>(picture.width)) +
                           big_endian(static_cast<std::size_t>(picture.height)) + eight_bits_rgb) +
         chunk("IDAT", data) + chunk("IEND", "");
}

}  // namespace gan
