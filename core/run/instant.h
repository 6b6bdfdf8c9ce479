// Instant: which state of a run. At one position there can be several: before and after each command that acted there.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "core/run/event.h"
#include "core/run/position.h"

namespace gan {

struct Instant {
  Position position;
  std::int64_t sequence = 0;  // of the last command that has acted; 0 before the first

  // The order in which a run comes to them.
  auto operator<=>(const Instant&) const = default;
};

// The first state at `position` of a run with these events: as it got there, before any command that acted there.
Instant first_instant_at(const Position& position, const std::vector<Event>& events);

}  // namespace gan
