#include "core/io/start_options.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/data/distribution.h"
#include "core/io/checkpoint.h"
#include "core/io/data_files.h"
#include "core/io/file_kind.h"
#include "core/io/files/text_file.h"
#include "core/io/images/image_files.h"
#include "core/io/scenario_file.h"
#include "core/settings/setting_values.h"
#include "core/settings/settings_check.h"

namespace gan {
namespace {

// The values asked for, in order, --seed among them; a key that is given two values is a contradiction.
Result<std::vector<Assignment>> collect(const StartOptions& options) {
  std::vector<Assignment> all;
  if (options.seed) all.push_back({"seed", std::to_string(*options.seed)});
  for (const std::string& text : options.set) {
    Result<Assignment> one = parse_assignment(text);
    if (!one) return one.error();
    const Assignment& next = one.value();
    bool repeated = false;
    for (const Assignment& before : all) {
      if (before.key != next.key) continue;
      if (before.text != next.text) {
        return Error{next.key + " is set to " + before.text + " and to " + next.text + ": expected one value"};
      }
      repeated = true;
    }
    if (!repeated) all.push_back(next);
  }
  return all;
}

// --data: the file, and a kind of data that reads it unless one is chosen already.
void add_data(const StartOptions& options, const DataSpec& scenario,
              std::vector<std::pair<std::string, std::string>>& values) {
  if (options.data.empty()) return;
  const bool chosen = std::any_of(values.begin(), values.end(), [](const auto& v) { return v.first == "data.kind"; });
  const DataFile reads = distribution_of(scenario).file;
  const bool images = reads == DataFile::images || reads == DataFile::images_if_named;
  const Result<FileKind> kind = file_kind(options.data);
  if (!chosen && kind && kind.value() == FileKind::points) {
    values.emplace_back("data.kind", "csv");
  } else if (!chosen && !images) {
    values.emplace_back("data.kind", "images");
  }
  values.emplace_back("data.file", options.data);
}

// Links are followed; what is not there yet is compared by its name.
bool same_file(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  std::error_code failed;
  const auto place = [&](const std::string& path) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(path, failed), failed);
  };
  const std::filesystem::path first = place(a), second = place(b);
  return first == second || std::filesystem::equivalent(first, second, failed);
}

}  // namespace

Result<Assignment> parse_assignment(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return Error{"--set " + text + ": expected KEY=VALUE, e.g. hyperparameters.k=5"};
  }
  return Assignment{text.substr(0, equals), text.substr(equals + 1)};
}

void call_after_data(Scenario& scenario) {
  const DataSpec& data = scenario.settings.spec.data;
  const Distribution& distribution = distribution_of(data);
  scenario.title = data_title(data);
  const bool from_file = (reads_points(data) || reads_images(data)) && !data.file.empty();
  scenario.id = from_file ? scenario.title.substr(0, scenario.title.find(": ")) : distribution.id;
  scenario.description =
      from_file ? (reads_points(data) ? "Points from " : "Images from ") + data.file + "." : distribution.meaning;
  scenario.watch.clear();
  scenario.claims.clear();
  scenario.remedies.clear();
  scenario.pauses.clear();
}

Result<Scenario> prepare_scenario(const StartOptions& options) {
  // Other data than the scenario's: its own need not be there.
  Result<Scenario> found =
      find_scenario(options.scenario, options.data.empty() ? Loading::everything : Loading::nothing);
  if (!found) return found;
  const Result<std::vector<Assignment>> assignments = collect(options);
  if (!assignments) return assignments.error();
  Scenario& scenario = found.value();
  std::vector<std::pair<std::string, std::string>> values;
  for (const Assignment& one : assignments.value()) values.emplace_back(one.key, one.text);
  add_data(options, scenario.settings.spec.data, values);
  if (values.empty()) return found;
  const DataSpec own = scenario.settings.spec.data;
  if (Outcome set = set_from_text(scenario.settings, values); !set) return set.error();
  if (Outcome checked = check_settings(scenario.settings); !checked) return checked.error();
  const auto source = make_data_source(scenario.settings.spec.data, scenario.settings.spec.seed);
  if (!source) return source.error();
  if (scenario.settings.spec.data.kind != own.kind || scenario.settings.spec.data.file != own.file) {
    call_after_data(scenario);
  }
  return found;
}

Result<std::vector<std::pair<std::string, Value>>> parse_changes(const std::string& text, const Settings& like) {
  std::vector<std::pair<std::string, Value>> changes;
  Settings changed = like;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    std::string one = text.substr(begin, end - begin);
    one.erase(0, std::min(one.find_first_not_of(' '), one.size()));
    begin = end + 1;
    if (one.empty() && end < text.size()) continue;
    const Result<Assignment> assignment = parse_assignment(one);
    if (!assignment) return Error{"--compare '" + text + "': expected KEY=VALUE; KEY=VALUE, e.g. hyperparameters.k=5"};
    const Setting* const setting = find_setting(assignment.value().key);
    if (setting == nullptr) return Error{unknown_key_message(assignment.value().key)};
    if (setting->decides_what_is_loaded) {
      return Error{"--compare '" + text + "' changes the data: games side by side learn the same"};
    }
    Result<Value> value = parse_value(*setting, assignment.value().text);
    if (!value) return value.error();
    setting->set(changed, value.value());
    changes.emplace_back(setting->key, std::move(value).value());
  }
  if (Outcome checked = check_settings(changed); !checked) return checked.error();
  return changes;
}

Result<std::unique_ptr<Run>> continue_game(const std::string& checkpoint, const std::vector<std::string>& set,
                                           MemorySource memory) {
  auto saved = load_checkpoint(checkpoint);
  if (!saved) return saved.error();
  Result<std::unique_ptr<Run>> run = Run::create(saved.value()->settings, std::move(memory));
  if (!run) return run.error();
  const auto loaded = run.value()->apply(LoadGame{saved.value()});
  if (!loaded) return loaded.error();
  for (const std::string& text : set) {
    const Result<Assignment> assignment = parse_assignment(text);
    if (!assignment) return assignment.error();
    const Setting* setting = find_setting(assignment.value().key);
    if (!setting) return Error{unknown_key_message(assignment.value().key)};
    if (setting->acts == Acts::at_start) {
      return Error{"--set " + text + " would start a new game: expected a hyperparameter together with a checkpoint"};
    }
    Result<Value> value = parse_value(*setting, assignment.value().text);
    if (!value) return value.error();
    const auto done = run.value()->apply(SetValue{setting->key, std::move(value).value()});
    if (!done) return done.error();
  }
  return run;
}

Outcome check_outputs_differ(const std::vector<NamedPath>& outputs, const std::vector<NamedPath>& inputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const auto& [option, path] = outputs[i];
    if (path.empty()) continue;
    for (std::size_t j = 0; j < i; ++j) {
      if (!same_file(path, outputs[j].second)) continue;
      return Error{outputs[j].first + " and " + option + " name the same file " + path + ": expected two files"};
    }
    for (const auto& [reader, read] : inputs) {
      if (!same_file(path, read)) continue;
      return Error{option + " would overwrite " + path + ", which " + reader + " reads: expected another file"};
    }
  }
  return {};
}

std::vector<NamedPath> files_read(const StartOptions& options, const DataSpec& data) {
  std::vector<NamedPath> files;
  const auto builtin = builtin_scenario_ids();
  if (std::none_of(builtin.begin(), builtin.end(), [&](const char* id) { return options.scenario == id; })) {
    files.emplace_back("--scenario", options.scenario);
  }
  if (!data.file.empty() && !is_installed_name(data.file)) {
    files.emplace_back(options.data.empty() ? "data.file" : "--data", data.file);
  }
  return files;
}

Outcome check_recordable(const DataSpec& data) {
  if (data.file.empty() || is_installed_name(data.file)) return {};
  std::error_code failed;
  const std::filesystem::file_status status = std::filesystem::status(data.file, failed);
  if (failed || std::filesystem::is_regular_file(status) || std::filesystem::is_directory(status)) return {};
  return Error{"--record needs data that can be read again: expected data.file to name a file or folder, not " +
               data.file};
}

std::string one_line(std::string message) {
  for (char& c : message) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return message;
}

}  // namespace gan
