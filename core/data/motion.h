// Data that change while a game trains: how far they have turned and drifted, and which of their modes are left out.
// Plain values.
#pragma once

#include <bitset>

namespace gan {

// What has become of the plane of the data since the start: turned about the origin, then shifted.
struct DataMotion {
  double degrees = 0;   // counterclockwise, in [0, 360)
  double x = 0, y = 0;  // data units

  bool at_rest() const { return degrees == 0 && x == 0 && y == 0; }
  bool operator==(const DataMotion&) const = default;
};

// Modes of a mixture, bit k the one with number k + 1. No kind of data has more. It owns no memory: hyperparameters are
// copied in every step.
inline constexpr int kMostModes = 256;
using ModeSet = std::bitset<kMostModes>;

}  // namespace gan
