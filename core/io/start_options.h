// What both programs' command lines say about the game to start: --scenario, --seed, --data and --set KEY=VALUE,
// checked against each other, and made into a scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace gan {

struct StartOptions {
  std::string scenario = kDefaultScenario;  // a built-in one's id, or the path of a file
  std::optional<std::int64_t> seed;
  std::vector<std::string> set;  // "hyperparameters.k=5"
  std::string data = {};         // a file or folder of pictures, or the name of an installed set
};

struct Assignment {
  std::string key;
  std::string text;  // what the value is parsed from
};

// "KEY=VALUE"
Result<Assignment> parse_assignment(const std::string& text);

// Fails when the scenario is unknown, an assignment is malformed or out of range, two of them contradict each
// other, or the settings that result contradict themselves.
Result<Scenario> prepare_scenario(const StartOptions& options);

// Two outputs must not be the same file. `outputs`: option and path; empty paths are passed over.
Outcome check_outputs_differ(const std::vector<std::pair<std::string, std::string>>& outputs);

}  // namespace gan
