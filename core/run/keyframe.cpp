#include "core/run/keyframe.h"

#include "core/game/network_game.h"
#include "core/run/changing_data.h"

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

std::shared_ptr<const Snapshot> snapshot_of(const Keyframe& keyframe) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->settings = keyframe.current;
  snapshot->state = keyframe.state;
  snapshot->run = keyframe.run;
  snapshot->position = keyframe.instant.position;
  snapshot->last_sequence = keyframe.instant.sequence;
  snapshot->status = keyframe.status;
  snapshot->record = keyframe.record;
  if (snapshot->state == nullptr) {
    auto initial = std::make_shared<GameState<float>>();
    NetworkGame<float>(keyframe.current->spec, keyframe.data->shape()).initialise(*initial);
    snapshot->state = std::move(initial);
  }
  snapshot->data =
      ChangingData().moved(keyframe.data, keyframe.current->hyperparameters.hidden_modes, snapshot->state->moved);
  return snapshot;
}

}  // namespace gan
