#include "core/run/instant.h"

namespace gan {

Instant first_instant_at(const Position& position, const std::vector<Event>& events) {
  Instant instant{position, 0};
  for (const Event& event : events) {
    if (!event.scheduled() && event.stamped.position < position) instant.sequence = event.stamped.sequence;
  }
  return instant;
}

}  // namespace gan
