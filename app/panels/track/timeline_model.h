// The pure half of the timeline: the current segment from its first to its newest step with a mark for every
// change, and the segments before it as breaks, each with what began it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/lab/history/history.h"
#include "app/plot/plot_axis.h"
#include "app/plot/plot_marks.h"

namespace gan {

struct TimelineSegment {
  std::int64_t segment = 0;
  std::string label;                   // what began it; "start" for the first
  std::vector<std::string> sentences;  // everything that was done in it, in order
};

struct TimelineModel {
  std::vector<PlotMark> marks;  // of the current segment, in the order of their steps
  std::vector<char> scheduled;  // one a mark
  TimelineSegment current;
  std::vector<TimelineSegment> earlier;  // oldest first
  std::uint64_t revision = ~std::uint64_t{0};
  SegmentId shown;  // whose marks these are

  // Takes over the marks where they have changed.
  void update(const RunHistory& history);
};

// The newest step that is known of: what the toolbar writes and where the timeline's dot stands. Records come sooner
// than snapshots, of which there are at most 60 a second.
std::int64_t newest_step(const RunHistory& history, const Position& snapshot);

// The steps that the strip spans: from the first to the newest, with some room to the right, in round steps
// so that it does not creep with every frame. `current` is what it spans now (high <= low: nothing yet).
Range timeline_span(std::int64_t first_step, std::int64_t last_step, Range current);

// In pixels: what of the axis between `from` and `to` the steps `shown` take; none where they lie beside it. An end
// that the axis does not reach has no edge.
struct TrackBracket {
  float left = 0, right = 0;
  bool begins = true, ends = true;
};
std::optional<TrackBracket> track_bracket(Range shown, const Scale& x, float from, float to);

}  // namespace gan
