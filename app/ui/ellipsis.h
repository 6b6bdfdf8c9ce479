// How much of a text has room before an ellipsis.
#pragma once

#include <cstddef>
#include <string_view>

namespace gan {

inline constexpr std::string_view kEllipsis = "…";

// Bytes of UTF-8 text, whole letters, that with an ellipsis behind them are at most `most` wide; the whole text where
// it fits as it is. `width` measures a text.
template <class Width>
std::size_t length_within(std::string_view text, float most, Width width) {
  if (width(text) <= most) return text.size();
  const float dots = width(kEllipsis);
  std::size_t length = text.size();
  while (length > 0 && width(text.substr(0, length)) + dots > most) {
    // Bytes that go on with a letter begin with the bits 10.
    do --length;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80);
  }
  return length;
}

}  // namespace gan
