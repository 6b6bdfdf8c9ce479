#include "app/lab/compare/differences.h"

#include <algorithm>

#include "app/lab/history/marks.h"

namespace gan {

std::vector<Difference> differences(std::span<const Settings* const> games) {
  std::vector<Difference> found;
  for (const Setting& setting : setting_table()) {
    const Value first = setting.get(*games.front());
    const auto differs = [&](const Settings* game) { return setting.get(*game) != first; };
    const auto heeds = [&](const Settings* game) { return setting.relevant(*game); };
    if (std::none_of(games.begin(), games.end(), differs) || std::none_of(games.begin(), games.end(), heeds)) continue;
    Difference& difference = found.emplace_back(Difference{&setting, {}});
    for (const Settings* game : games) difference.values.push_back(setting.get(*game));
  }
  return found;
}

char game_letter(std::size_t game) {
  return static_cast<char>('A' + static_cast<char>(game));
}

std::string distinction(std::span<const Difference> differences, std::size_t game) {
  std::string text;
  for (const Difference& difference : differences) {
    if (!text.empty()) text += ", ";
    text += short_title(*difference.setting) + " = " + mark_value(*difference.setting, difference.values[game]);
  }
  return text;
}

std::string distinction_line(std::span<const Difference> differences, std::size_t games) {
  std::string line;
  for (std::size_t i = 0; i < games && !differences.empty(); ++i) {
    if (i > 0) line += " · ";
    line += std::string(1, game_letter(i)) + " " + distinction(differences, i);
  }
  return line;
}

}  // namespace gan
