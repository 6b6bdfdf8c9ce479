#include "app/program_start.h"

#include <filesystem>
#include <utility>

#include "app/lab/followed_run.h"
#include "core/io/file_kind.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/recording_file.h"

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

Result<ProgramStart> start_recording(const std::string& path) {
  const Result<RecordingFile> file = read_recording(path);
  if (!file) return file.error();
  ProgramStart start;
  FollowedRun followed;
  std::unique_ptr<Run> run;
  const auto watch = [&](const Run& on_its_way) {
    followed.see(on_its_way);
    return true;
  };
  const ReplayResult result = replay_watched(file.value().recording, watch, run, free_memory);
  if (!result.problem.empty()) return Error{"'" + path + "' could not be replayed: " + result.problem};
  if (!result.agrees) {
    return Error{"'" + path + "' was replayed, but first differs at step " +
                 std::to_string(result.first_difference.step) + ": it was made by another build"};
  }
  name_after(path, "A recording, replayed to its end,", start.scenario);
  start.scenario.settings = run->initial_settings();
  start.from = run->position().step;
  start.started = std::make_shared<StartedRun>(followed.finish(std::move(run), file.value().recording.hashes));
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
  if (options.exit || options.run_steps || options.without_window()) return start_recording(options.file);
  Result<ProgramStart> start = start_scenario(options.start);
  if (start) start.value().opens_later = true;
  return start;
}

}  // namespace

Result<ProgramStart> prepare_start(const ProgramOptions& options) {
  Result<ProgramStart> start = options.file.empty() ? start_scenario(options.start) : start_file(options);
  if (!start) return start;
  if (const Outcome apart = check_outputs(options, start.value()); !apart) return apart.error();
  return start;
}

}  // namespace gan
