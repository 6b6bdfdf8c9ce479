// Snapshot: an immutable view of a game at one moment, shared between threads. Probes read it; nothing writes it.
#pragma once

#include <cstdint>
#include <memory>

#include "core/data/distribution.h"
#include "core/game/game_kind.h"
#include "core/game/spec.h"
#include "core/game/state.h"
#include "core/game/step_record.h"
#include "core/run/instant.h"
#include "core/run/position.h"
#include "core/run/run_id.h"
#include "core/run/segment.h"

namespace gan {

struct Snapshot {
  std::shared_ptr<const Settings> settings;  // current: every applied change is in it
  std::shared_ptr<const GameState<float>> state;
  std::shared_ptr<const DataSource> data;  // p_data of this moment
  RunId run;
  Position position;
  std::int64_t last_sequence = 0;  // of the last applied command; 0 before the first
  Status status;
  StepRecord record;  // of the last completed iteration; step 0 when there is none

  // What can be asked of the game.
  DataKind kind() const { return kind_of(settings->spec, *data); }
  Moment moment() const { return {run, position}; }
  Instant instant() const { return {position, last_sequence}; }
  SegmentId segment() const { return {run, position.segment}; }
};

}  // namespace gan
