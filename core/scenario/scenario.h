// Scenario: a named, described game with what one should observe in it; the type, and the one list of the
// built-in ones. Their texts are TOML files in assets/scenarios, read by core/io/scenario_file.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/game/spec.h"

namespace gan {

// One step of the named change that cures what the scenario shows, applied to its very state.
struct Remedy {
  std::string title;
  std::vector<std::pair<std::string, Value>> changes;  // key, value, in the order in which they are applied
  std::string note;                                    // what follows from it, said once it was applied; may be empty

  bool operator==(const Remedy&) const = default;
};

// Where the window stops, once in each segment, and says why. Pacing: it is not logged and changes no number.
struct PausePoint {
  std::int64_t step = 0;  // so many iterations are complete
  std::string reason;     // one or two sentences

  bool operator==(const PausePoint&) const = default;
};

struct Scenario {
  std::string id;  // the file's name without .toml
  std::string title;
  std::string description;
  std::vector<std::string> watch;  // what to look at, one sentence each
  std::string claims;              // what is checked over many seeds, in words; may be empty
  std::int64_t steps = 10000;      // its length in iterations
  std::vector<Remedy> remedies;    // in the order in which they are applied; each has a change
  std::vector<PausePoint> pauses;  // steps ascend
  Settings settings;

  bool operator==(const Scenario&) const = default;
};

// How many of the scenario's remedies, from the first, are in force in these settings: the next one is the first that
// is not.
std::size_t remedies_applied(const Scenario& scenario, const Settings& settings);

inline constexpr const char* kDefaultScenario = "ring8";

// Ids in the order in which they are offered; the first is the default.
std::span<const char* const> builtin_scenario_ids();

}  // namespace gan
