#include "core/scenario/scenario.h"

namespace gan {

std::span<const char* const> builtin_scenario_ids() {
  static constexpr const char* ids[] = {
      kDefaultScenario, "mode-collapse", "vanishing-gradient", "oscillation",
      "k-steps",        "grid25",        "wgan-clip",          "wgan-gp",
      "lsgan",          "first-paper",   "glyphs-mlp",         "glyphs-conv",
      "fashion-mlp",    "fashion-conv",  "fashion-collapse",   "stacked-digits",
  };
  return ids;
}

}  // namespace gan
