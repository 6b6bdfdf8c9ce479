// Whether two pictures of the window are the same to the eye. What the last bits of a number, another vector width of
// the software renderer or the rounding of a blend change passes: a level or two anywhere, single pixels of an edge. A
// letter, a digit, a line's place or the colour of a small patch does not.
#pragma once

#include <string>

#include "app/platform/screenshot.h"

namespace gan {

// A pixel differs where the mean difference of the 3×3 pixels around it, with its sign, is beyond kLevels in red, green
// or blue: noise and what an edge gains on one side and loses on the other cancel. Pictures differ where more than
// kMostPixels of any kBlock×kBlock pixels do. One pixel of an edge, however strong, makes nine around it differ.
struct PictureDifference {
  static constexpr int kLevels = 2;
  static constexpr int kBlock = 8;
  static constexpr int kMostPixels = 12;

  bool same_size = true;
  int worst = 0;        // most differing pixels in a block
  int x = 0, y = 0;     // that block's upper left corner
  int most_levels = 0;  // largest difference of a single pixel, of 255: for the message alone
  bool agrees() const { return same_size && worst <= kMostPixels; }
  // "39 of 64 pixels at 120, 48 differ (up to 212 of 255)"
  std::string sentence() const;
};

PictureDifference compare(const Picture& expected, const Picture& actual);

// For a person: `expected` in faint grey, with what differs in `actual` on top, the stronger the brighter. Both of one
// size.
Picture difference_picture(const Picture& expected, const Picture& actual);

// The part of `picture` with this upper left corner; it has to lie inside.
Picture crop(const Picture& picture, int x, int y, int width, int height);

}  // namespace gan
