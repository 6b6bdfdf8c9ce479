// Advice: the sentence for a run that has diverged. It names the quantity, the step, and what to try: the first of the
// known causes that this game's data and settings can be guilty of.
#pragma once

#include <string>

#include "core/run/snapshot.h"

namespace gan {

// "" while the status is not diverged.
std::string divergence_sentence(const Snapshot& snapshot);

// Its part about what to try: "lower D's learning rate (now 10)".
std::string divergence_remedy(const Snapshot& snapshot);

// How far from zero the data reach, in the game's coordinates; 1 for images.
double reach_of_data(const Snapshot& snapshot);

}  // namespace gan
