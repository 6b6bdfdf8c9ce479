// Segment: a game from a start, a load or a rebuilding of its players to the next, as a value: everything that decides
// about its further course and nothing else. A copy of it is a place to go back to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/data/distribution.h"
#include "core/game/spec.h"
#include "core/game/state.h"
#include "core/game/step_record.h"
#include "core/run/event.h"

namespace gan {

// Running, or why it can't go on. The state is then the last finite one.
struct Status {
  bool diverged = false;
  std::int64_t step = 0;  // the iteration in which it happened
  std::string what;       // the quantity: "the gradient of the discriminator's loss"
};

struct Segment {
  std::int64_t number = 0;
  Settings base;                           // what the next start begins with: without what the schedule changed
  Settings current;                        // what trains now
  std::shared_ptr<const DataSource> data;  // as they are made: with all modes, where they lie at the start
  GameState<float> state;
  // What it began with, where that was loaded; null where it began as the settings initialise it. And whether `state`
  // is still that.
  std::shared_ptr<const GameState<float>> loaded;
  bool as_begun = true;
  bool goes_on = false;  // that was the state of the segment before it, its players rebuilt
  StepRecord record;     // of the last completed iteration
  StepRecord pending;    // of the one under way
  Status status;
  std::size_t next_scheduled = 0;  // of current.schedule
  // The events of current.schedule, from the next on: made when the segment begins, so that an iteration that memory
  // runs out in never stops between a step and what the schedule does after it.
  std::vector<Event> scheduled;

  Position position() const { return {number, state.step, state.discriminator_inner, state.generator_inner}; }

  // Nothing is known of the iteration under way.
  void begin_record();
  // Makes the events of what the schedule will change.
  void plan_schedule();
  // Goes on to the next iteration; what the schedule changes before it is added to `events`.
  void begin_iteration(std::vector<Event>& events);
  // Sets a hyperparameter that was checked, in what trains now. Another kind of optimiser starts without moments,
  // another rule of training with nothing remembered.
  void set_now(const std::string& key, const Value& value);
  // Passes over what the schedule changed up to the present step: a saved game's settings have it already.
  void skip_schedule();
};

}  // namespace gan
