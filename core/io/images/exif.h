// Which way up an image is to be looked at: the orientation that cameras write beside the pixels (Exif 2.32, section
// 4.6.4, tag 0x0112). Nothing else of Exif is read. Bytes that are cut short or make no sense mean: as it is stored.
#pragma once

#include <cstdint>
#include <span>

namespace gan {

// Exif's eight ways; kUpright is what no or a broken tag means. 6: to be turned by 90 degrees clockwise.
inline constexpr int kUpright = 1;

// 1 to 8, of the TIFF block that Exif data are ("II" or "MM" and what follows).
int exif_orientation(std::span<const std::uint8_t> tiff);

// That block in a JPEG file (its first APP1 segment named Exif) or in a PNG file (its eXIf chunk); empty where there is
// none.
std::span<const std::uint8_t> find_jpeg_exif(std::span<const std::uint8_t> file);
std::span<const std::uint8_t> find_png_exif(std::span<const std::uint8_t> file);

}  // namespace gan
