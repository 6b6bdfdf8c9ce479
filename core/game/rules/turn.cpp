#include "core/game/rules/turn.h"

#include "core/game/rules/rule_list.h"

namespace gan {

std::optional<Turn> next_turn(const Progress& now, const Hyperparameters& h) {
  return rule_info(rule_of(h)).next(now, h);
}

std::optional<Turn> last_turn(const Progress& now, const Hyperparameters& h, const std::optional<Progress>& before) {
  return rule_info(rule_of(h)).last(now, h, before);
}

}  // namespace gan
