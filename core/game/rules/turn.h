// Turn: which sub-step of an iteration it is: who moves, and the how-manieth of how many. What a rule does next, and
// what it did last, from the counters of a game alone: for who watches it, where only a position is known.
#pragma once

#include <cstdint>
#include <optional>

#include "core/game/player.h"
#include "core/game/spec.h"

namespace gan {

// Who moves in a sub-step.
enum class Move { discriminator, generator, both };

constexpr Move move_of(Player player) {
  return player == Player::discriminator ? Move::discriminator : Move::generator;
}
constexpr bool moves(Move move, Player player) {
  return move == Move::both || move == move_of(player);
}

// How far a game is: complete iterations, and the steps of both players in the one under way.
struct Progress {
  std::int64_t step = 0;
  PerPlayer<std::int32_t> inner;
  bool operator==(const Progress&) const = default;
};

struct Turn {
  Move move = Move::discriminator;
  std::int32_t step = 1;  // from 1; by hand it may be beyond `of`
  std::int32_t of = 1;    // steps of the player an iteration: k, or those of G; 0 where it is frozen
  bool operator==(const Turn&) const = default;
};

// Under the rule that trains with these hyperparameters (rule_of). None where both players are frozen.
std::optional<Turn> next_turn(const Progress& now, const Hyperparameters& h);

// The sub-step that led to `now`; none before the first. With what was there one sub-step `before`, if that is known,
// it is told exactly; otherwise as the rule orders them, which steps by hand out of turn need not have followed.
std::optional<Turn> last_turn(const Progress& now, const Hyperparameters& h,
                              const std::optional<Progress>& before = {});

}  // namespace gan
