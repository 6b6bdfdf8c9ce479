// What both players minimise, as it is written in papers, with the numbers that stand in it now.
#pragma once

#include <string>

#include "core/game/losses.h"
#include "core/game/spec.h"

namespace gan {

// In D or f as the loss reads the output: what D and G minimise.
struct LossFormulas {
  std::string discriminator;  // with the label's smoothing, and each penalty that is on in a line of its own
  std::string generator;
  std::string logits;  // both on what the network gives, and what its letters mean
};
LossFormulas loss_formulas(const Settings& settings);

// A term of the value, as it is meant over the batch and as D's step ascends it of one sample, with the label that
// stands in it now.
std::string mean_formula(const ValueTerm& term, double real_label);
std::string sample_formula(const ValueTerm& term, double real_label);

}  // namespace gan
