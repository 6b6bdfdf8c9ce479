// How much memory this program may still take: of the machine, of its control group and of its own limits.
#pragma once

#include "core/base/memory_limit.h"

namespace gan {

// The least of them; infinite where the system says nothing. What the program holds now counts as free: a game that
// starts takes the place of the one before.
MemoryLimit free_memory();

}  // namespace gan
