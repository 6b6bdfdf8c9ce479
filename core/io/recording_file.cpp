#include "core/io/recording_file.h"

#include <limits>
#include <map>

#include "core/base/hash.h"
#include "core/base/overloaded.h"
#include "core/io/checkpoint.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/version.h"
#include "core/io/settings_toml.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr std::int64_t kFormat = 1;

constexpr PerPlayer<const char*> kStepOf{"discriminator_step", "generator_step"};

std::string write_position(const Position& position) {
  return "segment = " + std::to_string(position.segment) + "\nstep = " + std::to_string(position.step) +
         "\nd_inner = " + std::to_string(position.discriminator_inner) +
         "\ng_inner = " + std::to_string(position.generator_inner) + "\n";
}

std::string write_command(const StampedCommand& stamped, const std::string& file) {
  const auto kind = [](const char* name) { return "kind = \"" + std::string(name) + "\"\n"; };
  const Overloaded written{
      [&](const SetValue& change) {
        return kind("set") + "key = " + toml_string(change.key) + "\nvalue = " + toml_value(change.value) + "\n";
      },
      [&](const TakeStep& one) { return kind(kStepOf[one.player]); },
      [&](const SameStart&) { return kind("same_start"); },
      [&](const NewStart& from) { return kind("new_start") + "seed = " + std::to_string(from.seed) + "\n"; },
      [&](const OpenGame& game) { return kind("open") + write_settings(*game.settings, "command.settings.", file); },
      [&](const LoadGame& game) {
        return kind("load") + "file = " + toml_string(path_beside(game.saved->source, file)) + "\nstate_hash = \"" +
               hash_text(hash_state(game.saved->state)) + "\"\n";
      },
  };
  return "\n[[command]]\n" + write_position(stamped.position) + "sequence = " + std::to_string(stamped.sequence) +
         "\n" + std::visit(written, stamped.command);
}

class RecordingReader {
 public:
  explicit RecordingReader(const std::string& file) : file_(file) {}

  Result<RecordingFile> read(const toml::table& table) {
    if (Outcome header = read_header(table); !header) return header.error();
    for (const auto& [key, node] : table) {
      if (key != "recording" && key != "settings" && key != "command" && key != "hash") {
        return at(node, "unknown key '" + std::string(key.str()) + "': expected recording, settings, command or hash");
      }
    }
    const toml::table* settings = table["settings"].as_table();
    if (!settings) return Error{file_ + ": found no [settings], expected those that the run started from"};
    Result<Settings> start = read_settings(*settings, settings_source("settings."));
    if (!start) return start.error();
    out_.recording.settings = std::move(start).value();
    if (Outcome commands = each(table, "command", &RecordingReader::read_command); !commands) return commands.error();
    if (Outcome hashes = each(table, "hash", &RecordingReader::read_hash); !hashes) return hashes.error();
    if (out_.recording.hashes.empty()) return Error{file_ + ": found no [[hash]], expected at least that of the end"};
    return std::move(out_);
  }

 private:
  Error at(const toml::node& node, const std::string& message) const {
    return {toml_place(file_, node.source()) + message};
  }

  SettingsSource settings_source(const std::string& prefix) {
    SettingsSource source;
    source.file = file_;
    source.prefix = prefix;
    source.loaded = &loaded_;
    return source;
  }

  Outcome read_header(const toml::table& table) {
    const auto header = table["recording"];
    const auto format = header["format"].value<std::int64_t>();
    const auto program = header["program"].value<std::string>();
    if (!header.is_table() || !format || !program) {
      return Error{file_ + ": found no [recording] with format and program, expected a recording of Ganscope"};
    }
    if (*format != kFormat) {
      return Error{file_ + ": the recording has format " + std::to_string(*format) + ", expected " +
                   std::to_string(kFormat)};
    }
    if (*program != program_version()) {
      return Error{file_ + ": the recording was made by version " + *program + ", expected " + program_version() +
                   ", because other versions compute other numbers"};
    }
    out_.build = header["build"].value_or(std::string());
    return {};
  }

  Outcome each(const toml::table& table, const char* key, Outcome (RecordingReader::*read_one)(const toml::table&)) {
    const toml::node* node = table.get(key);
    if (!node) return {};
    const toml::array* list = node->as_array();
    if (!list) return at(*node, std::string(key) + " is not a list: expected tables [[" + key + "]]");
    for (const toml::node& entry : *list) {
      const toml::table* item = entry.as_table();
      if (!item) return at(entry, std::string(key) + " holds a value: expected tables [[" + key + "]]");
      if (Outcome one = (this->*read_one)(*item); !one) return one;
    }
    return {};
  }

  // A whole number from 0 under `key`.
  template <class Integer>
  Outcome number(const toml::table& table, const char* key, Integer& out) const {
    const toml::node* node = table.get(key);
    const auto found = node && node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
    if (!found || *found < 0 || static_cast<std::uint64_t>(*found) > std::numeric_limits<Integer>::max()) {
      return at(table, "found no whole number '" + std::string(key) + "' from 0");
    }
    out = static_cast<Integer>(*found);
    return {};
  }

  Outcome text(const toml::table& table, const char* key, std::string& out) const {
    const toml::node* node = table.get(key);
    if (!node || !node->is_string()) return at(table, "found no text '" + std::string(key) + "'");
    out = *node->value<std::string>();
    return {};
  }

  Outcome hash(const toml::table& table, const char* key, std::uint64_t& out) const {
    std::string digits;
    if (Outcome found = text(table, key, digits); !found) return found;
    if (!parse_hash(digits, out)) return at(table, "'" + digits + "' is not a hash: expected 16 hexadecimal digits");
    return {};
  }

  Outcome position(const toml::table& table, Position& out) const {
    if (Outcome found = number(table, "segment", out.segment); !found) return found;
    if (Outcome found = number(table, "step", out.step); !found) return found;
    if (Outcome found = number(table, "d_inner", out.discriminator_inner); !found) return found;
    return number(table, "g_inner", out.generator_inner);
  }

  Outcome read_hash(const toml::table& table) {
    StateHash entry;
    if (Outcome place = position(table, entry.position); !place) return place;
    if (Outcome found = hash(table, "hash", entry.hash); !found) return found;
    out_.recording.hashes.push_back(entry);
    return {};
  }

  Outcome read_command(const toml::table& table) {
    StampedCommand stamped;
    if (Outcome place = position(table, stamped.position); !place) return place;
    if (Outcome found = number(table, "sequence", stamped.sequence); !found) return found;
    Result<Command> command = read_command_of_kind(table);
    if (!command) return command.error();
    stamped.command = std::move(command).value();
    out_.recording.commands.push_back(std::move(stamped));
    return {};
  }

  Result<Command> read_command_of_kind(const toml::table& table) {
    std::string kind;
    if (Outcome found = text(table, "kind", kind); !found) return found.error();
    if (kind == "set") return read_set(table);
    for (const Player player : kPlayers) {
      if (kind == kStepOf[player]) return Command(TakeStep{player});
    }
    if (kind == "same_start") return Command(SameStart{});
    if (kind == "new_start") {
      NewStart from;
      if (Outcome found = number(table, "seed", from.seed); !found) return found.error();
      return Command(from);
    }
    if (kind == "open") return read_open(table);
    if (kind == "load") return read_load(table);
    return at(table, "unknown kind of command '" + kind + "'");
  }

  Result<Command> read_open(const toml::table& table) {
    const toml::table* inner = table["settings"].as_table();
    if (!inner) return at(table, "a command of kind open has no [command.settings]");
    Result<Settings> settings = read_settings(*inner, settings_source("command.settings."));
    if (!settings) return settings.error();
    return Command(OpenGame{std::make_shared<const Settings>(std::move(settings).value())});
  }

  Result<Command> read_set(const toml::table& table) const {
    SetValue change;
    if (Outcome found = text(table, "key", change.key); !found) return found.error();
    const Setting* setting = find_setting(change.key);
    if (!setting) return at(table, unknown_key_message(change.key));
    const toml::node* node = table.get("value");
    if (!node) return at(table, "a command of kind set has no value");
    Result<Value> value = value_from_toml(*node, file_);
    if (!value) return value.error();
    if (Outcome checked = check_value(*setting, value.value()); !checked) return at(*node, checked.message());
    change.value = normalise_value(*setting, std::move(value).value());
    return Command(std::move(change));
  }

  // A checkpoint that is loaded again and again is read and held once.
  Result<std::shared_ptr<const SavedGame>> checkpoint(const std::string& path) {
    const auto known = checkpoints_.find(path);
    if (known != checkpoints_.end()) return known->second;
    auto saved = load_checkpoint(path);
    if (saved) checkpoints_.emplace(path, saved.value());
    return saved;
  }

  Result<Command> read_load(const toml::table& table) {
    std::string path;
    std::uint64_t expected = 0;
    if (Outcome found = text(table, "file", path); !found) return found.error();
    if (Outcome found = hash(table, "state_hash", expected); !found) return found.error();
    auto saved = checkpoint(resolve_path(path, file_));
    if (!saved) return at(table, saved.message());
    const std::uint64_t hash = hash_state(saved.value()->state);
    if (hash == expected) return Command(LoadGame{std::move(saved).value()});
    return at(table, saved.value()->source + " has changed since: expected a state of hash " + hash_text(expected) +
                         ", found " + hash_text(hash));
  }

  const std::string& file_;
  std::vector<DataSpec> loaded_;
  std::map<std::string, std::shared_ptr<const SavedGame>> checkpoints_;
  RecordingFile out_;
};

}  // namespace

std::string other_build(const RecordingFile& file) {
  const std::string here = build_description();
  if (file.build == here) return "";
  return "it was recorded by another build (" + (file.build.empty() ? "not named" : file.build) +
         "; this one: " + here + ")";
}

std::string write_recording(const Recording& recording, const std::string& file) {
  std::string text = "# A recording of Ganscope. Replay it with: ganscope-cli replay FILE\n[recording]\nformat = " +
                     std::to_string(kFormat) + "\nprogram = " + toml_string(program_version()) +
                     "\nbuild = " + toml_string(build_description()) +
                     "\ncompiler = " + toml_string(compiler_description()) + "\n\n";
  text += write_settings(recording.settings, "settings.", file);
  for (const StampedCommand& command : recording.commands) text += write_command(command, file);
  for (const StateHash& hash : recording.hashes) {
    text += "\n[[hash]]\n" + write_position(hash.position) + "hash = \"" + hash_text(hash.hash) + "\"\n";
  }
  return text;
}

Outcome save_recording(const Recording& recording, const std::string& path) {
  const std::string text = write_recording(recording, path);
  if (text.size() > kLargestRecording) {
    return Error{path + ": not written, because a recording of " + std::to_string(recording.commands.size()) +
                 " commands is longer than the " + std::to_string(kLargestRecording >> 20) +
                 " MiB that can be read back; a checkpoint keeps the game as it is now"};
  }
  return write_file(path, text);
}

Result<RecordingFile> parse_recording(const std::string& text, const std::string& file) {
  Result<toml::table> table = parse_toml(text, file, kLargestRecording);
  if (!table) return table.error();
  return RecordingReader(file).read(table.value());
}

Result<RecordingFile> read_recording(const std::string& path) {
  const Result<std::string> text = read_file(path, kLargestRecording);
  if (!text) return text.error();
  return parse_recording(text.value(), path);
}

}  // namespace gan
