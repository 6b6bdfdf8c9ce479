// Flat TOML: keys with dots and plain values, one a line, where every line stands for itself, so that one that can't be
// read takes no other with it. For files that are better read in part than refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gan {

// monostate: of a kind that flat files do not hold (text, a list, a date).
using FlatValue = std::variant<std::monostate, bool, std::int64_t, double>;

struct FlatEntry {
  std::string key;  // with that of its table: "arena.trails.visible"
  FlatValue value;
  std::size_t line = 0;  // from 1
};

struct FlatText {
  std::vector<FlatEntry> entries;   // in the order of the lines
  std::vector<std::size_t> unread;  // lines that are no TOML
};

// All of TOML where the whole text is; otherwise line by line.
FlatText read_flat_toml(const std::string& text);

// "key = value\n". The key is bare; the value is not monostate.
std::string flat_toml_line(std::string_view key, const FlatValue& value);

}  // namespace gan
