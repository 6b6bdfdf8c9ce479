// PNG and JPEG files of every kind for tests of the decoders, made byte by byte.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace gan {

// A file of one PNG image whose rows are packed as the format has them.
struct PngSample {
  int width = 8, height = 8, depth = 8;
  int colour = 0;  // 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
  bool interlaced = false;
  std::string palette = {}, transparency = {}, exif = {};    // PLTE, tRNS, eXIf; none where empty
  std::function<int(int x, int y, int channel)> value = {};  // a sample, 0 to 2^depth - 1
  std::string bytes() const;
};

std::string zlib_packed(const std::string& bytes);
// name and data with length and checksum.
std::string png_chunk(const std::string& name, const std::string& data);

struct JpegSample {
  int width = 16, height = 16;
  int channels = 3;  // 1 grey, 3 RGB, 4 CMYK as it is usually stored: 255 is no ink
  bool progressive = false;
  int scans = 0;          // of a progressive grey one: one a frequency, up to 64; 0: the usual ones
  int restart_every = 0;  // MCUs between restart markers
  int quality = 95;
  std::function<int(int x, int y, int channel)> value = {};
  std::string bytes() const;
};

// A TIFF block with one directory: a few other tags and the orientation.
std::string exif_block(int orientation, bool big_endian);
// The same file with an APP1 segment named Exif behind its first marker.
std::string with_exif(const std::string& jpeg, const std::string& block);

}  // namespace gan
