// TomlParts: what readers of TOML files share besides settings: texts, numbers of iterations, tables of which there may
// be several, each refused with file, line and what was expected.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/io/files/toml_plus.h"

namespace gan {

class TomlParts {
 public:
  // Both outlive it.
  TomlParts(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

 protected:
  Error at(const toml::node& node, const std::string& message) const;
  // Without blanks around it; where there is none `out` stays.
  Outcome read_text(const toml::table& table, const char* key, std::string& out) const;
  Outcome read_steps(const toml::table& table, const char* key, std::int64_t& out) const;
  Outcome only_keys(const toml::table& table, const char* name, std::initializer_list<std::string_view> known,
                    const char* expected) const;
  // The table [name] of which there is at most one; null where it is missing.
  Result<const toml::table*> one_table(const char* name) const;
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

  const toml::table& table_;
  const std::string& file_;

 private:
  static constexpr std::size_t kMostTables = 100;  // of one name
};

std::string without_border(const std::string& text);

}  // namespace gan
