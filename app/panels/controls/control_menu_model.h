// The menu of a control: back to the scenario's value, and a second game that has another value here and nothing else
// changed. What it offers, and what can't be compared, with the reason.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/settings/setting.h"

namespace gan {

// What it says; "" of what it does not offer.
struct ControlMenuTexts {
  std::string back;              // "Back to 5"
  std::string exact;             // of a number: to type it
  std::string in_all;            // where games that stand side by side differ here
  std::string here, from_start;  // a comparison; of what restarts training the second alone
  std::string why_not;           // neither can be had, for all values: a sentence
};

// `games`: so many stand side by side, `most` of them at the most; `differs`: in this setting.
ControlMenuTexts control_menu_texts(const Setting& setting, const Settings& scenario, const Settings& shown,
                                    std::size_t games, std::size_t most, bool differs);

// Why no game with this value instead can stand beside one of these settings: a sentence; "" where it can.
std::string why_not_beside(const Setting& setting, const Settings& shown, const Value& other);

// What the other game can have where there are only so many values: the options but the present one, or the other of
// on and off. None of numbers and texts, which are typed.
struct OtherValue {
  Value value;
  std::string title, meaning;
  std::string why_not;  // as of why_not_beside
};
std::vector<OtherValue> other_values_of(const Setting& setting, const Settings& shown);

// Above the question for the other value: "Beside k = 1, from this moment:"
std::string compare_question(const Setting& setting, const Settings& shown, bool from_start);

}  // namespace gan
