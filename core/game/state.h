// GameState: all that changes while a game trains, and nothing else: copyable, hashable, comparable. A state together
// with its Settings determines every later state.
#pragma once

#include <cstdint>

#include "core/data/motion.h"
#include "core/game/player.h"
#include "core/nn/player_state.h"

namespace gan {

template <class Real>
struct GameState {
  PlayerState<Real> generator;
  PlayerState<Real> discriminator;
  std::int64_t step = 0;                 // completed iterations
  std::int32_t discriminator_inner = 0;  // D steps done in the current iteration
  std::int32_t generator_inner = 0;      // G steps done in the current iteration
  std::int64_t discriminator_steps = 0;  // D steps done since the start; lazy penalties count these
  DataMotion moved;                      // the data since the start

  PlayerState<Real>& operator[](Player player) { return player == Player::discriminator ? discriminator : generator; }
  const PlayerState<Real>& operator[](Player player) const {
    return player == Player::discriminator ? discriminator : generator;
  }
  // Steps that the player has done in the current iteration.
  std::int32_t& inner(Player player) { return player == Player::discriminator ? discriminator_inner : generator_inner; }
  std::int32_t inner(Player player) const {
    return player == Player::discriminator ? discriminator_inner : generator_inner;
  }

  bool operator==(const GameState&) const = default;
};

template <class Real>
std::uint64_t hash_state(const GameState<Real>& state);

}  // namespace gan
