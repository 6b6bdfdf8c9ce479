// The one table of everything that a person can set: key, title, range, scale, sentence, formula, paper,
// accessors. It drives scenario files, --set, commands, recordings, checkpoints and the controls of the
// window alike, so that adding a setting is one member in spec.h and one line in fields.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/game/spec.h"

namespace gan {

enum class FieldKind { boolean, integer, real, choice, text, integers, reals };

// One possible value of a choice.
struct Option {
  const char* id;       // as written in files
  const char* title;    // as shown
  const char* meaning;  // one sentence
};

struct Field {
  const char* key;    // "hyperparameters.discriminator.learning_rate", "data.modes", "seed"
  const char* title;  // "learning rate"
  FieldKind kind;
  double minimum;  // of the number, or of each element of a list
  double maximum;
  bool logarithmic;                      // slider scale; a minimum of 0 means "0 switches it off"
  const char* meaning;                   // one sentence: what it does to the game
  const char* formula;                   // or ""
  const char* paper;                     // or ""
  std::span<const Option> (*options)();  // of a choice, otherwise null
  Value (*get)(const Settings&);
  void (*set)(Settings&, const Value&);  // the value has passed check_value
  int longest = 0;                       // most elements of a list, or characters of a text
  const char* (*formula_in)(const Settings&) = nullptr;  // where the formula depends on other settings; else null

  // Hyperparameters act at once; any other field starts a new segment.
  bool is_hyperparameter() const;
};

std::span<const Field> fields();
// The field's formula as it is in a game of these settings: Adam's step where Adam is chosen.
const char* formula_of(const Field& field, const Settings& settings);
const Field* find_field(std::string_view key);

// Null when the value suits the field: kind, range, known option. An integer passes where a real is expected.
Outcome check_value(const Field& field, const Value& value);
// An integer given for a real becomes a real, so that get(set(v)) == v.
Value normalise_value(const Field& field, Value value);
// The value that the text writes: "5", "1e-3", "true", "hinge", "64,64" or "[64, 64]".
Result<Value> parse_value(const Field& field, std::string_view text);
// Short for a person, as core/base/number_text.h writes ("0.001", "1e−4", "non-saturating", "64, 64"); exact() is what
// parse_value reads back, bit for bit, and typed_value() the same as a person would type it ("0.5", "64, 64").
std::string format_value(const Field& field, const Value& value);
std::string exact(const Value& value);
std::string typed_value(const Value& value);

// "unknown key 'hyperparameters.kk': did you mean 'hyperparameters.k'?"
std::string unknown_key_message(std::string_view key);

// Checks key and value, then sets. The settings are unchanged on failure.
Outcome set_field(Settings& settings, std::string_view key, const Value& value);
// All cross-field rules (e.g. as many weights as modes, tanh only on G). Single values are checked by
// set_field.
Outcome check_settings(const Settings& settings);

}  // namespace gan
