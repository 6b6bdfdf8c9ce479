#include "core/io/toml_parts.h"

#include <algorithm>
#include <optional>

#include "core/io/settings_toml.h"

namespace gan {
namespace {

constexpr std::int64_t kMostStepsOfFile = 1'000'000'000'000;

}  // namespace

std::string without_border(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \n\t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

Error TomlParts::at(const toml::node& node, const std::string& message) const {
  return {toml_place(file_, node.source()) + message};
}

Outcome TomlParts::read_text(const toml::table& table, const char* key, std::string& out) const {
  const toml::node* node = table.get(key);
  if (!node) return {};
  if (!node->is_string()) return at(*node, std::string(key) + " is not text: expected it in quotes");
  out = without_border(*node->value<std::string>());
  return {};
}

Outcome TomlParts::read_steps(const toml::table& table, const char* key, std::int64_t& out) const {
  const toml::node* node = table.get(key);
  if (!node) return {};
  const auto steps = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
  if (!steps || *steps < 1 || *steps > kMostStepsOfFile) {
    return at(*node, std::string(key) + " is not a number of iterations: expected a whole number from 1 to " +
                         std::to_string(kMostStepsOfFile));
  }
  out = *steps;
  return {};
}

Outcome TomlParts::only_keys(const toml::table& table, const char* name, std::initializer_list<std::string_view> known,
                             const char* expected) const {
  for (const auto& [key, item] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      return at(item, "unknown key '" + std::string(name) + "." + std::string(key.str()) + "': expected " + expected);
    }
  }
  return {};
}

Result<const toml::table*> TomlParts::one_table(const char* name) const {
  const toml::node* node = table_.get(name);
  if (!node) return static_cast<const toml::table*>(nullptr);
  if (const toml::table* table = node->as_table()) return table;
  return at(*node, std::string(name) + " is no table: expected [" + name + "]");
}

}  // namespace gan
