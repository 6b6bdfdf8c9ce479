// At most 256 colours that stand for all of an image's: median cut (Heckbert, "Color Image Quantization for Frame
// Buffer Display", 1982), over cells of four steps a channel. Colours that many pixels share stand for themselves, so
// that plain grounds stay exactly what they are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gan {

struct Rgb24 {
  std::uint8_t r = 0, g = 0, b = 0;
  bool operator==(const Rgb24&) const = default;
};

class ColourTable {
 public:
  // Of these pixels, at least one; `most` colours from 1 to 256.
  ColourTable(std::span<const Rgb24> pixels, int most);

  const std::vector<Rgb24>& colours() const { return colours_; }
  // Of a colour of the pixels that it was made of.
  std::uint8_t index_of(Rgb24 colour) const;

 private:
  std::vector<Rgb24> colours_;
  std::vector<std::uint16_t> index_;  // by cell
};

}  // namespace gan
