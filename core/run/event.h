// Event: something that was done to a run, with what was there before it: the run's past in one log, out of which
// recordings take the commands, and marks and sentences their words.
#pragma once

#include <string>
#include <vector>

#include "core/run/command.h"

namespace gan {

// A setting that was one value, and is another.
struct ChangedValue {
  std::string key;
  Value before, after;
};

struct Event {
  StampedCommand stamped;  // where it acted, and what was done; sequence 0: the schedule's own change
  Value before, after;     // of a SetValue: what the setting was, and what it is
  bool begins_segment = false;
  Position then;                           // where the run stood after it: the first place of the segment that it began
  std::vector<ChangedValue> changed = {};  // of SetValues: the same of each, in its order
  bool goes_on = false;                    // the segment that it begins goes on from where the one before was

  bool scheduled() const { return stamped.sequence == 0; }
};

// Without what the schedule did: the settings carry the schedule.
std::vector<StampedCommand> commands_of(const std::vector<Event>& events);

}  // namespace gan
