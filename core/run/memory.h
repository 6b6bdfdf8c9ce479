// How much memory a game takes while it trains, from its layouts: known before anything is allocated. core may not ask
// the machine how much there is; whoever starts a game says so (core/io/machine/machine_memory.h).
#pragma once

#include "core/base/memory_limit.h"
#include "core/base/result.h"
#include "core/base/sample_shape.h"
#include "core/game/spec.h"

namespace gan {

// Bytes at the peak of a training step, the states that snapshots hold included, at the largest that the schedule makes
// of it. `data`: what one example looks like; threads >= 1. Of a batch of images or more it is right to a quarter, and
// rather above than below.
double training_bytes(const Settings& settings, SampleShape data, int threads);

// Fails with a sentence that names both numbers when `settings` would take more than there is. A game that takes no
// more than `present` bytes, as much as one does already, is not asked about, nor is a small one.
Outcome check_memory(const Settings& settings, SampleShape data, int threads, double present,
                     const MemorySource& memory);

}  // namespace gan
