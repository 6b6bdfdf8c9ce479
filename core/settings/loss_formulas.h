// What both players minimise, as it is written in papers, with the numbers that stand in it now.
#pragma once

#include <string>

#include "core/game/spec.h"

namespace gan {

// In D or f as the loss reads the output: what D and G minimise.
struct LossFormulas {
  std::string discriminator;  // with the label's smoothing, and each penalty that is on in a line of its own
  std::string generator;
  std::string logits;  // both on what the network gives, and what its letters mean
};
LossFormulas loss_formulas(const Settings& settings);

}  // namespace gan
