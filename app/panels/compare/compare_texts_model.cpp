#include "app/panels/compare/compare_texts_model.h"

#include <algorithm>

#include "app/lab/compare/differences.h"

namespace gan {

CompareTexts compare_texts(const Lab& lab) {
  std::vector<const Settings*> games;
  for (std::size_t i = 0; i < lab.games(); ++i) games.push_back(&lab.game(i).shown_settings());
  const std::vector<Difference> found = differences(games);
  CompareTexts texts;
  for (std::size_t i = 0; i < games.size(); ++i) texts.headings.push_back(distinction(found, i));
  texts.differs = distinction_line(found, games.size());
  if (found.empty()) {
    texts.differs = std::string("Nothing differs yet: change a setting of ") + game_letter(lab.focus()) + ".";
  }
  const auto same = [&](auto&& of) {
    return std::all_of(games.begin(), games.end(), [&](const Settings* game) { return of(*game) == of(*games[0]); });
  };
  if (same([](const Settings& s) { return s.spec.seed; })) {
    texts.common = "same seed " + std::to_string(games[0]->spec.seed) + ", same noise";
    if (same([](const Settings& s) { return s.hyperparameters.batch_size; })) texts.common += ", same batches";
  }
  return texts;
}

}  // namespace gan
