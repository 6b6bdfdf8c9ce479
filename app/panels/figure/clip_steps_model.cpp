#include "app/panels/figure/clip_steps_model.h"

#include <algorithm>

#include "app/lab/history/marks.h"
#include "app/lab/session.h"
#include "core/base/number_text.h"

namespace gan {
namespace {

// The scenario that was opened by the change that began the segment; "" where none was.
std::string opened_in(const Session& session, std::int64_t segment) {
  const auto& played = session.played();
  const auto found = std::find_if(played.begin(), played.end(), [&](const auto& p) { return p.segment == segment; });
  return found == played.end() || segment == 0 ? "" : found->scenario.title;
}

std::string change_of(const Session& session, std::int64_t segment) {
  for (const Event& event : session.course().events()) {
    if (!event.begins_segment || event.then.segment != segment) continue;
    const HistoryMark mark = mark_of(event);
    const std::string opened = mark.other_game ? opened_in(session, segment) : "";
    return opened.empty() ? mark.label : opened;
  }
  return "";
}

// The part of a segment that lies between two places; empty where first > last.
struct Part {
  std::int64_t first = 0, last = -1;
};

Part part_of(const ClipSegment& segment, const RunPlace& from, const RunPlace& to) {
  if (segment.number < from.segment || segment.number > to.segment) return {};
  Part part{segment.first, segment.last};
  if (segment.number == from.segment) part.first = std::clamp(from.step, segment.first, segment.last);
  if (segment.number == to.segment) part.last = std::clamp(to.step, segment.first, segment.last);
  return part;
}

}  // namespace

std::vector<ClipSegment> clip_segments(const Session& session) {
  std::vector<ClipSegment> segments;
  for (const Course::Stretch& stretch : session.course().segments(session.front()->instant())) {
    const std::int64_t number = stretch.first.position.segment;
    if (stretch.goes_on && !segments.empty()) {
      ClipSegment& before = segments.back();
      before.number = number;
      before.last = stretch.last.position.step;
      ++before.went_on;
      continue;
    }
    segments.push_back(
        {number, stretch.first.position.step, stretch.last.position.step, change_of(session, number), 0});
  }
  return segments;
}

std::vector<RunPlace> clip_places(std::span<const ClipSegment> segments, RunPlace from, RunPlace to,
                                  std::int64_t every) {
  std::vector<RunPlace> places;
  const std::int64_t distance = std::max<std::int64_t>(1, every);
  for (const ClipSegment& segment : segments) {
    const Part part = part_of(segment, from, to);
    const bool between = segment.number != from.segment && segment.number != to.segment;
    if (part.first > part.last || (between && segment.first == segment.last)) continue;
    for (std::int64_t step = part.first; step < part.last; step += distance) places.push_back({segment.number, step});
    places.push_back({segment.number, part.last});
  }
  return places;
}

std::int64_t clip_length(std::span<const ClipSegment> segments, const RunPlace& from, const RunPlace& to) {
  std::int64_t length = 0;
  for (const ClipSegment& segment : segments) {
    const Part part = part_of(segment, from, to);
    length += std::max<std::int64_t>(0, part.last - part.first);
  }
  return length;
}

std::int64_t clip_distance(std::int64_t length, int frames) {
  const std::int64_t least = std::max<std::int64_t>(1, length / std::max(1, frames));
  // 1, 2, 5, 10, 20 …: the largest that is not beyond it.
  std::int64_t power = 1;
  while (power * 10 <= least) power *= 10;
  for (const std::int64_t times : {5, 2}) {
    if (times * power <= least) return times * power;
  }
  return power;
}

ClipMoment clip_moment(std::span<const ClipSegment> segments, const RunPlace& place, bool within_one) {
  ClipMoment moment{std::string("step ") + step_text(place.step).c_str(), ""};
  const auto found =
      std::find_if(segments.begin(), segments.end(), [&](const ClipSegment& s) { return s.number == place.segment; });
  if (!within_one && found != segments.end()) moment.change = found->change;
  return moment;
}

}  // namespace gan
