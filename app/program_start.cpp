#include "app/program_start.h"

#include <filesystem>
#include <utility>

#include "core/io/file_kind.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/recording_file.h"
#include "core/io/scenario_file.h"

namespace gan {
namespace {

std::string last_name(const std::string& path) {
  const std::filesystem::path whole(path);
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

Outcome check_file_alone(const ProgramOptions& options, FileKind kind) {
  const auto contradicts = [&](const char* option) {
    return Error{"'" + options.file + "' and " + option + " both say what to open: expected one of them"};
  };
  if (options.scenario_named) return contradicts("--scenario");
  if (!options.start.data.empty()) return contradicts("--data");
  const bool fixed = kind == FileKind::checkpoint || kind == FileKind::recording;
  if (fixed && options.start.seed) {
    return Error{"--seed would start a new game, and '" + options.file + "' brings its own: expected one of them"};
  }
  if (kind == FileKind::recording && !options.start.set.empty()) {
    return Error{"--set would change what '" + options.file + "' has recorded: expected the recording alone"};
  }
  return {};
}

Outcome check_outputs(const ProgramOptions& options, const ProgramStart& start) {
  std::vector<NamedPath> inputs = files_read(options.start, start.scenario.settings.spec.data);
  inputs.emplace_back("the program", options.file);
  if (Outcome differ = check_outputs_differ(outputs_of(options), inputs); !differ) return differ;
  return options.record.empty() ? Outcome() : check_recordable(start.scenario.settings.spec.data);
}

void name_after(const std::string& file, const std::string& what, Scenario& scenario) {
  scenario.id = scenario.title = last_name(file);
  scenario.description = what + " from " + file + ".";
  scenario.watch.clear();
  scenario.claims.clear();
  scenario.remedies.clear();
  scenario.pauses.clear();
}

Result<ProgramStart> start_scenario(const StartOptions& options) {
  Result<Scenario> scenario = prepare_scenario(options);
  if (!scenario) return scenario.error();
  ProgramStart start;
  start.scenario = std::move(scenario).value();
  return start;
}

Result<ProgramStart> start_data(StartOptions options, const std::string& file, FileKind kind) {
  if (kind == FileKind::points) {
    options.set.push_back("data.kind=csv");
    options.set.push_back("data.file=" + file);
  } else {
    options.data = file;
  }
  return start_scenario(options);
}

Result<ProgramStart> start_checkpoint(const ProgramOptions& options) {
  Result<std::unique_ptr<Run>> run = continue_game(options.file, options.start.set, free_memory);
  if (!run) return run.error();
  ProgramStart start;
  name_after(options.file, "A game that goes on", start.scenario);
  start.scenario.settings = run.value()->settings();
  start.from = run.value()->position().step;
  start.started = std::make_shared<StartedRun>();
  start.started->run = std::move(run).value();
  return start;
}

// All of it is there before anything is drawn or written; what would only be left out of a window is an error here.
Result<ProgramStart> start_recording(const ProgramOptions& options) {
  Result<RecordingFile> file = read_recording(options.file);
  if (!file) return file.error();
  Result<ProgramStart> start = start_scenario(options.start);
  if (!start) return start;
  std::vector<Scenario> scenarios;
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    if (scenario) scenarios.push_back(scenario.value());
  }
  const std::string name = last_name(options.file);
  auto opened = std::make_shared<OpenedSession>(
      open_session(std::move(file).value(), Keyframes::kUsualBudget, scenarios, name, {}));
  const SessionAccount account = account_of(*opened, options.file);
  if (account.problem) return Error{account.sentence.substr(0, account.sentence.size() - 1)};
  const ParkedRun& played = *opened->branches[opened->recorded.played];
  start.value().scenario.settings = played.past->initial;
  start.value().from = played.front->instant.position.step;
  start.value().opened = std::move(opened);
  return start;
}

Result<ProgramStart> start_file(const ProgramOptions& options) {
  const Result<FileKind> kind = file_kind(options.file);
  if (!kind) return kind.error();
  if (const Outcome alone = check_file_alone(options, kind.value()); !alone) return alone.error();
  switch (kind.value()) {
    case FileKind::checkpoint:
      return start_checkpoint(options);
    case FileKind::points:
    case FileKind::images:
      return start_data(options.start, options.file, kind.value());
    case FileKind::scenario: {
      StartOptions start = options.start;
      start.scenario = options.file;
      return start_scenario(start);
    }
    case FileKind::recording:
      break;
  }
  if (options.exit || options.run_steps || options.without_window()) return start_recording(options);
  Result<ProgramStart> start = start_scenario(options.start);
  if (start) start.value().opens_later = true;
  return start;
}

}  // namespace

Result<ProgramStart> prepare_start(const ProgramOptions& options) {
  Result<ProgramStart> start = options.file.empty() ? start_scenario(options.start) : start_file(options);
  if (!start) return start;
  if (const Outcome apart = check_outputs(options, start.value()); !apart) return apart.error();
  for (const std::string& text : options.compare) {
    const auto changes = parse_changes(text, start.value().scenario.settings);
    if (!changes) return changes.error();
    std::vector<SettingEdit>& edits = start.value().beside.emplace_back();
    for (const auto& [key, value] : changes.value()) edits.push_back({key, value});
  }
  return start;
}

}  // namespace gan
