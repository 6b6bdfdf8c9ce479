// Private to the table of fields: one builder that makes a Field of a path of members, and the parts that
// fields.cpp joins into the table. The kind and the accessors follow from the member's type.
#pragma once

#include <span>
#include <type_traits>

#include "core/game/fields.h"

namespace gan::field_table {

struct Limits {
  double minimum = 0;
  double maximum = 0;
  bool logarithmic = false;
  int longest = 0;
};

// follow<&Settings::spec, &GameSpec::seed>(settings) is settings.spec.seed, const where settings is.
template <auto First, auto... Rest, class Object>
auto& follow(Object& object) {
  if constexpr (sizeof...(Rest) == 0) {
    return object.*First;
  } else {
    return follow<Rest...>(object.*First);
  }
}

template <class T>
constexpr FieldKind kind_of() {
  if constexpr (std::is_same_v<T, bool>) {
    return FieldKind::boolean;
  } else if constexpr (std::is_integral_v<T>) {
    return FieldKind::integer;
  } else if constexpr (std::is_same_v<T, double>) {
    return FieldKind::real;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return FieldKind::text;
  } else if constexpr (std::is_same_v<T, std::vector<std::int64_t>>) {
    return FieldKind::integers;
  } else {
    static_assert(std::is_same_v<T, std::vector<double>>);
    return FieldKind::reals;
  }
}

template <auto... Path>
using Member = std::remove_reference_t<decltype(follow<Path...>(std::declval<Settings&>()))>;

// A number, text, truth value or list; `formula` and `paper` may be "".
template <auto... Path>
Field plain(const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
            const char* paper) {
  using T = Member<Path...>;
  using Held = std::conditional_t<kind_of<T>() == FieldKind::integer, std::int64_t, T>;
  return {.key = key,
          .title = title,
          .kind = kind_of<T>(),
          .minimum = limits.minimum,
          .maximum = limits.maximum,
          .logarithmic = limits.logarithmic,
          .meaning = meaning,
          .formula = formula,
          .paper = paper,
          .options = nullptr,
          .get = [](const Settings& s) { return Value(static_cast<Held>(follow<Path...>(s))); },
          .set = [](Settings& s, const Value& v) { follow<Path...>(s) = static_cast<T>(std::get<Held>(v)); },
          .longest = limits.longest,
          .formula_in = nullptr};
}

// The field with a formula that depends on other settings.
inline Field with_formula(Field field, const char* (*formula_in)(const Settings&)) {
  field.formula_in = formula_in;
  return field;
}

// The place of an id among the options; the options stand in the order of the enumeration (or of the table).
int index_of(std::span<const Option> options, std::string_view id);

template <std::span<const Option> (*Options)(), auto... Path>
Field choice(const char* key, const char* title, const char* meaning, const char* formula,
             const char* paper) {
  using T = Member<Path...>;
  return {.key = key,
          .title = title,
          .kind = FieldKind::choice,
          .minimum = 0,
          .maximum = 0,
          .logarithmic = false,
          .meaning = meaning,
          .formula = formula,
          .paper = paper,
          .options = Options,
          .get =
              [](const Settings& s) {
                const auto index = static_cast<std::size_t>(follow<Path...>(s));
                GAN_CHECK(index < Options().size(), "a choice outside its table");
                return Value(std::string(Options()[index].id));
              },
          .set =
              [](Settings& s, const Value& v) {
                follow<Path...>(s) = static_cast<T>(index_of(Options(), std::get<std::string>(v)));
              },
          .longest = 0,
          .formula_in = nullptr};
}

std::vector<Field> data_fields();            // seed, data.*, noise.*
std::vector<Field> network_fields();         // generator.*, discriminator.*
std::vector<Field> hyperparameter_fields();  // hyperparameters.*, without the optimisers
std::vector<Field> optimiser_fields();       // hyperparameters.discriminator.*, hyperparameters.generator.*

}  // namespace gan::field_table
