// Does again what a recorded session holds: every branch once, from where it parts on, each compared with its hashes.
// What lies before is not done twice: the branch that it parts from leaves a keyframe there.
#pragma once

#include <functional>
#include <vector>

#include "core/recording/recorded_session.h"

namespace gan {

// Who is told on the way; each may be empty.
struct SessionWatch {
  // `run` stands where the branch begins: it is a run of its own, with the past of the one that it parts from.
  std::function<void(std::size_t branch, const Run& run)> begins = {};
  // After every completed iteration. Returning false cancels all.
  std::function<bool(std::size_t branch, const Run& run)> after_iteration = {};
  // It stands where a moment was kept.
  std::function<void(std::size_t moment, const Run& run)> keeps = {};
  // It has come to its end, or as far as it would go.
  std::function<void(std::size_t branch, const Run& run)> ends = {};
};

struct SessionReplay {
  std::vector<ReplayResult> branches;  // one a branch; of one that was not reached: why
  bool agrees() const;
  std::int64_t compared() const;
  // The first branch that does not agree; behind the last where all do.
  std::size_t first_difference() const;
};

// A game that would take more memory than there is is refused.
SessionReplay replay_session(const RecordedSession& session, const SessionWatch& watch = {}, MemorySource memory = {});

}  // namespace gan
