// Small games of every kind: each built-in scenario that needs no file, before and after its remedies, and
// one for every entry of every table.
#pragma once

#include <string>
#include <vector>

#include "core/game/spec.h"

namespace gan {

struct NamedGame {
  std::string name;
  Settings settings;
};
std::vector<NamedGame> many_games();

}  // namespace gan
