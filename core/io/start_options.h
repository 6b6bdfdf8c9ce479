// What both programs' command lines say about the game to start: --scenario, --seed, --data and --set KEY=VALUE,
// checked against each other, and made into a scenario.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/run/run.h"
#include "core/scenario/scenario.h"

namespace gan {

struct StartOptions {
  std::string scenario = kDefaultScenario;  // a built-in one's id, or the path of a file
  std::optional<std::int64_t> seed;
  std::vector<std::string> set;  // "hyperparameters.k=5"
  std::string data = {};         // a file or folder of images, a file of points, or the name of an installed set
};

struct Assignment {
  std::string key;
  std::string text;  // what the value is parsed from
};

// "KEY=VALUE"
Result<Assignment> parse_assignment(const std::string& text);

// A scenario whose data were replaced is called after them, and what it said about its own no longer holds: id, title
// and description are new, what to watch for, claims, remedies and pauses are gone.
void call_after_data(Scenario& scenario);

// Fails when the scenario is unknown, an assignment is malformed or out of range, two of them contradict each
// other, or the settings that result contradict themselves.
Result<Scenario> prepare_scenario(const StartOptions& options);

// The game of a checkpoint, ready to go on, with `set` applied as commands: hyperparameters only.
Result<std::unique_ptr<Run>> continue_game(const std::string& checkpoint, const std::vector<std::string>& set,
                                           MemorySource memory);

// An option and its path.
using NamedPath = std::pair<std::string, std::string>;

// Two outputs must not be the same file, whatever links lead there, and no output may be one of the `inputs`; empty
// paths are passed over.
Outcome check_outputs_differ(const std::vector<NamedPath>& outputs, const std::vector<NamedPath>& inputs = {});

// Changes of one game beside another, "KEY=VALUE; KEY=VALUE": fails with a sentence where one of them is malformed, out
// of range, or makes settings that contradict themselves or whose data are others. `like`: what they change.
Result<std::vector<std::pair<std::string, Value>>> parse_changes(const std::string& text, const Settings& like);

// The files that a game was made from: its scenario's, and its data's.
std::vector<NamedPath> files_read(const StartOptions& options, const DataSpec& data);
// A recording names the data's file: it must be one that can be read again.
Outcome check_recordable(const DataSpec& data);

// A message as one line of a terminal: what a file or an argument has brought into it breaks none.
std::string one_line(std::string message);

}  // namespace gan
