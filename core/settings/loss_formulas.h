// What both players minimise, as it is written in papers, with the numbers that stand in it now. Formulas are markup
// (core/base/math/math_markup.h).
#pragma once

#include <string>

#include "core/game/losses.h"
#include "core/game/spec.h"

namespace gan {

// In D or f as the loss reads the output: what D and G minimise. Terms are named real, fake or pairs, penalty and g.
struct LossFormulas {
  std::string game;  // what both play for, "" where they do not share it: "min_G max_D V(D, G) = …", value named
  std::string discriminator;  // with the label's smoothing and the penalties that are on
  std::string generator;
  // The terms once more, by name: as binary cross-entropies with labels, and which penalties they are; "" where the
  // formula says it all.
  std::string real_label, fake_label, generator_label, penalty_label;
  std::string logits;  // both on what the network gives, and what its letters mean
};
LossFormulas loss_formulas(const Settings& settings);

// A term of the value, as it is meant over the batch and as D's step ascends it of one sample, with the label that
// stands in it now.
std::string mean_formula(const ValueTerm& term, double real_label);
std::string sample_formula(const ValueTerm& term, double real_label);

}  // namespace gan
