// Advice: the sentence for a run that has diverged. It names the quantity, the step, and what to try.
#pragma once

#include <string>

#include "core/run/snapshot.h"

namespace gan {

// "" while the status is not diverged.
std::string divergence_sentence(const Snapshot& snapshot);

}  // namespace gan
