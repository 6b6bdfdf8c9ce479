// Where the players have been: the live trajectory from the history, up to the moment that is shown, and the runs
// before it. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "app/lab/history/history.h"
#include "core/probe/phase/numbers_play.h"
#include "core/run/snapshot.h"

namespace gan {

// Iterations that are shown of the live run, and of each run before it.
inline constexpr std::int64_t kTrailSteps = 3000, kEarlierSteps = 2000;
inline constexpr std::size_t kEarlierRuns = 6;

class PhaseTrail {
 public:
  // True where something has changed.
  bool update(const RunHistory& history, const Snapshot& shown);

  // Oldest first; ends at the place that is shown, and begins with the start where it reaches back so far.
  const std::vector<PhasePoint>& live() const { return live_; }
  // Runs of the same game that are over, oldest first.
  const std::vector<std::vector<PhasePoint>>& earlier() const { return earlier_; }

 private:
  void take_earlier(const RunHistory& history);

  struct Key {
    Instant instant;
    RunId run;
    std::int64_t last_step = -1;
    bool operator==(const Key&) const = default;
  };
  Key key_;
  std::int64_t earlier_of_ = -1;  // the segment that they come before
  RunId earlier_run_;
  std::vector<PhasePoint> live_;
  std::vector<std::vector<PhasePoint>> earlier_;
  std::vector<Bucket> theta_, psi_;
};

}  // namespace gan
