// Settings and values as TOML, driven by the table of settings: the same writing serves scenarios, recordings
// and checkpoints. Private to core/io: what includes it sees toml++.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/data_files.h"
#include "core/io/files/toml_plus.h"

namespace gan {

// "FILE:LINE: " of a node, "FILE: " where it has no place.
std::string toml_place(const std::string& file, const toml::source_region& region);
// Bytes of a scenario, and of the settings in a checkpoint.
inline constexpr std::size_t kLargestSettings = std::size_t{1} << 20;
// Whole text as a table; a broken one gives "FILE:LINE: what toml++ found", and so do one above the limit and keys of
// more than 64 parts. Nested values are toml++'s to limit (256).
Result<toml::table> parse_toml(const std::string& text, const std::string& file, std::size_t limit = kLargestSettings);

// Any TOML value that a setting can hold; dates, mixed lists and tables fail.
Result<Value> value_from_toml(const toml::node& node, const std::string& file);

// What read_settings needs besides the table.
struct SettingsSource {
  std::string file;                      // for messages, and the folder of data.file
  std::string prefix;                    // of the keys in messages: "settings." where the table stands below
  std::vector<std::string_view> others;  // keys of the table that are not settings
  Loading loading = Loading::everything;
  std::vector<DataSpec>* loaded = nullptr;  // what other tables of the file have read: read once, and added to
};

// Every key of `table` by the table of settings, [[schedule]] and what data.file names; then check_settings, unless
// something is left for the caller to load.
Result<Settings> read_settings(const toml::table& table, const SettingsSource& source);

// What of a table flat files hold, as their lines: see flat_toml.h. Keys that would need quotes are left out.
std::string flat_toml_text(const toml::table& table);

// A value as TOML text, and text in quotes with its escapes.
std::string toml_value(const Value& value);
std::string toml_string(std::string_view text);

// All of them as [tables] below `prefix` ("" or "settings."), the schedule, and the hash of the points or
// images where there are any. A data.file is written as seen from `file`.
std::string write_settings(const Settings& settings, std::string_view prefix, const std::string& file);

}  // namespace gan
