// Data that move while the game trains, in PyTorch. Private to core/export.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/export/pytorch_parts.h"

namespace gan::pytorch {

// Whether they ever do, or have done so before the script begins.
bool data_move(const GameText& game);
// Of the two that make data move: the numbers that the schedule may change are in pytorch_numbers.
std::string motion_state(const GameText& game);         // lines before the loop; ends in none where nothing moves
std::string moved_data_function(const GameText& game);  // sample_data and move_data, of a data_at_rest
// Hidden modes have no form in PyTorch.
Outcome check_motion(const GameText& game);

}  // namespace gan::pytorch
