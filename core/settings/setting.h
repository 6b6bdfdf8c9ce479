// Setting: one thing that a person can set, a row of the one table of them. The row says all there is to know
// about it: key, title, range, scale, sentence, formula, paper, accessors, its group, when it acts, and in
// which games. Scenario files, --set, commands, recordings, checkpoints and the controls of the window read
// nothing else, so that adding a setting is one member in a specification and one row in
// core/settings/table_*.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/game/player.h"
#include "core/game/spec.h"

namespace gan {

enum class SettingKind { boolean, integer, real, choice, text, integers, reals };

// From the mildest on.
enum class Acts {
  at_once,        // while the game trains: a hyperparameter
  by_rebuilding,  // while it trains, too: what players have learned is taken over into networks built for it
  at_start,       // from the start of training on: a change starts training anew
};

// What belongs together, in the order in which it is shown.
enum class SettingGroup { game, discriminator, generator, regularisation, data, networks, start };

struct SettingGroupInfo {
  SettingGroup group;
  const char* id;
  const char* title;
  std::optional<Player> player;  // whose settings alone these are
};

// One possible value of a choice.
struct Option {
  const char* id;       // as written in files
  const char* title;    // as shown
  const char* meaning;  // one sentence
};

struct Setting {
  const char* key;    // "hyperparameters.discriminator.learning_rate", "data.modes", "seed"
  const char* title;  // "learning rate η": whose it is stands in `player`
  SettingKind kind;
  SettingGroup group;
  Acts acts;
  std::optional<Player> player;  // whose it is; of a setting of the game none
  double minimum;                // of the number, or of each element of a list
  double maximum;
  bool logarithmic;                      // slider scale; a minimum of 0 means "0 switches it off"
  int longest;                           // most elements of a list, or characters of a text
  const char* meaning;                   // one sentence: what it does to the game
  const char* formula;                   // or ""
  const char* paper;                     // or ""
  std::span<const Option> (*options)();  // of a choice, otherwise null
  Value (*get)(const Settings&);
  void (*set)(Settings&, const Value&);  // the value has passed check_value
  // Whether a game of these settings heeds it: β₁ with Adam only, the phase of a ring only. Another value of
  // one that is not relevant changes no number of the game, or is refused.
  bool (*relevant)(const Settings&);
  const char* (*formula_in)(const Settings&) = nullptr;  // where the formula depends on other settings; else null
  bool decides_what_is_loaded = false;                   // a change may need the data's file to be read
  bool seldom_changed = false;                           // a constant that is mostly left alone
};

std::span<const Setting> setting_table();
const Setting* find_setting(std::string_view key);  // null if unknown
// "unknown key 'hyperparameters.kk': did you mean 'hyperparameters.k'?"
std::string unknown_key_message(std::string_view key);

std::span<const SettingGroupInfo> setting_groups();
const SettingGroupInfo& setting_group_info(SettingGroup group);
// All of the group's settings start training anew.
bool restarts_training(SettingGroup group);

// The formula as it is in a game of these settings: Adam's step where Adam is chosen.
const char* formula_of(const Setting& setting, const Settings& settings);

// With its player: "D learning rate η", "k".
std::string full_title(const Setting& setting);
// The same without its symbol: "D learning rate", "G hidden layers", "k"; "D β₁", for nothing else would be
// left.
std::string short_title(const Setting& setting);
// As it stands under the heading of its group: "learning rate η" below "Discriminator", "D hidden layers"
// below "Networks".
std::string title_in_group(const Setting& setting);

}  // namespace gan
