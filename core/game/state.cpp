#include "core/game/state.h"

#include "core/base/hash.h"

namespace gan {
namespace {

template <class Real>
void add_player(Hasher& hasher, const PlayerState<Real>& player) {
  for (const auto* block :
       {&player.parameters, &player.buffers, &player.first_moment, &player.second_moment, &player.average}) {
    hasher.bytes(block->data(), block->size() * sizeof(Real));
  }
  // Nothing at all where it is empty: states of rules that remember nothing have the hashes that they always had.
  if (!player.remembered.empty()) {
    hasher.bytes(player.remembered.data(), player.remembered.size() * sizeof(Real));
  }
  hasher.number(static_cast<std::uint64_t>(player.updates));
}

}  // namespace

template <class Real>
std::uint64_t hash_state(const GameState<Real>& state) {
  Hasher hasher;
  add_player(hasher, state.generator);
  add_player(hasher, state.discriminator);
  hasher.number(static_cast<std::uint64_t>(state.step));
  hasher.number(static_cast<std::uint64_t>(state.discriminator_inner));
  hasher.number(static_cast<std::uint64_t>(state.generator_inner));
  hasher.number(static_cast<std::uint64_t>(state.discriminator_steps));
  // As of what a rule remembers: nothing at all where nothing has moved.
  if (!state.moved.at_rest()) {
    const double moved[] = {state.moved.degrees, state.moved.x, state.moved.y};
    hasher.bytes(moved, sizeof moved);
  }
  return hasher.value();
}

template std::uint64_t hash_state(const GameState<float>&);
template std::uint64_t hash_state(const GameState<double>&);

}  // namespace gan
