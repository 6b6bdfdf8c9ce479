// Where G sent the same noise over the last iterations, and where the middle of all its samples was: positions of
// snapshots that came, none made up, at even distances in iterations. These are ten where the snapshots lie close
// enough, else two to five times the distance of the snapshots.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/matrix.h"
#include "core/run/position.h"
#include "core/run/run_id.h"

namespace gan {

class ArenaTrails {
 public:
  static constexpr Index kParticles = 12;
  static constexpr std::int64_t kLeastSpacing = 10;  // iterations

  // Adds the positions of one snapshot; the same moment again changes nothing. A new segment, another number of samples
  // or a step back in time begins anew. At most `longest` vertices are shown; the last is this snapshot's.
  void add(const Moment& moment, const Matrix<float>& generated, int longest);
  void clear();

  // Position t (0 is the oldest) of particle i is at [2 * (i * length() + t)].
  const std::vector<float>& xy() const { return xy_; }
  const std::vector<float>& centre() const { return centre_; }  // of all samples, likewise
  int length() const { return length_; }
  // Iterations from one vertex to the next, but for the last, which is the present; they differ by less than the
  // distance of two snapshots.
  std::int64_t spacing() const { return spacing_; }

 private:
  std::size_t stride() const { return 2 * static_cast<std::size_t>(particles_ + 1); }
  void take(const Matrix<float>& generated, std::vector<float>& out) const;
  void choose(int longest);

  Moment last_{{}, {-1, 0, 0, 0}};
  Index particles_ = 0;
  int length_ = 0;
  std::int64_t spacing_ = kLeastSpacing;
  // What was kept: at most one snapshot in ten iterations, the oldest first. Of each the particles, then the centre.
  std::vector<std::int64_t> steps_;
  std::vector<float> kept_;
  std::vector<float> now_;           // the present
  std::vector<std::size_t> chosen_;  // of those kept, the newest first
  std::vector<float> xy_, centre_;
};

}  // namespace gan
