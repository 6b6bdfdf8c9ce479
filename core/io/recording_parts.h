// RecordingParts: positions, hashes and commands as TOML, which recordings are made of. Private to core/io: what
// includes it sees toml++.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/files/toml_plus.h"
#include "core/io/settings_toml.h"
#include "core/recording/recording.h"
#include "core/run/instant.h"

namespace gan {

std::string write_position(const Position& position);
// The same with its sequence.
std::string write_instant(const Instant& instant);
// As a table [[NAME]] of a list; `file` is where the text will lie.
std::string write_command(const StampedCommand& stamped, const std::string& name, const std::string& file);
std::string write_hash(const StateHash& hash, const std::string& name);

// Reads them from tables of one file, which outlives it. What several commands name is read and held once.
class RecordingParts {
 public:
  explicit RecordingParts(const std::string& file) : file_(file) {}

  Error at(const toml::node& node, const std::string& message) const {
    return {toml_place(file_, node.source()) + message};
  }
  SettingsSource settings_source(const std::string& prefix);

  // Calls read(table) for every [[key]].
  template <class Read>
  Outcome each(const toml::table& table, const char* key, Read read) const {
    const toml::node* node = table.get(key);
    if (!node) return {};
    const toml::array* list = node->as_array();
    if (!list) return at(*node, std::string(key) + " is not a list: expected tables [[" + key + "]]");
    for (const toml::node& entry : *list) {
      const toml::table* item = entry.as_table();
      if (!item) return at(entry, std::string(key) + " holds a value: expected tables [[" + key + "]]");
      if (Outcome one = read(*item); !one) return one;
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
  Outcome text(const toml::table& table, const char* key, std::string& out) const;
  // Where there is none `out` stays.
  Outcome optional_text(const toml::table& table, const char* key, std::string& out) const;

  Outcome position(const toml::table& table, Position& out) const;
  Outcome instant(const toml::table& table, Instant& out) const;
  Result<StateHash> hash(const toml::table& table) const;
  Result<StampedCommand> command(const toml::table& table);

 private:
  Outcome hash_under(const toml::table& table, const char* key, std::uint64_t& out) const;
  Result<Command> command_of_kind(const toml::table& table);
  Result<Command> read_steps(Player player, const toml::table& table) const;
  Result<Command> read_open(const toml::table& table);
  Result<Value> value_of(const std::string& key, const toml::node& where, const toml::node* node) const;
  Result<Command> read_set(const toml::table& table) const;
  Result<Command> read_set_together(const toml::table& table) const;
  Result<Command> read_load(const toml::table& table);
  Result<std::shared_ptr<const SavedGame>> checkpoint(const std::string& path);

  const std::string& file_;
  std::vector<DataSpec> loaded_;
  std::map<std::string, std::shared_ptr<const SavedGame>> checkpoints_;
};

}  // namespace gan
