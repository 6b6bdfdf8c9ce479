// Keyframe: a state of a run that one can go on from: everything that decides about its further course, immutable and
// shared between threads. With the run's past, which says what was done after it, every later state is a keyframe and
// a stretch of stepping (core/past/retrace.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/data/distribution.h"
#include "core/game/spec.h"
#include "core/game/state.h"
#include "core/game/step_record.h"
#include "core/run/event.h"
#include "core/run/instant.h"
#include "core/run/run_id.h"
#include "core/run/segment.h"
#include "core/run/snapshot.h"

namespace gan {

struct Keyframe {
  RunId run;
  Instant instant;
  std::size_t events = 0;  // so many of the run's log had happened
  std::shared_ptr<const Settings> base, current;
  std::shared_ptr<const DataSource> data;
  // Null: as the settings initialise it.
  std::shared_ptr<const GameState<float>> state;
  bool own_state = false;  // copied for it; otherwise it takes no memory of its own
  StepRecord record, pending;
  Status status;
  std::size_t next_scheduled = 0;

  // What it holds that nothing else does.
  std::size_t bytes() const;
};

// The moment that it holds, which shares all it can with it.
std::shared_ptr<const Snapshot> snapshot_of(const Keyframe& keyframe);

// What was done to a run since its start.
struct Past {
  RunId run;
  Settings initial;
  std::vector<Event> events;
};

std::size_t state_bytes(const GameState<float>& state);

}  // namespace gan
