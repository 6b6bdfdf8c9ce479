// The list of small games: made from the tables of settings, losses and data, so that a new entry of any of
// them is a new game, whose key the file does not have yet.
#pragma once

#include <string>
#include <vector>

#include "core/game/spec.h"

namespace gan::golden {

struct SmallGame {
  std::string key;
  Settings settings;
  Settings without;  // the same without what it is about; equal where nothing would differ
};

std::vector<SmallGame> small_games();

}  // namespace gan::golden
