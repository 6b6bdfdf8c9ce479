#include "core/run/event.h"

namespace gan {

std::vector<StampedCommand> commands_of(const std::vector<Event>& events) {
  std::vector<StampedCommand> commands;
  for (const Event& event : events) {
    if (!event.scheduled()) commands.push_back(event.stamped);
  }
  return commands;
}

}  // namespace gan
