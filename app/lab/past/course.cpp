#include "app/lab/past/course.h"

#include <algorithm>
#include <utility>

namespace gan {

Course::Course(Past past) : past_{past.run, std::move(past.initial), {}}, stretches_(1) {
  for (const Event& event : past.events) add(event);
}

void Course::add(const Event& event) {
  past_.events.push_back(event);
  shared_.reset();
  if (!event.begins_segment) return;
  stretches_.back().last = {event.stamped.position, event.stamped.sequence - 1};
  stretches_.push_back({{event.then, event.stamped.sequence}, {}});
}

void Course::diverged_at(const Place& place) {
  if (!diverged(place)) divergences_.push_back(place);
}

bool Course::diverged(const Place& place) const {
  return std::find(divergences_.begin(), divergences_.end(), place) != divergences_.end();
}

std::shared_ptr<const Past> Course::past() const {
  if (!shared_) shared_ = std::make_shared<const Past>(past_);
  return shared_;
}

const Course::Stretch* Course::find(std::int64_t segment) const {
  const auto found = std::find_if(stretches_.begin(), stretches_.end(),
                                  [&](const Stretch& s) { return s.first.position.segment == segment; });
  return found == stretches_.end() ? nullptr : &*found;
}

Place Course::last_of(std::int64_t segment, const Place& front) const {
  return segment >= front.position.segment || find(segment) == nullptr ? front : find(segment)->last;
}

Place Course::place_of(std::int64_t segment, std::int64_t step, const Place& front) const {
  const Stretch* const stretch = find(std::min(segment, front.position.segment));
  if (stretch == nullptr) return front;
  const Place last = last_of(stretch->first.position.segment, front);
  if (step <= stretch->first.position.step) return stretch->first;
  if (step > last.position.step) return last;
  return first_place_at({stretch->first.position.segment, step, 0, 0}, past_.events);
}

Place Course::moved(const Place& from, std::int64_t iterations, const Place& front) const {
  const std::int64_t segment = from.position.segment;
  const Stretch* const stretch = find(segment);
  if (stretch == nullptr || iterations == 0) return from;
  const Place last = last_of(segment, front);
  // Halfway through an iteration its beginning is one back.
  const std::int64_t step = from.position.step + iterations + (iterations < 0 && !from.position.is_whole() ? 1 : 0);
  if (iterations < 0) {
    if (step >= stretch->first.position.step && from > stretch->first) return place_of(segment, step, front);
    return from > stretch->first || stretch == &stretches_.front() ? stretch->first : std::prev(stretch)->last;
  }
  if (step <= last.position.step) return std::max(from, place_of(segment, step, front));
  if (from < last || segment >= front.position.segment) return last;
  return std::next(stretch)->first;
}

LastChange Course::last_change(const Place& place) const {
  LastChange change;
  for (const Event& event : past_.events) {
    const bool before = event.scheduled() ? event.then <= place.position : event.stamped.sequence <= place.sequence;
    if (!before || event.then.segment != place.position.segment) continue;
    change.step = event.begins_segment ? event.then.step : event.stamped.position.step;
    change.count = !event.begins_segment || event.then.step > 0 ? change.count + 1 : 0;
  }
  return change;
}

}  // namespace gan
