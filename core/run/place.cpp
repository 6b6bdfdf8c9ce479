#include "core/run/place.h"

namespace gan {

Place first_place_at(const Position& position, const std::vector<Event>& events) {
  Place place{position, 0};
  for (const Event& event : events) {
    if (!event.scheduled() && event.stamped.position < position) place.sequence = event.stamped.sequence;
  }
  return place;
}

}  // namespace gan
