#include "core/io/flat_toml.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/io/settings_toml.h"

namespace gan {
namespace {

FlatValue flat_value(const toml::node& node) {
  if (const auto* truth = node.as_boolean()) return truth->get();
  if (const auto* integer = node.as_integer()) return integer->get();
  if (const auto* real = node.as_floating_point()) return real->get();
  return {};
}

// line: of what was parsed alone; 0: where toml++ found it.
void gather_flat(const toml::table& table, const std::string& path, std::size_t line, FlatText& into) {
  for (const auto& [name, node] : table) {
    const std::string key = path + std::string(name.str());
    if (const toml::table* inner = node.as_table()) {
      gather_flat(*inner, key + ".", line, into);
    } else {
      const std::size_t found = line > 0 ? line : static_cast<std::size_t>(node.source().begin.line);
      into.entries.push_back({key, flat_value(node), found});
    }
  }
}

// Of parts that need no quotes.
bool is_bare(std::string_view key) {
  constexpr std::string_view kBare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  return !key.empty() && key.front() != '.' && key.back() != '.' && key.find("..") == std::string_view::npos &&
         key.find_first_not_of(kBare) == std::string_view::npos;
}

bool opens_table(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == '[';
}

FlatText read_by_lines(std::string_view text) {
  FlatText read;
  std::string table;  // the line that the next ones stand below
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto newline = text.find('\n');
    std::string line(text.substr(0, newline));
    text = newline == std::string_view::npos ? std::string_view{} : text.substr(newline + 1);
    line += '\n';
    const bool opens = opens_table(line);
    if (opens) table.clear();
    const Result<toml::table> parsed = parse_toml(table + line, "");
    if (!parsed) {
      read.unread.push_back(number);
    } else if (opens) {
      table = line;
    } else {
      gather_flat(parsed.value(), "", number, read);
    }
  }
  return read;
}

}  // namespace

FlatText read_flat_toml(const std::string& text) {
  const Result<toml::table> whole = parse_toml(text, "");
  if (!whole) return read_by_lines(text);
  FlatText read;
  gather_flat(whole.value(), "", 0, read);
  std::stable_sort(read.entries.begin(), read.entries.end(),
                   [](const FlatEntry& a, const FlatEntry& b) { return a.line < b.line; });
  return read;
}

std::string flat_toml_text(const toml::table& table) {
  FlatText read;
  gather_flat(table, "", 1, read);
  std::string text;
  for (const FlatEntry& entry : read.entries) {
    if (!std::holds_alternative<std::monostate>(entry.value) && is_bare(entry.key)) {
      text += flat_toml_line(entry.key, entry.value);
    }
  }
  return text;
}

std::string flat_toml_line(std::string_view key, const FlatValue& value) {
  Value written;
  if (const auto* truth = std::get_if<bool>(&value)) {
    written = *truth;
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    written = *integer;
  } else {
    GAN_CHECK(std::holds_alternative<double>(value), "a flat file holds no such value");
    written = std::get<double>(value);
  }
  return std::string(key) + " = " + toml_value(written) + "\n";
}

}  // namespace gan
