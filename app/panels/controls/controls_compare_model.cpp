#include "app/panels/controls/controls_compare_model.h"

#include "app/lab/history/marks.h"

namespace gan {

std::string settings_heading(std::span<const Difference> differences, std::size_t focus, std::size_t games) {
  std::string others;
  for (std::size_t game = 0; game < games; ++game) {
    int count = 0;
    for (const Difference& difference : differences) {
      count += difference.values[game] != difference.values[focus] ? 1 : 0;
    }
    if (count == 0) continue;
    others += (others.empty() ? "" : ", ") + std::string(1, game_letter(game)) +
              (others.empty() ? " differs in " : " in ") + std::to_string(count);
  }
  if (others.empty())
    others = games > 2 ? "the others have the same" : std::string(1, game_letter(1 - focus)) + " has the same";
  return "Settings of " + std::string(1, game_letter(focus)) + " · " + others;
}

std::string other_values(const Difference& difference, std::size_t focus) {
  std::string text;
  for (std::size_t game = 0; game < difference.values.size(); ++game) {
    if (difference.values[game] == difference.values[focus]) continue;
    text += (text.empty() ? "" : " · ") + std::string(1, game_letter(game)) + " " +
            mark_value(*difference.setting, difference.values[game]);
  }
  return text;
}

std::string differ_text(int count) {
  if (count == 0) return "";
  return std::to_string(count) + (count == 1 ? " differs" : " differ");
}

}  // namespace gan
