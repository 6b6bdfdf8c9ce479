#include "tests/window/support/picture_difference.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr int kAround = 9;  // pixels that a mean is of

std::size_t index_of(const Picture& picture, int x, int y) {
  return 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x));
}

// Actual minus expected, summed over the 3×3 pixels around (x, y); the outermost pixels stand for what is beyond them.
std::array<int, 3> sum_around(const Picture& expected, const Picture& actual, int x, int y) {
  std::array<int, 3> sum{};
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      const std::size_t at =
          index_of(expected, std::clamp(x + dx, 0, expected.width - 1), std::clamp(y + dy, 0, expected.height - 1));
      for (std::size_t c = 0; c < 3; ++c) sum[c] += actual.rgb[at + c] - expected.rgb[at + c];
    }
  }
  return sum;
}

// How many differ in the rectangle above and left of (x, y), without that row and column.
class Counts {
 public:
  Counts(const Picture& expected, const Picture& actual) : width_(expected.width + 1) {
    counts_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(expected.height + 1));
    for (int y = 0; y < expected.height; ++y) {
      for (int x = 0; x < expected.width; ++x) {
        const std::array<int, 3> sum = sum_around(expected, actual, x, y);
        const bool differs = std::any_of(sum.begin(), sum.end(),
                                         [](int s) { return std::abs(s) > PictureDifference::kLevels * kAround; });
        at(x + 1, y + 1) = at(x, y + 1) + at(x + 1, y) - at(x, y) + (differs ? 1 : 0);
      }
    }
  }
  int within(int x, int y, int width, int height) {
    return at(x + width, y + height) - at(x, y + height) - at(x + width, y) + at(x, y);
  }

 private:
  int& at(int x, int y) {
    return counts_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
  }

  int width_;
  std::vector<int> counts_;
};

}  // namespace

std::string PictureDifference::sentence() const {
  if (!same_size) return "the pictures are not of one size";
  return std::to_string(worst) + " of the " + std::to_string(kBlock * kBlock) + " pixels at " + std::to_string(x) +
         ", " + std::to_string(y) + " differ, where " + std::to_string(kMostPixels) + " may (single ones by up to " +
         std::to_string(most_levels) + " of 255)";
}

PictureDifference compare(const Picture& expected, const Picture& actual) {
  PictureDifference found;
  found.same_size = expected.width == actual.width && expected.height == actual.height;
  if (!found.same_size) return found;
  for (std::size_t i = 0; i < expected.rgb.size(); ++i) {
    found.most_levels = std::max(found.most_levels, std::abs(actual.rgb[i] - expected.rgb[i]));
  }
  Counts counts(expected, actual);
  const int width = std::min(PictureDifference::kBlock, expected.width);
  const int height = std::min(PictureDifference::kBlock, expected.height);
  for (int y = 0; y + height <= expected.height; ++y) {
    for (int x = 0; x + width <= expected.width; ++x) {
      const int count = counts.within(x, y, width, height);
      if (count > found.worst) found.worst = count, found.x = x, found.y = y;
    }
  }
  return found;
}

Picture difference_picture(const Picture& expected, const Picture& actual) {
  GAN_CHECK(expected.rgb.size() == actual.rgb.size(), "a difference is of two pictures of one size");
  Picture out = expected;
  for (std::size_t i = 0; i < out.rgb.size(); i += 3) {
    int most = 0, sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      most = std::max(most, std::abs(actual.rgb[i + c] - expected.rgb[i + c]));
      sum += expected.rgb[i + c];
    }
    const int faint = 32 + sum / 3 / 4;
    const bool differs = most > PictureDifference::kLevels;
    out.rgb[i] = static_cast<std::uint8_t>(differs ? std::min(255, 128 + most) : faint);
    out.rgb[i + 1] = static_cast<std::uint8_t>(differs ? faint / 2 : faint);
    out.rgb[i + 2] = static_cast<std::uint8_t>(differs ? std::min(255, 64 + most) : faint);
  }
  return out;
}

Picture crop(const Picture& picture, int x, int y, int width, int height) {
  GAN_CHECK(x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height,
            "what is cut out lies in the picture");
  Picture out{width, height, {}};
  out.rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (int row = y; row < y + height; ++row) {
    const auto begin = picture.rgb.begin() + static_cast<std::ptrdiff_t>(index_of(picture, x, row));
    out.rgb.insert(out.rgb.end(), begin, begin + std::ptrdiff_t{3} * width);
  }
  return out;
}

}  // namespace gan
