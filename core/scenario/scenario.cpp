#include "core/scenario/scenario.h"

namespace gan {

std::span<const char* const> builtin_scenario_ids() {
  static constexpr const char* ids[] = {
      kDefaultScenario,
  };
  return ids;
}

}  // namespace gan
