// What differs between games side by side: settings, and how that is said. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/settings/setting.h"

namespace gan {

// A setting of which not all games have the same value, and which one of them at least heeds.
struct Difference {
  const Setting* setting;
  std::vector<Value> values;  // of each game
};

// In the order of the table of settings. The settings outlive nothing here.
std::vector<Difference> differences(std::span<const Settings* const> games);

// 'A', 'B' ...
char game_letter(std::size_t game);

// What a game is in the others' company: "k = 5, loss = hinge"; "" where nothing differs.
std::string distinction(std::span<const Difference> differences, std::size_t game);
// "A k = 1 · B k = 5".
std::string distinction_line(std::span<const Difference> differences, std::size_t games);

}  // namespace gan
