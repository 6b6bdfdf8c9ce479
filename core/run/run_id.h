// RunId: which run something belongs to. Positions count within one run only, so that whatever leaves it (a snapshot,
// an answer to a question about one, a row of its history) carries the run's identity; what belongs to another run
// never compares equal. It is given out in this process, is part of no file and of no number.
#pragma once

#include <cstdint>

#include "core/run/position.h"

namespace gan {

class RunId {
 public:
  RunId() = default;    // of no run
  static RunId next();  // never the same twice; from any thread
  bool operator==(const RunId&) const = default;

 private:
  explicit RunId(std::uint64_t number) : number_(number) {}
  std::uint64_t number_ = 0;
};

// One stretch of a run, from a start or a load to the next. Not ordered: of two runs neither comes first.
struct SegmentId {
  RunId run;
  std::int64_t number = 0;  // as in Position

  bool operator==(const SegmentId&) const = default;
};

// A place in one run.
struct Moment {
  RunId run;
  Position position;

  SegmentId segment() const { return {run, position.segment}; }
  bool operator==(const Moment&) const = default;
};

}  // namespace gan
