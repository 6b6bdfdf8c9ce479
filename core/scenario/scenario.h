// Scenario: a named, described game with what one should observe in it; the type, and the one list of the
// built-in ones. Their texts are TOML files in assets/scenarios, read by core/io/scenario_file.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

// Something to look at. It has happened when the condition of core/insight with the id `when` holds; where that is
// empty, only a person can tell.
struct WatchLine {
  std::string text;  // one sentence
  std::string when;

  bool operator==(const WatchLine&) const = default;
};

inline constexpr std::size_t kFewestAnswers = 2, kMostAnswers = 4;

// A prediction that is made before it can be seen.
struct Question {
  std::string text;
  std::vector<std::string> answers;
  std::size_t right = 0;  // of the answers
  std::string why;
  std::int64_t step = 0;  // so many iterations show the answer; 0: as many as the scenario is long

  bool operator==(const Question&) const = default;
};

// How fast the window trains by itself, in sub-steps a second: `slow` for so many iterations, then faster and faster up
// to `then`. Pacing: it is not logged and changes no number.
struct OpeningPace {
  double slow = 0;
  std::int64_t steps = 0;
  double then = 0;

  bool operator==(const OpeningPace&) const = default;
};

// Under which heading the picker has it.
enum class ScenarioGroup { none, works, fails, losses, images, theory };
struct ScenarioGroupInfo {
  ScenarioGroup group;
  const char* id;
  const char* title;
};
std::span<const ScenarioGroupInfo> scenario_groups();  // all but `none`, in the order of the picker

inline constexpr std::size_t kMostCardControls = 3;

struct Scenario {
  std::string id;  // the file's name without .toml
  std::string title;
  ScenarioGroup group = ScenarioGroup::none;
  std::string description;            // what it shows, in at most three short sentences
  std::vector<WatchLine> watch;       // what to look at
  std::string claims;                 // what is checked over many seeds, in words; may be empty
  std::int64_t steps = 10000;         // its length in iterations
  std::vector<std::string> controls;  // keys of the settings that matter most, at most kMostCardControls
  std::optional<Question> question;
  std::optional<OpeningPace> pace;  // without one: as fast as the dial says
  std::vector<Remedy> remedies;     // in the order in which they are applied; each has a change
  std::vector<PausePoint> pauses;   // steps ascend
  Settings settings;

  bool operator==(const Scenario&) const = default;
};

// How many of the scenario's remedies, from the first, are in force in these settings: the next one is the first that
// is not.
std::size_t remedies_applied(const Scenario& scenario, const Settings& settings);

inline constexpr const char* kDefaultScenario = "ring8";

// Ids in the order in which they are offered; the first is the default.
std::span<const char* const> builtin_scenario_ids();
// Those that somebody who sees all of this for the first time begins with.
std::span<const char* const> first_scenario_ids();

}  // namespace gan
