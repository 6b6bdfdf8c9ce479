// Penalties on D's gradient as they are seen: ‖∇D‖ at the points of each on one scale of colours, as a histogram, and
// what it comes to in words. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/lab/looks/output_scale.h"
#include "core/probe/probe.h"

namespace gan {

inline constexpr int kNormCells = 40;

// What one penalty looks at.
struct PenaltyGroup {
  const Penalty* penalty = nullptr;
  bool on = false;
  std::string title;               // "R1 at 256 real samples"
  std::vector<float> xy;           // x, y in turn, of the points of the plane whose norm is finite
  std::vector<float> x;            // the same of the line
  std::vector<float> norms;        // finite ones; of the plane and of the line one a point
  double mean = 0;                 // NaN: there are none
  Index undefined = 0;             // that are not finite
  std::vector<float> share;        // of kNormCells equal cells from 0 to the end of the scale
  double beyond = 0;               // share of the norms that lie beyond
  std::vector<std::string> lines;  // sentences: how far it is from its target, and what it adds to D's loss
};

class PenaltyPicture {
 public:
  // Takes over what the result knows; nothing where it was not asked for. `version`: of the result.
  void update(const ProbeResult& result, std::uint64_t version);
  void clear();

  std::span<const PenaltyGroup> groups() const { return groups_; }
  bool known() const { return !groups_.empty(); }
  bool any_on() const { return any_on_; }
  // The end of the scale of colours and of the axes, which begin at 0: 98 of 100 norms and each target lie below. It
  // grows as soon as it must, and shrinks when less than 0.4 of it is used, so that it does not flicker.
  double top() const { return top_; }
  // Where the norm lies on the scale, in [0, 1].
  float place(float norm) const;
  // One line each for the stage: "R1: mean ‖∇D‖ 0.84 at real samples".
  std::vector<std::string> headings() const;
  ColourLegend legend() const;

 private:
  std::vector<PenaltyGroup> groups_;
  bool any_on_ = false;
  double top_ = 0;
  SegmentId segment_;
  std::uint64_t version_ = 0;
};

// Of a game without penalties: what would be seen, one sentence.
const char* no_penalty_sentence();

}  // namespace gan
