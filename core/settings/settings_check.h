// What settings have to agree on with each other.
#pragma once

#include "core/base/result.h"
#include "core/game/spec.h"

namespace gan {

// Every value by its row of the table, and all rules that tie several settings together: as many weights as
// modes, a discriminator without a squashed output, a schedule of hyperparameters alone. The sentence names
// the first that fails.
Outcome check_settings(const Settings& settings);

}  // namespace gan
