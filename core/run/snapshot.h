// Snapshot: an immutable view of a game at one moment, shared between threads. Probes read it; nothing writes it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/data/distribution.h"
#include "core/game/spec.h"
#include "core/game/state.h"
#include "core/game/step_record.h"
#include "core/run/command.h"

namespace gan {

// Running, or why it can't go on. The state is then the last finite one.
struct Status {
  bool diverged = false;
  std::int64_t step = 0;  // the iteration in which it happened
  std::string what;       // the quantity: "the gradient of the discriminator's loss"
};

struct Snapshot {
  std::shared_ptr<const Settings> settings;  // current: every applied change is in it
  std::shared_ptr<const GameState<float>> state;
  std::shared_ptr<const DataSource> data;
  Position position;
  std::int64_t last_sequence = 0;  // of the last applied command; 0 before the first
  Status status;
  StepRecord record;               // of the last completed iteration; step 0 when there is none
};

}  // namespace gan
