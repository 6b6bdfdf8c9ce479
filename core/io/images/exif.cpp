#include "core/io/images/exif.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace gan {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint16_t kOrientationTag = 0x0112, kShort = 3, kLong = 4;
constexpr std::size_t kEntry = 12;  // bytes of an entry of a TIFF directory

// Numbers at a place that the caller has checked to lie inside.
std::uint32_t tiff_number(Bytes bytes, std::size_t at, std::size_t count, bool big_endian) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    number = number << 8 | bytes[at + (big_endian ? i : count - 1 - i)];
  }
  return number;
}

bool stands_at(Bytes bytes, std::size_t at, const char* text, std::size_t length) {
  return at <= bytes.size() && length <= bytes.size() - at && std::memcmp(bytes.data() + at, text, length) == 0;
}

}  // namespace

int exif_orientation(Bytes tiff) {
  const bool big = stands_at(tiff, 0, "MM\0*", 4);
  if (!big && !stands_at(tiff, 0, "II*\0", 4)) return kUpright;
  if (tiff.size() < 10) return kUpright;
  const std::size_t directory = tiff_number(tiff, 4, 4, big);
  if (directory > tiff.size() - 2) return kUpright;
  const std::size_t first = directory + 2;
  const std::size_t entries =
      std::min<std::size_t>(tiff_number(tiff, directory, 2, big), (tiff.size() - first) / kEntry);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = first + i * kEntry;
    if (tiff_number(tiff, at, 2, big) != kOrientationTag) continue;
    const std::uint32_t type = tiff_number(tiff, at + 2, 2, big);
    if (type != kShort && type != kLong) return kUpright;
    const std::uint32_t value = tiff_number(tiff, at + 8, type == kShort ? 2 : 4, big);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : kUpright;
  }
  return kUpright;
}

// ITU-T T.81, section B.1.1: 0xFF, the marker, and for all but a few of them a length that counts itself.
Bytes find_jpeg_exif(Bytes file) {
  constexpr std::uint8_t kStartOfScan = 0xda, kEnd = 0xd9, kApp1 = 0xe1;
  std::size_t at = 2;
  while (at < file.size() && file[at] == 0xff) {
    while (at < file.size() && file[at] == 0xff) ++at;  // fill bytes may stand before a marker
    if (at >= file.size()) return {};
    const std::uint8_t marker = file[at++];
    if (marker == kStartOfScan || marker == kEnd) return {};
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    if (file.size() - at < 2) return {};
    const std::size_t length = tiff_number(file, at, 2, true);
    if (length < 2 || length > file.size() - at) return {};
    if (marker == kApp1 && length >= 8 && stands_at(file, at + 2, "Exif\0", 5)) return file.subspan(at + 8, length - 8);
    at += length;
  }
  return {};
}

// PNG specification, section 5.3: length, name, data, checksum.
Bytes find_png_exif(Bytes file) {
  std::size_t at = 8;
  while (at <= file.size() && file.size() - at >= 12) {
    const std::size_t length = tiff_number(file, at, 4, true);
    if (length > file.size() - at - 12) return {};
    if (stands_at(file, at + 4, "eXIf", 4)) return file.subspan(at + 8, length);
    at += 12 + length;
  }
  return {};
}

}  // namespace gan
