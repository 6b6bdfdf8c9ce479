// The marks of the arena where they lie on top of one another: which of them form piles on this screen, how large the
// glow of each pile is, and which piles are so large that they are named.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/geometry/piles.h"
#include "app/panels/arena/arena_model.h"
#include "app/panels/arena/arrow_scale_model.h"

namespace gan {

inline constexpr float kRealRadius = 3.0F, kGeneratedRadius = 4.2F;  // of marks, design pixels

class ArenaMarks {
 public:
  // unit: the world's length of a design pixel, > 0. arrow_scale: of a gradient of 1. Does nothing where neither the
  // picture nor these have changed.
  void update(const ArenaPicture& picture, double unit, double arrow_scale = 0);

  const Piles& real() const { return real_; }
  const Piles& generated() const { return generated_; }
  std::span<const float> glows() const { return glows_; }  // of generated piles: x, y, radius in design pixels
  const ThinnedArrows& arrows() const { return arrows_; }
  std::uint64_t revision() const { return revision_; }  // of all of these
  // The piles with at least a quarter of the generated samples, and what is written beside each. Piles that lie against
  // a larger one count with it.
  std::span<const Pile> named() const { return named_; }
  std::string name(const Pile& pile) const;
  // Of the glow of a pile, in design pixels: grows with its share of the samples.
  float glow_radius(const Pile& pile) const;

 private:
  void name_piles();

  Piles real_, generated_;
  std::vector<float> glows_;
  std::vector<Pile> named_;
  ThinnedArrows arrows_;
  std::size_t samples_ = 0;  // generated ones, those that are not finite included
  std::uint64_t revision_ = 0, picture_ = 0;
  double unit_ = 0, arrow_scale_ = 0;
};

}  // namespace gan
