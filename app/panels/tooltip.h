// What a tooltip says, part by part; empty parts are left out.
#pragma once

#include <string>

namespace gan {

struct Tooltip {
  std::string meaning;
  std::string formula;
  std::string paper;
  std::string note;  // of a setting: its range, and what a change does; of a button: its key
};

}  // namespace gan
