#include "core/game/fields.h"

#include <algorithm>
#include <numeric>

#include "core/game/fields_table.h"

namespace gan {
namespace field_table {

int index_of(std::span<const Option> options, std::string_view id) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (id == options[i].id) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace field_table

namespace {

std::vector<Field> join_table() {
  std::vector<Field> all;
  for (const auto& part : {field_table::data_fields(), field_table::network_fields(),
                           field_table::hyperparameter_fields(), field_table::optimiser_fields()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      GAN_CHECK(std::string_view(all[i].key) != all[j].key, "two fields share a key");
    }
  }
  return all;
}

// Levenshtein distance: insertions, deletions and replacements of one character.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

// A person often writes the end of a key alone: "k" for "hyperparameters.k".
std::size_t key_distance(std::string_view written, std::string_view key) {
  std::size_t best = 2 * edit_distance(written, key);
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1)) {
    best = std::min(best, 2 * edit_distance(written, key.substr(dot + 1)) + 1);
  }
  return best;
}

}  // namespace

bool Field::is_hyperparameter() const {
  return std::string_view(key).starts_with("hyperparameters.");
}

std::span<const Field> fields() {
  static const std::vector<Field> table = join_table();
  return table;
}

const char* formula_of(const Field& field, const Settings& settings) {
  return field.formula_in != nullptr ? field.formula_in(settings) : field.formula;
}

const Field* find_field(std::string_view key) {
  for (const Field& field : fields()) {
    if (key == field.key) return &field;
  }
  return nullptr;
}

std::string unknown_key_message(std::string_view key) {
  const std::string found = "unknown key '" + std::string(key) + "': ";
  if (key.size() > 200) return "unknown key of " + std::to_string(key.size()) + " characters";
  const Field* nearest = nullptr;
  std::size_t best = 0;
  for (const Field& field : fields()) {
    const std::size_t distance = key_distance(key, field.key);
    if (!nearest || distance < best) {
      nearest = &field;
      best = distance;
    }
  }
  if (nearest && best <= std::max<std::size_t>(3, key.size())) {
    return found + "did you mean '" + nearest->key + "'?";
  }
  return found +
         "expected seed or a key that begins with data, noise, generator, discriminator or hyperparameters";
}

Outcome set_field(Settings& settings, std::string_view key, const Value& value) {
  const Field* field = find_field(key);
  if (!field) return Error{unknown_key_message(key)};
  if (Outcome checked = check_value(*field, value); !checked) return checked;
  field->set(settings, normalise_value(*field, value));
  return {};
}

}  // namespace gan
