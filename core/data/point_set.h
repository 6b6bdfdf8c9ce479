// Points of a file as they train: 2 x n in single precision, around zero and of a size that single precision and a
// network can work with, and the way back to the file's own coordinates. Immutable once shared.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/base/matrix.h"

namespace gan {

// Where the plane of a game lies in the data's own coordinates: data = origin + unit * game, by axis, in double
// precision. Units are powers of ten.
struct PlaneUnits {
  std::array<double, 2> origin = {0, 0};
  std::array<double, 2> unit = {1, 1};

  bool plain() const { return *this == PlaneUnits{}; }  // the same coordinates
  double to_data(std::size_t axis, double game) const { return origin[axis] + unit[axis] * game; }
  double to_game(std::size_t axis, double data) const { return (data - origin[axis]) / unit[axis]; }
  bool operator==(const PlaneUnits&) const = default;
};

struct PointSet {
  Matrix<float> points;  // 2 x n, in the game's coordinates
  PlaneUnits units;
  std::string note;  // what was read and passed over, one line; "" for points of a checkpoint

  Index count() const { return points.cols(); }
};

// By points and units; two null ones are equal.
bool same_points(const PointSet* a, const PointSet* b);

// Where the bulk of some points lies, and which lie far from it.
struct PointSpread {
  std::array<double, 2> low = {0, 0}, high = {0, 0};  // box of the bulk
  std::vector<Index> far;                             // by index, rising; not in the box

  double half(std::size_t axis) const { return 0.5 * high[axis] - 0.5 * low[axis]; }
  double centre(std::size_t axis) const { return 0.5 * low[axis] + 0.5 * high[axis]; }
};

// `x` and `y` have one length n >= 1 and are finite. A point is far when it lies more than ten interquartile ranges
// beyond the quartiles on an axis; but where there are more than a twentieth of all, or more than five and more than a
// hundredth, they are part of the data. The box covers the others, all but a thousandth at either end of an axis.
PointSpread spread_of(const std::vector<double>& x, const std::vector<double>& y);

// Units in which points of this spread are at most a few thousand in size and keep what tells them apart: a range above
// 1000 or below 1/1000 is brought to between 1 and 10, and a centre more than a hundred half ranges away becomes about
// zero. Anything else stays as it is.
PlaneUnits units_for(const PointSpread& spread);

}  // namespace gan
