// What the plane shows of a game beside the first one: how far D's outputs are apart, place by place, and what the same
// noise became in both. Pure.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/lab/looks/output_scale.h"
#include "core/probe/probe.h"

namespace gan {

class ArenaComparison {
 public:
  static constexpr Index kMostJoins = 160;  // lines: more would hide what they join

  // `first` and `here` are of the same step, or nothing changes: what is seen belongs together. `scale`: how outputs
  // are read in this game. Either may be null.
  void update(const std::shared_ptr<const ProbeResult>& first, const std::shared_ptr<const ProbeResult>& here,
              const OutputScale& scale);
  void clear() { *this = {}; }

  // D here less D in the first, in [−1, 1] for probabilities; of a critic f less f. Row-major from below, nx * ny;
  // empty where the two are not known on one grid.
  std::span<const float> difference() const { return difference_; }
  int nx() const { return nx_; }
  int ny() const { return ny_; }
  const WorldRect& rect() const { return rect_; }
  // Where the colours of it end.
  double range() const { return range_; }
  // x, y of G(z) in the first and then here, of the same z; a line that is not finite is left out.
  std::span<const float> joins() const { return joins_; }
  std::uint64_t revision() const { return revision_; }

 private:
  void take_difference(const Surface& first, const Surface& here, const OutputScale& scale);
  void take_joins(const ProbeResult& first, const ProbeResult& here);

  std::shared_ptr<const ProbeResult> first_, here_;  // what it was made from
  std::vector<float> difference_, joins_;
  int nx_ = 0, ny_ = 0;
  WorldRect rect_{};
  double range_ = 1;
  std::uint64_t revision_ = 0;
};

}  // namespace gan
