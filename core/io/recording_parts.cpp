#include "core/io/recording_parts.h"

#include "core/base/hash.h"
#include "core/base/overloaded.h"
#include "core/io/checkpoint.h"
#include "core/io/files/text_file.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr PerPlayer<const char*> kStepOf{"discriminator_step", "generator_step"};

}  // namespace

std::string write_position(const Position& position) {
  return "segment = " + std::to_string(position.segment) + "\nstep = " + std::to_string(position.step) +
         "\nd_inner = " + std::to_string(position.discriminator_inner) +
         "\ng_inner = " + std::to_string(position.generator_inner) + "\n";
}

std::string write_instant(const Instant& instant) {
  return write_position(instant.position) + "sequence = " + std::to_string(instant.sequence) + "\n";
}

std::string write_command(const StampedCommand& stamped, const std::string& name, const std::string& file) {
  const auto kind = [](const char* of) { return "kind = \"" + std::string(of) + "\"\n"; };
  const Overloaded written{
      [&](const SetValue& change) {
        return kind("set") + "key = " + toml_string(change.key) + "\nvalue = " + toml_value(change.value) + "\n";
      },
      [&](const TakeSteps& steps) {
        return kind(kStepOf[steps.player]) + (steps.count == 1 ? "" : "count = " + std::to_string(steps.count) + "\n");
      },
      [&](const SameStart&) { return kind("same_start"); },
      [&](const NewStart& from) { return kind("new_start") + "seed = " + std::to_string(from.seed) + "\n"; },
      [&](const OpenGame& game) { return kind("open") + write_settings(*game.settings, name + ".settings.", file); },
      [&](const LoadGame& game) {
        return kind("load") + "file = " + toml_string(path_beside(game.saved->source, file)) + "\nstate_hash = \"" +
               hash_text(hash_state(game.saved->state)) + "\"\n";
      },
      [&](const SetValues& changes) {
        std::string keys, values;
        for (const auto& [key, value] : changes.values) {
          keys += (keys.empty() ? "" : ", ") + toml_string(key);
          values += (values.empty() ? "" : ", ") + toml_value(value);
        }
        return kind("set_together") + "keys = [" + keys + "]\nvalues = [" + values + "]\n";
      },
  };
  return "\n[[" + name + "]]\n" + write_instant({stamped.position, stamped.sequence}) +
         std::visit(written, stamped.command);
}

std::string write_hash(const StateHash& hash, const std::string& name) {
  return "\n[[" + name + "]]\n" + write_position(hash.position) + "hash = \"" + hash_text(hash.hash) + "\"\n";
}

SettingsSource RecordingParts::settings_source(const std::string& prefix) {
  SettingsSource source;
  source.file = file_;
  source.prefix = prefix;
  source.loaded = &loaded_;
  return source;
}

Outcome RecordingParts::text(const toml::table& table, const char* key, std::string& out) const {
  const toml::node* node = table.get(key);
  if (!node || !node->is_string()) return at(table, "found no text '" + std::string(key) + "'");
  out = *node->value<std::string>();
  return {};
}

Outcome RecordingParts::optional_text(const toml::table& table, const char* key, std::string& out) const {
  return table.get(key) ? text(table, key, out) : Outcome();
}

Outcome RecordingParts::hash_under(const toml::table& table, const char* key, std::uint64_t& out) const {
  std::string digits;
  if (Outcome found = text(table, key, digits); !found) return found;
  if (!parse_hash(digits, out)) return at(table, "'" + digits + "' is not a hash: expected 16 hexadecimal digits");
  return {};
}

Outcome RecordingParts::position(const toml::table& table, Position& out) const {
  if (Outcome found = number(table, "segment", out.segment); !found) return found;
  if (Outcome found = number(table, "step", out.step); !found) return found;
  if (Outcome found = number(table, "d_inner", out.discriminator_inner); !found) return found;
  return number(table, "g_inner", out.generator_inner);
}

Outcome RecordingParts::instant(const toml::table& table, Instant& out) const {
  if (Outcome place = position(table, out.position); !place) return place;
  return number(table, "sequence", out.sequence);
}

Result<StateHash> RecordingParts::hash(const toml::table& table) const {
  StateHash entry;
  if (Outcome place = position(table, entry.position); !place) return place.error();
  if (Outcome found = hash_under(table, "hash", entry.hash); !found) return found.error();
  return entry;
}

Result<StampedCommand> RecordingParts::command(const toml::table& table) {
  Instant when;
  if (Outcome place = instant(table, when); !place) return place.error();
  Result<Command> command = command_of_kind(table);
  if (!command) return command.error();
  return StampedCommand{when.position, when.sequence, std::move(command).value()};
}

Result<Command> RecordingParts::command_of_kind(const toml::table& table) {
  std::string kind;
  if (Outcome found = text(table, "kind", kind); !found) return found.error();
  if (kind == "set") return read_set(table);
  for (const Player player : kPlayers) {
    if (kind == kStepOf[player]) return read_steps(player, table);
  }
  if (kind == "same_start") return Command(SameStart{});
  if (kind == "new_start") {
    NewStart from;
    if (Outcome found = number(table, "seed", from.seed); !found) return found.error();
    return Command(from);
  }
  if (kind == "open") return read_open(table);
  if (kind == "load") return read_load(table);
  if (kind == "set_together") return read_set_together(table);
  return at(table, "unknown kind of command '" + kind + "'");
}

Result<Command> RecordingParts::read_steps(Player player, const toml::table& table) const {
  TakeSteps steps{player};
  if (table.get("count") == nullptr) return Command(steps);
  if (Outcome found = number(table, "count", steps.count); !found) return found.error();
  if (steps.count >= 1 && steps.count <= kMostSteps) return Command(steps);
  return at(table, "a command takes 1 to " + std::to_string(kMostSteps) + " steps of a player, found " +
                       std::to_string(steps.count));
}

Result<Command> RecordingParts::read_open(const toml::table& table) {
  const toml::table* inner = table["settings"].as_table();
  if (!inner) return at(table, "a command of kind open has no [command.settings]");
  Result<Settings> settings = read_settings(*inner, settings_source("command.settings."));
  if (!settings) return settings.error();
  return Command(OpenGame{std::make_shared<const Settings>(std::move(settings).value())});
}

// `where`: what names the key.
Result<Value> RecordingParts::value_of(const std::string& key, const toml::node& where, const toml::node* node) const {
  const Setting* setting = find_setting(key);
  if (!setting) return at(where, unknown_key_message(key));
  if (!node) return at(where, "a command of kind set has no value");
  Result<Value> value = value_from_toml(*node, file_);
  if (!value) return value.error();
  if (Outcome checked = check_value(*setting, value.value()); !checked) return at(*node, checked.message());
  return normalise_value(*setting, std::move(value).value());
}

Result<Command> RecordingParts::read_set(const toml::table& table) const {
  SetValue change;
  if (Outcome found = text(table, "key", change.key); !found) return found.error();
  Result<Value> value = value_of(change.key, table, table.get("value"));
  if (!value) return value.error();
  change.value = std::move(value).value();
  return Command(std::move(change));
}

Result<Command> RecordingParts::read_set_together(const toml::table& table) const {
  const toml::array *keys = table["keys"].as_array(), *values = table["values"].as_array();
  if (!keys || !values || keys->empty() || keys->size() != values->size()) {
    return at(table, "a command of kind set_together has as many values as keys, and at least one");
  }
  SetValues changes;
  for (std::size_t i = 0; i < keys->size(); ++i) {
    const std::string key = (*keys)[i].value_or(std::string());
    Result<Value> value = value_of(key, (*keys)[i], values->get(i));
    if (!value) return value.error();
    for (const auto& [known, unused] : changes.values) {
      if (known == key) return at((*keys)[i], "'" + key + "' is set twice by one command");
    }
    changes.values.emplace_back(key, std::move(value).value());
  }
  return Command(std::move(changes));
}

// A checkpoint that is loaded again and again is read and held once.
Result<std::shared_ptr<const SavedGame>> RecordingParts::checkpoint(const std::string& path) {
  const auto known = checkpoints_.find(path);
  if (known != checkpoints_.end()) return known->second;
  auto saved = load_checkpoint(path);
  if (saved) checkpoints_.emplace(path, saved.value());
  return saved;
}

Result<Command> RecordingParts::read_load(const toml::table& table) {
  std::string path;
  std::uint64_t expected = 0;
  if (Outcome found = text(table, "file", path); !found) return found.error();
  if (Outcome found = hash_under(table, "state_hash", expected); !found) return found.error();
  auto saved = checkpoint(resolve_path(path, file_));
  if (!saved) return at(table, saved.message());
  const std::uint64_t hash = hash_state(saved.value()->state);
  if (hash == expected) return Command(LoadGame{std::move(saved).value()});
  return at(table, saved.value()->source + " has changed since: expected a state of hash " + hash_text(expected) +
                       ", found " + hash_text(hash));
}

}  // namespace gan
