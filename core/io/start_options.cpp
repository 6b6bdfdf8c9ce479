#include "core/io/start_options.h"

#include <algorithm>

#include "core/data/distribution.h"
#include "core/game/fields.h"
#include "core/io/data_files.h"
#include "core/io/scenario_file.h"
#include "core/io/text_file.h"

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
        return Error{next.key + " is set to " + before.text + " and to " + next.text +
                     ": expected one value"};
      }
      repeated = true;
    }
    if (!repeated) all.push_back(next);
  }
  return all;
}

// --data: the file, and a kind of data that reads pictures unless one is chosen already.
void add_data(const StartOptions& options, const DataSpec& scenario,
              std::vector<std::pair<std::string, std::string>>& values) {
  if (options.data.empty()) return;
  const bool chosen = std::any_of(values.begin(), values.end(), [](const auto& v) { return v.first == "data.kind"; });
  const DataFile reads = distributions()[static_cast<std::size_t>(scenario.kind)].file;
  const bool pictures = reads == DataFile::pictures || reads == DataFile::pictures_if_named;
  if (!chosen && !pictures) values.emplace_back("data.kind", "images");
  values.emplace_back("data.file", options.data);
}

}  // namespace

Result<Assignment> parse_assignment(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return Error{"--set " + text + ": expected KEY=VALUE, e.g. hyperparameters.k=5"};
  }
  return Assignment{text.substr(0, equals), text.substr(equals + 1)};
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
  if (Outcome set = set_from_text(scenario.settings, values); !set) return set.error();
  if (Outcome checked = check_settings(scenario.settings); !checked) return checked.error();
  const auto source = make_data_source(scenario.settings.spec.data, scenario.settings.spec.seed);
  if (!source) return source.error();
  return found;
}

Outcome check_outputs_differ(const std::vector<std::pair<std::string, std::string>>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& [option, path] = outputs[i];
      if (path.empty() || outputs[j].second.empty()) continue;
      if (resolve_path(path, "here") == resolve_path(outputs[j].second, "here")) {
        return Error{outputs[j].first + " and " + option + " name the same file " + path +
                     ": expected two files"};
      }
    }
  }
  return {};
}

}  // namespace gan
