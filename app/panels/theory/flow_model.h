// How generated samples move, for the stage and in words: where the same noise was sent at other steps of the segment,
// which of them to compare with, and divergence or curl as a surface. Pure.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/lab/looks/output_scale.h"
#include "core/probe/probe.h"

namespace gan {

// The places of samples at the steps that were shown. Of a segment's past they stay, so that a moment of the past finds
// its neighbours.
class SampleHistory {
 public:
  static constexpr std::size_t kMost = 96;  // moments; of more every second of the older half goes
  static constexpr double kApart = 10;      // iterations between moments that are compared, where there are any

  // 2 x n. Another segment or another number of samples begins anew; a step that is there already stays.
  void add(const Moment& moment, const Matrix<float>& generated);
  // What to compare the samples of this step with: the moment whose distance is nearest, by its ratio, to ten
  // iterations; a later one where earlier ones are more than three times as far off. Nothing where no other step is
  // known. The lattice is left to the caller.
  std::optional<FlowRequest> other(std::int64_t step) const;
  std::size_t size() const { return kept_.size(); }

 private:
  struct Kept {
    std::int64_t step;
    std::shared_ptr<const Matrix<float>> samples;
  };
  FlowRequest request(const Kept& kept) const;

  SegmentId segment_;
  std::vector<Kept> kept_;  // by step
};

// The fewest nodes of a lattice, for who wants the means alone: no surface is made of them.
inline constexpr int kMeansLattice = 2;

class FlowField {
 public:
  // Takes over what the result knows: its curl, or its divergence; nothing where it has none. `version`: of the result.
  void update(const ProbeResult& result, std::uint64_t version, bool turn);
  void clear();

  bool known() const { return !values_.empty(); }
  // Row-major from below, nx * ny; 0, which has no colour, where too few samples lie.
  std::span<const float> values() const { return values_; }
  int nx() const { return nx_; }
  int ny() const { return ny_; }
  const WorldRect& rect() const { return rect_; }
  // At the ends of the colours, > 0: the same for divergence and curl, so that they can be compared.
  double range() const { return range_; }
  std::uint64_t revision() const { return revision_; }
  // At this point of the game's coordinates; nothing where too few samples lie.
  std::optional<double> at(double x, double y) const;
  bool turn() const { return turn_; }

  // "Divergence of the samples' velocity, iterations 1 200 to 1 210, smoothed over 0.2".
  std::string heading() const { return heading_; }
  ColourLegend legend() const;

 private:
  std::vector<float> values_;
  Matrix<float> field_;
  WorldRect rect_{};
  Rectangle region_;
  int nx_ = 0, ny_ = 0;
  bool turn_ = false;
  double range_ = 0;
  std::string heading_;
  SegmentId segment_;
  std::uint64_t version_ = 0, revision_ = 0;
};

// Sentences about the motion, the most important first; of one that is not known what it takes.
std::vector<std::string> flow_lines(const SampleFlow& flow);

}  // namespace gan
