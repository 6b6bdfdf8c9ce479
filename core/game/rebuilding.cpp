#include "core/game/rebuilding.h"

#include "core/game/network_game.h"
#include "core/nn/rebuilding.h"

namespace gan {

template <class Real>
GameState<Real> rebuilt(Workspace& ws, const GameSpec& before, const GameState<Real>& state, const GameSpec& spec,
                        SampleShape data) {
  const NetworkGame<Real> old(before, data), game(spec, data);
  GameState<Real> next;
  game.initialise(next);
  for (const Player player : kPlayers) {
    const NetworkSpec& from = before.network(player);
    const NetworkSpec& to = spec.network(player);
    if (from == to) {
      next[player] = state[player];
    } else {
      take_over<Real>(ws, {from, old.layout(player), state[player]}, to, game.layout(player), next[player]);
    }
    next[player].remembered = {};
  }
  next.step = state.step;
  next.discriminator_inner = state.discriminator_inner;
  next.generator_inner = state.generator_inner;
  next.discriminator_steps = state.discriminator_steps;
  next.moved = state.moved;
  return next;
}

template GameState<float> rebuilt(Workspace&, const GameSpec&, const GameState<float>&, const GameSpec&, SampleShape);
template GameState<double> rebuilt(Workspace&, const GameSpec&, const GameState<double>&, const GameSpec&, SampleShape);

}  // namespace gan
