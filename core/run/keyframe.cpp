#include "core/run/keyframe.h"

namespace gan {

std::size_t state_bytes(const GameState<float>& state) {
  std::size_t numbers = 0;
  for (const Player player : kPlayers) {
    const PlayerState<float>& p = state[player];
    for (const auto* block : {&p.parameters, &p.buffers, &p.first_moment, &p.second_moment, &p.average, &p.remembered})
      numbers += block->size();
  }
  return sizeof(GameState<float>) + numbers * sizeof(float);
}

std::size_t Keyframe::bytes() const {
  return sizeof(Keyframe) + (own_state ? state_bytes(*state) : 0);
}

}  // namespace gan
