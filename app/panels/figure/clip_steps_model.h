// Which states a clip shows: of one segment of a run, or over the changes that began others. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/lab/actions.h"

namespace gan {

class Session;

// A segment as clips name it, or several that went on from each other: by the number of the last.
struct ClipSegment {
  std::int64_t number = 0;
  std::int64_t first = 0, last = 0;  // its steps
  std::string change;                // what began it: "restart", "seed 4"; of the first ""
  std::int64_t went_on = 0;          // so many before it are part of it
  bool holds(std::int64_t segment) const { return number - went_on <= segment && segment <= number; }
  bool operator==(const ClipSegment&) const = default;
};

// Of the run of this session up to its front, in order.
std::vector<ClipSegment> clip_segments(const Session& session);

// From `from` on every so many iterations of each segment, with the last state of each, and at the end `to`. Segments
// in between that no iteration was trained in, as a drag leaves them, are passed over. Places outside of their segment
// are moved to its nearest end; nothing where `to` lies before `from`, or in no segment.
std::vector<RunPlace> clip_places(std::span<const ClipSegment> segments, RunPlace from, RunPlace to,
                                  std::int64_t every);
// How many iterations lie between the two.
std::int64_t clip_length(std::span<const ClipSegment> segments, const RunPlace& from, const RunPlace& to);
// As many iterations between two frames as make about so many of them of `length`, a round number.
std::int64_t clip_distance(std::int64_t length, int frames);
// What the caption says of a place: that it is this step, and in a clip over several segments what began this one; the
// shorter of them alone where both have no room.
struct ClipMoment {
  std::string step, change;
};
ClipMoment clip_moment(std::span<const ClipSegment> segments, const RunPlace& place, bool within_one);

}  // namespace gan
