// How the script reads a checkpoint of Ganscope: a reader of safetensors in plain Python, and what goes where.
#pragma once

#include <string>

#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

// Where the game has a start; after the optimisers, which stand before it.
std::string checkpoint_reading(const GameText& game);

}  // namespace gan::pytorch
