// How gradients become arrows: one scale for all of them, chosen so that the median arrow can be read, or held so that
// two moments can be compared; and which arrows are left out so that none is a stub on a heap of marks.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gan {

class ArrowScale {
 public:
  // median: length of the gradients. unit: the world's length of a design pixel. `hold`: the scale stays as it is, once
  // there is one. Where the median is 0 or not finite it stays as well. Returns the world's length of a gradient of 1;
  // 0 where nothing is known yet. It changes only when the median arrow is shorter than 8 or longer than 30 design
  // pixels, to 1, 2 or 5 times a power of ten of a pixel, so that the arrows do not breathe.
  double update(double median, double unit, bool hold);
  // Another game.
  void forget() { value_ = 0; }

 private:
  double value_ = 0;
};

class ThinnedArrows {
 public:
  // origins, vectors: x and y in turn. Of all arrows that start in one square of side `cell` the longest is kept, and
  // of these, scaled, none shorter than `least`; both lengths of the world, > 0.
  void take(std::span<const float> origins, std::span<const float> vectors, double cell, double scale, double least);

  std::span<const float> origins() const { return origins_; }
  std::span<const float> vectors() const { return vectors_; }

 private:
  struct Entry {
    std::pair<std::int64_t, std::int64_t> cell;
    double length;
    std::size_t arrow;
  };
  std::vector<Entry> entries_;
  std::vector<float> origins_, vectors_;
};

}  // namespace gan
