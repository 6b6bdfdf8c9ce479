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
  stretches_.push_back({{event.then, event.stamped.sequence}, {}, event.goes_on});
}

void Course::diverged_at(const Instant& instant) {
  if (!diverged(instant)) divergences_.push_back(instant);
}

bool Course::diverged(const Instant& instant) const {
  return std::find(divergences_.begin(), divergences_.end(), instant) != divergences_.end();
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

Instant Course::last_of(std::int64_t segment, const Instant& front) const {
  return segment >= front.position.segment || find(segment) == nullptr ? front : find(segment)->last;
}

Instant Course::instant_of(std::int64_t segment, std::int64_t step, const Instant& front) const {
  const Stretch* stretch = find(std::min(segment, front.position.segment));
  if (stretch == nullptr) return front;
  while (stretch->goes_on && step <= stretch->first.position.step && stretch != &stretches_.front()) --stretch;
  const Instant last = last_of(stretch->first.position.segment, front);
  if (step <= stretch->first.position.step) return stretch->first;
  if (step > last.position.step) return last;
  return first_instant_at({stretch->first.position.segment, step, 0, 0}, past_.events);
}

std::vector<Course::Stretch> Course::segments(const Instant& front) const {
  std::vector<Stretch> all = stretches_;
  std::erase_if(all, [&](const Stretch& s) { return s.first.position.segment > front.position.segment; });
  if (!all.empty()) all.back().last = last_of(all.back().first.position.segment, front);
  return all;
}

Instant Course::moved(const Instant& from, std::int64_t iterations, const Instant& front) const {
  const std::int64_t segment = from.position.segment;
  const Stretch* const stretch = find(segment);
  if (stretch == nullptr || iterations == 0) return from;
  const Instant last = last_of(segment, front);
  // Halfway through an iteration its beginning is one back.
  const std::int64_t step = from.position.step + iterations + (iterations < 0 && !from.position.is_whole() ? 1 : 0);
  if (iterations < 0) {
    if (step >= stretch->first.position.step && from > stretch->first) return instant_of(segment, step, front);
    return from > stretch->first || stretch == &stretches_.front() ? stretch->first : std::prev(stretch)->last;
  }
  if (step <= last.position.step) return std::max(from, instant_of(segment, step, front));
  if (from < last || segment >= front.position.segment) return last;
  return std::next(stretch)->first;
}

LastChange Course::last_change(const Instant& instant) const {
  LastChange change;
  for (const Event& event : past_.events) {
    const bool before = event.scheduled() ? event.then <= instant.position : event.stamped.sequence <= instant.sequence;
    if (!before || event.then.segment != instant.position.segment) continue;
    change.step = event.begins_segment ? event.then.step : event.stamped.position.step;
    change.count = !event.begins_segment || event.then.step > 0 ? change.count + 1 : 0;
  }
  return change;
}

}  // namespace gan
