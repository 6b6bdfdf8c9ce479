// The pure half of the track's lanes: the branches beside the one that is played, each from where it parts from that
// one to how far it has come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/lab/past/branches.h"

namespace gan {

struct TrackLane {
  RunId run;
  std::string title;
  std::int64_t from = 0, to = 0;  // steps of the segment, which it parts in
  bool goes_on = false;           // it was started anew since
  bool elsewhere = false;         // it parts in another segment: it has no place on this axis
};

// Where two branches part: up to there they are the same run. Of branches that are known.
Instant parting(const Branches& branches, RunId a, RunId b);

// All of them on the axis of the segments `first` to `last`, which went on from each other: first those that part in
// another segment, then in the order in which they part from the played one.
std::vector<TrackLane> lanes_of(const Branches& branches, std::int64_t first, std::int64_t last);

}  // namespace gan
