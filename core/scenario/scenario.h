// Scenario: a named, described game with what one should observe in it; the type, and the one list of the
// built-in ones. Their texts are TOML files in assets/scenarios, read by core/io/scenario_file.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/game/spec.h"

namespace gan {

// The named change that cures what the scenario shows, applied to its very state.
struct Remedy {
  std::string title;
  std::vector<std::pair<std::string, Value>> changes;  // key, value, in the order in which they are applied

  bool operator==(const Remedy&) const = default;
};

struct Scenario {
  std::string id;  // the file's name without .toml
  std::string title;
  std::string description;
  std::vector<std::string> watch;  // what to look at, one sentence each
  std::string claims;              // what is checked over many seeds, in words; may be empty
  std::int64_t steps = 10000;      // its length in iterations
  Remedy remedy;                   // no changes: it has none
  Settings settings;

  bool operator==(const Scenario&) const = default;
};

inline constexpr const char* kDefaultScenario = "ring8";

// Ids in the order in which they are offered; the first is the default.
std::span<const char* const> builtin_scenario_ids();

}  // namespace gan
