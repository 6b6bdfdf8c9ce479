// The two steps of Algorithm 1 as functions, with all that acts in them, and what they need: discriminator_step(x, z),
// and generator_step(z), or generator_step(x, z) where G's loss pairs samples.
#pragma once

#include <string>

#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

std::string step_functions(const GameText& game);
// The counter that lazy penalties go by.
bool counts_discriminator_steps(const GameText& game);

}  // namespace gan::pytorch
