// Command: the only way to change a number in a game. A stamped command carries where it acted, so that a list of
// them, with the settings they started from, reproduces a run bit for bit. Visit it with Overloaded: a place that has
// to know every command does not compile when there is a new one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/game/player.h"
#include "core/game/spec.h"
#include "core/game/state.h"
#include "core/run/position.h"

namespace gan {

// A game at rest, as a checkpoint holds it.
struct SavedGame {
  Settings settings;
  GameState<float> state;
  std::string source;  // where it was read from, for the recording
};

// A hyperparameter acts at once; any other setting begins a new segment: at step 0, or, where the players can be
// rebuilt for it, from what they have learned (Acts).
struct SetValue {
  std::string key;
  Value value;
};
// Extra steps of a player, now, the other standing still; it ends at the first that is not finite. From 1 to
// kMostSteps.
struct TakeSteps {
  Player player = Player::discriminator;
  std::int64_t count = 1;
};
inline constexpr std::int64_t kMostSteps = 1000;  // of one command: nothing else acts before they are done
// Back to step 0 with the same seed; hyperparameters that a person set survive.
struct SameStart {};
// The same from another seed.
struct NewStart {
  std::uint64_t seed = 0;
};
// A new game.
struct OpenGame {
  std::shared_ptr<const Settings> settings;
};
// Continues from a saved game.
struct LoadGame {
  std::shared_ptr<const SavedGame> saved;
};

// Several settings as one change: none of them where one can't be set, and at most one new segment. No key twice.
struct SetValues {
  std::vector<std::pair<std::string, Value>> values;
};

using Command = std::variant<SetValue, TakeSteps, SameStart, NewStart, OpenGame, LoadGame, SetValues>;

struct StampedCommand {
  Position position;
  std::int64_t sequence = 0;  // 1, 2, 3 ... over the whole run
  Command command;
};

}  // namespace gan
