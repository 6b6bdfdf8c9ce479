#include "core/io/scenario_file.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string_view>

#include "core/io/files/text_file.h"
#include "core/io/settings_toml.h"
#include "core/settings/setting_values.h"
#include "embedded_scenarios.h"

namespace gan {
namespace {

constexpr std::int64_t kMostSteps = 1'000'000'000'000;
constexpr std::size_t kMostTables = 100;  // pauses, steps of a remedy

// The keys of a scenario that are not settings.
const std::vector<std::string_view>& own_keys() {
  static const std::vector<std::string_view> keys = {"title", "description", "watch", "claims",
                                                     "steps", "pause",       "remedy"};
  return keys;
}

std::string without_border(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \n\t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

// Reads the parts that are not settings.
class ScenarioReader {
 public:
  ScenarioReader(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

  Outcome read(Scenario& scenario) {
    for (const auto& [key, target] :
         {std::pair{"title", &scenario.title}, {"description", &scenario.description}, {"claims", &scenario.claims}}) {
      if (Outcome text = read_text(table_, key, *target); !text) return text;
    }
    if (scenario.title.empty()) return Error{file_ + ": found no title, expected title = \"...\""};
    if (Outcome watch = read_watch(scenario.watch); !watch) return watch;
    if (Outcome steps = read_steps(table_, "steps", scenario.steps); !steps) return steps;
    if (Outcome pauses = read_pauses(scenario); !pauses) return pauses;
    return read_remedies(scenario);
  }

 private:
  Error at(const toml::node& node, const std::string& message) const {
    return {toml_place(file_, node.source()) + message};
  }

  Outcome read_text(const toml::table& table, const char* key, std::string& out) const {
    const toml::node* node = table.get(key);
    if (!node) return {};
    if (!node->is_string()) return at(*node, std::string(key) + " is not text: expected it in quotes");
    out = without_border(*node->value<std::string>());
    return {};
  }

  Outcome read_watch(std::vector<std::string>& out) const {
    const toml::node* node = table_.get("watch");
    if (!node) return {};
    const toml::array* list = node->as_array();
    if (!list) return at(*node, "watch is not a list: expected texts in [ ]");
    for (const toml::node& item : *list) {
      if (!item.is_string()) return at(item, "watch holds something that is not text: expected it in quotes");
      out.push_back(without_border(*item.value<std::string>()));
    }
    return {};
  }

  Outcome read_steps(const toml::table& table, const char* key, std::int64_t& out) const {
    const toml::node* node = table.get(key);
    if (!node) return {};
    const auto steps = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
    if (!steps || *steps < 1 || *steps > kMostSteps) {
      return at(*node, std::string(key) + " is not a number of iterations: expected a whole number from 1 to " +
                           std::to_string(kMostSteps));
    }
    out = *steps;
    return {};
  }

  // Calls read(table) for [name], or for every [[name]].
  template <class Read>
  Outcome read_tables(const char* name, Read read) const {
    const toml::node* node = table_.get(name);
    if (!node) return {};
    if (const toml::table* table = node->as_table()) return read(*table);
    const std::string expected =
        " is no table: expected [" + std::string(name) + "], or [[" + name + "]] for each of several";
    const toml::array* list = node->as_array();
    if (!list || list->empty()) return at(*node, name + expected);
    if (list->size() > kMostTables) {
      return at(*node, std::string(name) + " has " + std::to_string(list->size()) + " tables: expected at most " +
                           std::to_string(kMostTables));
    }
    for (const toml::node& entry : *list) {
      const toml::table* table = entry.as_table();
      if (!table) return at(entry, name + expected);
      if (Outcome done = read(*table); !done) return done;
    }
    return {};
  }

  Outcome only_keys(const toml::table& table, const char* name, std::initializer_list<std::string_view> known,
                    const char* expected) const {
    for (const auto& [key, item] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        return at(item, "unknown key '" + std::string(name) + "." + std::string(key.str()) + "': expected " + expected);
      }
    }
    return {};
  }

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

  const toml::table& table_;
  const std::string& file_;
};

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
  text += "description = " + toml_string(scenario.description) + "\n";
  text += "watch = [\n";
  for (const std::string& line : scenario.watch) text += "  " + toml_string(line) + ",\n";
  text += "]\nclaims = " + toml_string(scenario.claims) + "\nsteps = " + std::to_string(scenario.steps) + "\n";
  text += write_settings(scenario.settings, "", file);
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
