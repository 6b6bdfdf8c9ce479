#include "app/panels/track/timeline_model.h"

#include <algorithm>
#include <cmath>

#include "app/lab/history/segment_start.h"
#include "app/plot/plot_ticks.h"

namespace gan {

void TimelineModel::update(const RunHistory& history) {
  if (revision == history.marks_revision() && shown == history.segment_id()) return;
  revision = history.marks_revision();
  shown = history.segment_id();
  marks.clear();
  scheduled.clear();
  earlier.clear();
  current = {history.first_segment(), "", {}};
  std::vector<const HistoryMark*> here;
  for (const HistoryMark& mark : history.marks()) {
    const bool now = mark.segment >= current.segment;
    if (!now && (earlier.empty() || (earlier.back().segment != mark.segment && !mark.goes_on))) {
      earlier.push_back({mark.segment, "start", {}});
    }
    TimelineSegment& segment = now ? current : earlier.back();
    if (!now) segment.segment = mark.segment;
    if (mark.starts_segment) segment.label = mark.label;
    segment.sentences.push_back(mark.sentence);
    if (now && !mark.starts_segment) here.push_back(&mark);
  }
  // A first segment in which nothing was done has no mark, but what follows shows that there was one.
  if (earlier.empty() && !current.label.empty() && current.segment > 0) earlier.push_back({0, "start", {}});
  std::stable_sort(here.begin(), here.end(), [](auto* a, auto* b) { return a->step < b->step; });
  if (BegunWith begun = begun_with(history, history.first_segment()); !begun.label.empty()) {
    marks.push_back({0, std::move(begun.label), std::move(begun.sentence)});
    scheduled.push_back(0);
  }
  for (const HistoryMark* mark : here) {
    marks.push_back({mark->step, mark->counts ? mark->label : "", mark->sentence});
    scheduled.push_back(mark->scheduled ? 1 : 0);
  }
}

std::int64_t newest_step(const RunHistory& history, const Position& snapshot) {
  if (history.segment() != snapshot.segment) {
    return history.segment() > snapshot.segment ? history.last_step() : snapshot.step;
  }
  return std::max(history.last_step(), snapshot.step);
}

Range timeline_span(std::int64_t first_step, std::int64_t last_step, Range current) {
  const double first = static_cast<double>(first_step);
  const double length = std::max(static_cast<double>(last_step - first_step), 100.0);
  const bool fits = current.low == first && first + length <= current.high && current.span() <= 2.5 * length;
  if (fits) return current;
  const double step = nice_step(length, 10);
  return {first, first + step * (std::ceil(length / step) + 1)};
}

std::optional<TrackBracket> track_bracket(Range shown, const Scale& x, float from, float to) {
  const float left = x.pixel(shown.low), right = x.pixel(shown.high);
  if (right <= from || left >= to) return {};
  return TrackBracket{std::max(left, from), std::min(right, to), left >= from, right <= to};
}

}  // namespace gan
