// Command: the only way to change a number in a game. A stamped command carries where it acted, so that a list of
// them, with the settings they started from, reproduces a run bit for bit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/game/spec.h"
#include "core/game/state.h"

namespace gan {

// A game at rest, as a checkpoint holds it.
struct SavedGame {
  Settings settings;
  GameState<float> state;
  std::string source;  // where it was read from, for the recording
};

enum class CommandKind {
  set,                 // key, value: a hyperparameter acts at once; any other field starts a new segment
  discriminator_step,  // one extra D step now
  generator_step,      // one extra G step now
  same_start,          // back to step 0 with the same seed; hyperparameters that a person set survive
  new_start,           // the same with `seed`
  open,                // a new game: `settings`
  load,                // continue from `saved`
};

struct Command {
  CommandKind kind = CommandKind::set;
  std::string key;
  Value value;
  std::uint64_t seed = 0;
  std::shared_ptr<const Settings> settings;
  std::shared_ptr<const SavedGame> saved;

  static Command set_value(std::string key, Value value) {
    Command c;
    c.key = std::move(key);
    c.value = std::move(value);
    return c;
  }
  static Command simple(CommandKind kind) {
    Command c;
    c.kind = kind;
    return c;
  }
  static Command start_with(std::uint64_t seed) {
    Command c = simple(CommandKind::new_start);
    c.seed = seed;
    return c;
  }
  static Command open_game(std::shared_ptr<const Settings> settings) {
    Command c = simple(CommandKind::open);
    c.settings = std::move(settings);
    return c;
  }
  static Command load_game(std::shared_ptr<const SavedGame> saved) {
    Command c = simple(CommandKind::load);
    c.saved = std::move(saved);
    return c;
  }
};

// A place in a run: before which sub-step of which iteration of which segment.
struct Position {
  std::int64_t segment = 0;  // counts restarts, changes of the spec and loads
  std::int64_t step = 0;     // completed iterations in it
  std::int32_t discriminator_inner = 0;
  std::int32_t generator_inner = 0;

  auto operator<=>(const Position&) const = default;
};

struct StampedCommand {
  Position position;
  std::int64_t sequence = 0;  // 1, 2, 3 ... over the whole run
  Command command;
};

}  // namespace gan
