// Course: what a run has come through: its events in order, and the instants that steps of its segments are. Pure.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/insight/facts.h"
#include "core/run/keyframe.h"

namespace gan {

class Course {
 public:
  explicit Course(Past past);

  // The next thing that was done to it.
  void add(const Event& event);
  // It diverged, and stands at `instant`.
  void diverged_at(const Instant& instant);
  bool diverged(const Instant& instant) const;
  const std::vector<Instant>& divergences() const { return divergences_; }

  // All of it up to now; the same until something is added.
  std::shared_ptr<const Past> past() const;
  const std::vector<Event>& events() const { return past_.events; }

  // The state that completed `step` of the segment, or of those that it went on from, before what was changed there;
  // the nearest that there is where there is no such step. `front`: how far the run has come.
  Instant instant_of(std::int64_t segment, std::int64_t step, const Instant& front) const;
  // Where the segment ended, or is now.
  Instant last_of(std::int64_t segment, const Instant& front) const;
  // Its segments, in order, up to the front.
  struct Stretch {
    Instant first, last;   // `last` where the next one began, or the front
    bool goes_on = false;  // from where the one before it was
  };
  std::vector<Stretch> segments(const Instant& front) const;
  // So many iterations later or, below 0, earlier, over the ends of segments; the front where there are no more.
  Instant moved(const Instant& from, std::int64_t iterations, const Instant& front) const;
  // The last change before `instant` in its segment.
  LastChange last_change(const Instant& instant) const;

 private:
  const Stretch* find(std::int64_t segment) const;

  Past past_;
  std::vector<Stretch> stretches_;  // in order; of the last one `last` is not known
  std::vector<Instant> divergences_;
  mutable std::shared_ptr<const Past> shared_;
};

}  // namespace gan
