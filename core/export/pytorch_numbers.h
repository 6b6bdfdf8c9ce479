// The hyperparameters that stand as numbers with a name at the head of the script, and what the schedule makes of them
// and of the optimisers.
#pragma once

#include <string>

#include "core/export/pytorch_parts.h"
#include "core/game/penalties.h"

namespace gan::pytorch {

// What acts at some time.
bool acts(const GameText& game, double Hyperparameters::*strength);
bool acts(const GameText& game, Player player, double OptimiserSettings::*strength);
// Whether instance noise ever falls.
bool noise_falls(const GameText& game);
// Whether the player's learning rate ever falls.
bool rate_falls(const GameText& game, Player player);
std::string weight_name(const Penalty& penalty);
std::string every_name(const Penalty& penalty);
// It acts, but not in each step of D.
bool is_lazy(const GameText& game, const Penalty& penalty);
// "r1_weight > 0 and d_steps % r1_every == 0", as far as it is not always so.
std::string condition_of(const GameText& game, const Penalty& penalty);

// "k = 5  # steps of D an iteration", a line each.
std::string number_lines(const GameText& game);
// follow_schedule; "" where nothing changes any more.
std::string schedule_function(const GameText& game);

}  // namespace gan::pytorch
