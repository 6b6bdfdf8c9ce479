#include "core/io/scenario_file.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "core/io/files/text_file.h"
#include "core/io/scenario_card.h"
#include "core/io/settings_toml.h"
#include "core/io/toml_parts.h"
#include "core/settings/setting_values.h"
#include "embedded_scenarios.h"

namespace gan {
namespace {

// The keys of a scenario that are not settings.
const std::vector<std::string_view>& own_keys() {
  static const std::vector<std::string_view> keys = {"title",    "group",    "description", "watch", "claims", "steps",
                                                     "controls", "question", "pace",        "pause", "remedy"};
  return keys;
}

// Reads the parts that are not settings.
class ScenarioReader : TomlParts {
 public:
  using TomlParts::TomlParts;

  Outcome read(Scenario& scenario) {
    for (const auto& [key, target] :
         {std::pair{"title", &scenario.title}, {"description", &scenario.description}, {"claims", &scenario.claims}}) {
      if (Outcome text = read_text(table_, key, *target); !text) return text;
    }
    if (scenario.title.empty()) return Error{file_ + ": found no title, expected title = \"...\""};
    if (Outcome card = read_scenario_card(table_, file_, scenario); !card) return card;
    if (Outcome steps = read_steps(table_, "steps", scenario.steps); !steps) return steps;
    if (Outcome pauses = read_pauses(scenario); !pauses) return pauses;
    return read_remedies(scenario);
  }

 private:
  Outcome read_pauses(Scenario& scenario) const {
    return read_tables("pause", [&](const toml::table& table) -> Outcome {
      if (Outcome keys = only_keys(table, "pause", {"step", "reason"}, "step and reason"); !keys) return keys;
      PausePoint pause;
      if (Outcome step = read_steps(table, "step", pause.step); !step) return step;
      if (Outcome reason = read_text(table, "reason", pause.reason); !reason) return reason;
      if (pause.step == 0 || pause.reason.empty()) {
        return at(table, "pause is incomplete: expected a step and a reason");
      }
      if (!scenario.pauses.empty() && pause.step <= scenario.pauses.back().step) {
        return at(table, "the pause at step " + std::to_string(pause.step) + " follows one at step " +
                             std::to_string(scenario.pauses.back().step) + ": expected ascending steps");
      }
      scenario.pauses.push_back(std::move(pause));
      return {};
    });
  }

  Outcome read_remedies(Scenario& scenario) const {
    return read_tables("remedy", [&](const toml::table& table) -> Outcome {
      if (Outcome keys = only_keys(table, "remedy", {"title", "changes", "note"}, "title, changes and note"); !keys) {
        return keys;
      }
      Remedy remedy;
      if (Outcome title = read_text(table, "title", remedy.title); !title) return title;
      if (Outcome note = read_text(table, "note", remedy.note); !note) return note;
      const toml::node* changes = table.get("changes");
      if (!changes || !changes->is_array()) {
        return at(table, "remedy has no changes: expected [[remedy.changes]]");
      }
      for (const toml::node& entry : *changes->as_array()) {
        if (Outcome change = read_change(entry, remedy); !change) return change;
      }
      if (remedy.title.empty() || remedy.changes.empty()) {
        return at(table, "remedy is incomplete: expected a title and at least one of [[remedy.changes]]");
      }
      scenario.remedies.push_back(std::move(remedy));
      return {};
    });
  }

  Outcome read_change(const toml::node& entry, Remedy& remedy) const {
    const toml::table* table = entry.as_table();
    const toml::node* key = table ? table->get("key") : nullptr;
    const toml::node* value = table ? table->get("value") : nullptr;
    if (!key || !key->is_string() || !value || table->size() != 2) {
      return at(entry, "a change of the remedy needs key (text) and value, and nothing else");
    }
    const Setting* setting = find_setting(*key->value<std::string>());
    if (!setting) return at(*key, unknown_key_message(*key->value<std::string>()));
    Result<Value> read = value_from_toml(*value, file_);
    if (!read) return read.error();
    if (Outcome checked = check_value(*setting, read.value()); !checked) return at(*value, checked.message());
    remedy.changes.emplace_back(setting->key, normalise_value(*setting, std::move(read).value()));
    return {};
  }
};

std::string toml_strings(const std::vector<std::string>& texts) {
  std::string list = "[";
  for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + toml_string(text);
  return list + "]";
}

std::string known_scenarios() {
  std::string text;
  for (const char* id : builtin_scenario_ids()) text += (text.empty() ? "" : ", ") + std::string(id);
  return text;
}

const EmbeddedScenario* find_embedded(std::string_view id) {
  for (const EmbeddedScenario& embedded : kEmbeddedScenarios) {
    if (embedded.file_name == std::string(id) + ".toml") return &embedded;
  }
  return nullptr;
}

Result<Scenario> builtin_scenario(std::string_view id, Loading loading) {
  const EmbeddedScenario* embedded = find_embedded(id);
  if (!embedded) return Error{"the built-in scenario '" + std::string(id) + "' has no file in assets/scenarios"};
  return parse_scenario(std::string(embedded->text), std::string(embedded->file_name), loading);
}

}  // namespace

Result<Scenario> parse_scenario(const std::string& text, const std::string& file, Loading loading) {
  Result<toml::table> table = parse_toml(text, file);
  if (!table) return table.error();
  Scenario scenario;
  scenario.id = std::filesystem::path(file).stem().string();
  if (Outcome read = ScenarioReader(table.value(), file).read(scenario); !read) return read.error();
  SettingsSource source;
  source.file = file;
  source.others = own_keys();
  source.loading = loading;
  Result<Settings> settings = read_settings(table.value(), source);
  if (!settings) return settings.error();
  scenario.settings = std::move(settings).value();
  return scenario;
}

Result<Scenario> read_scenario(const std::string& path, Loading loading) {
  const Result<std::string> text = read_file(path, kLargestSettings);
  if (!text) return text.error();
  return parse_scenario(text.value(), path, loading);
}

std::string write_scenario(const Scenario& scenario, const std::string& file) {
  std::string text = "title = " + toml_string(scenario.title) + "\n";
  for (const ScenarioGroupInfo& info : scenario_groups()) {
    if (info.group == scenario.group) text += "group = " + toml_string(info.id) + "\n";
  }
  text += "description = " + toml_string(scenario.description) + "\n";
  text += "watch = [\n";
  for (const WatchLine& line : scenario.watch) {
    const std::string sentence = toml_string(line.text);
    text += "  " +
            (line.when.empty() ? sentence : "{ text = " + sentence + ", when = " + toml_string(line.when) + " }") +
            ",\n";
  }
  text += "]\nclaims = " + toml_string(scenario.claims) + "\nsteps = " + std::to_string(scenario.steps) + "\n";
  if (!scenario.controls.empty()) text += "controls = " + toml_strings(scenario.controls) + "\n";
  text += write_settings(scenario.settings, "", file);
  if (scenario.question) {
    const Question& question = *scenario.question;
    text += "\n[question]\ntext = " + toml_string(question.text) + "\nanswers = " + toml_strings(question.answers) +
            "\nright = " + std::to_string(question.right + 1) + "\nwhy = " + toml_string(question.why) + "\n";
    if (question.step > 0) text += "step = " + std::to_string(question.step) + "\n";
  }
  if (scenario.pace) {
    text += "\n[pace]\nslow = " + toml_value(Value(scenario.pace->slow)) +
            "\nsteps = " + std::to_string(scenario.pace->steps) + "\nthen = " + toml_value(Value(scenario.pace->then)) +
            "\n";
  }
  for (const PausePoint& pause : scenario.pauses) {
    text += "\n[[pause]]\nstep = " + std::to_string(pause.step) + "\nreason = " + toml_string(pause.reason) + "\n";
  }
  for (const Remedy& remedy : scenario.remedies) {
    text += "\n[[remedy]]\ntitle = " + toml_string(remedy.title) + "\n";
    if (!remedy.note.empty()) text += "note = " + toml_string(remedy.note) + "\n";
    for (const auto& [key, value] : remedy.changes) {
      text += "\n[[remedy.changes]]\nkey = " + toml_string(key) + "\nvalue = " + toml_value(value) + "\n";
    }
  }
  return text;
}

std::vector<Result<Scenario>> builtin_scenarios() {
  std::vector<Result<Scenario>> all;
  for (const char* id : builtin_scenario_ids()) all.push_back(builtin_scenario(id, Loading::nothing));
  return all;
}

Result<Scenario> find_scenario(const std::string& name_or_path, Loading loading) {
  for (const char* id : builtin_scenario_ids()) {
    if (name_or_path == id) return builtin_scenario(id, loading);
  }
  std::error_code error;
  const bool looks_like_path = name_or_path.ends_with(".toml") || name_or_path.find('/') != std::string::npos;
  if (looks_like_path || std::filesystem::exists(name_or_path, error)) return read_scenario(name_or_path, loading);
  return Error{"unknown scenario '" + name_or_path + "': expected the path of a .toml file or one of " +
               known_scenarios()};
}

}  // namespace gan
