// What the leading mode of an iteration (core/probe/spectrum) does to the samples on the stage: each one goes round an
// ellipse, or along a line where the mode does not turn. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/matrix.h"
#include "core/probe/spectrum/spectrum.h"

namespace gan {

// Lengths of the world: the sample at x moves to x + a cos φ − b sin φ.
struct ModeStroke {
  float x = 0, y = 0;
  float ax = 0, ay = 0, bx = 0, by = 0;
};

class ModeStrokes {
 public:
  // generated: 2 x n, columns as those of the spectrum, whose states may differ. Of all samples in one square of side
  // `cell` that with the longest motion is kept. `reach`: of a motion of mean size; both lengths of the world, > 0.
  void update(const Matrix<float>& generated, const Spectrum& spectrum, double cell, double reach);
  void clear() { strokes_.clear(); }

  std::span<const ModeStroke> strokes() const { return strokes_; }
  // One that turns makes ellipses, any other lines.
  bool turns() const { return turns_; }
  // "Leading mode: ×1.004 an iteration, once round in 61 iterations".
  const std::string& heading() const { return heading_; }

 private:
  std::vector<ModeStroke> strokes_;
  bool turns_ = false;
  std::string heading_;
};

}  // namespace gan
