// Private to the table of settings: builders that make a row of a path of members, and the parts that
// setting.cpp joins into the table. The kind and the accessors follow from the member's type.
#pragma once

#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/settings/setting.h"

namespace gan::setting_rows {

// Where a setting belongs, when it acts and in which games.
struct Place {
  SettingGroup group;
  Acts acts;
  std::optional<Player> player = std::nullopt;
  bool (*relevant)(const Settings&) = [](const Settings&) { return true; };

  // The same place for what only some games heed.
  constexpr Place where(bool (*condition)(const Settings&)) const { return {group, acts, player, condition}; }
};

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
constexpr SettingKind kind_of() {
  if constexpr (std::is_same_v<T, bool>) {
    return SettingKind::boolean;
  } else if constexpr (std::is_integral_v<T>) {
    return SettingKind::integer;
  } else if constexpr (std::is_same_v<T, double>) {
    return SettingKind::real;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return SettingKind::text;
  } else if constexpr (std::is_same_v<T, std::vector<std::int64_t>>) {
    return SettingKind::integers;
  } else {
    static_assert(std::is_same_v<T, std::vector<double>>);
    return SettingKind::reals;
  }
}

template <auto... Path>
using Member = std::remove_reference_t<decltype(follow<Path...>(std::declval<Settings&>()))>;

// A number, text, truth value or list; `formula` and `paper` may be "".
template <auto... Path>
Setting plain(Place place, const char* key, const char* title, Limits limits, const char* meaning, const char* formula,
              const char* paper) {
  using T = Member<Path...>;
  using Held = std::conditional_t<kind_of<T>() == SettingKind::integer, std::int64_t, T>;
  return {.key = key,
          .title = title,
          .kind = kind_of<T>(),
          .group = place.group,
          .acts = place.acts,
          .player = place.player,
          .minimum = limits.minimum,
          .maximum = limits.maximum,
          .logarithmic = limits.logarithmic,
          .longest = limits.longest,
          .meaning = meaning,
          .formula = formula,
          .paper = paper,
          .options = nullptr,
          .get = [](const Settings& s) { return Value(static_cast<Held>(follow<Path...>(s))); },
          .set = [](Settings& s, const Value& v) { follow<Path...>(s) = static_cast<T>(std::get<Held>(v)); },
          .relevant = place.relevant};
}

// The setting with a formula that depends on other settings.
inline Setting with_formula(Setting setting, const char* (*formula_in)(const Settings&)) {
  setting.formula_in = formula_in;
  return setting;
}

inline constexpr Player kD = Player::discriminator;
inline constexpr Player kG = Player::generator;

// The setting, a change of which may need the data's file to be read.
inline Setting decides_what_is_loaded(Setting setting) {
  setting.decides_what_is_loaded = true;
  return setting;
}

// The setting, which is mostly left alone.
inline Setting seldom_changed(Setting setting) {
  setting.seldom_changed = true;
  return setting;
}

// The place of an id among the options, -1 if it is none; the options stand in the order of the enumeration
// (or table).
int index_of(std::span<const Option> options, std::string_view id);

template <std::span<const Option> (*Options)(), auto... Path>
Setting choice(Place place, const char* key, const char* title, const char* meaning, const char* formula,
               const char* paper) {
  using T = Member<Path...>;
  return {
      .key = key,
      .title = title,
      .kind = SettingKind::choice,
      .group = place.group,
      .acts = place.acts,
      .player = place.player,
      .minimum = 0,
      .maximum = 0,
      .logarithmic = false,
      .longest = 0,
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
      .set = [](Settings& s,
                const Value& v) { follow<Path...>(s) = static_cast<T>(index_of(Options(), std::get<std::string>(v))); },
      .relevant = place.relevant};
}

std::vector<Setting> data_settings();                 // seed, data.*, noise.*
std::vector<Setting> network_settings();              // generator.*, discriminator.*
std::vector<Setting> rule_settings();                 // hyperparameters.rule, and what single rules read
std::vector<Setting> hyperparameter_settings();       // hyperparameters.*, without the optimisers
std::vector<Setting> moving_settings();               // of data that change while it trains
std::vector<Setting> taming_settings(Player player);  // what stands in front of the player's optimiser
std::vector<Setting> optimiser_settings();            // hyperparameters.discriminator.*, hyperparameters.generator.*

}  // namespace gan::setting_rows
