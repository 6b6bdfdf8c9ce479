#include "core/game/rebuilding.h"

#include <utility>

#include "core/game/network_game.h"
#include "core/nn/rebuilding.h"

namespace gan {

template <class Real>
GameState<Real> rebuilt(Workspace& ws, const GameSpec& before, const GameState<Real>& state, const GameSpec& spec,
                        SampleShape data) {
  const NetworkGame<Real> old(before, data), game(spec, data);
  // What is not a player's stays as it is.
  GameState<Real> next = state, fresh;
  game.initialise(fresh);
  for (const Player player : kPlayers) {
    const NetworkSpec& from = before.network(player);
    const NetworkSpec& to = spec.network(player);
    if (from != to) {
      take_over<Real>(ws, {from, old.layout(player), state[player]}, to, game.layout(player), fresh[player]);
      next[player] = std::move(fresh[player]);
    }
    next[player].remembered = {};
  }
  return next;
}

template GameState<float> rebuilt(Workspace&, const GameSpec&, const GameState<float>&, const GameSpec&, SampleShape);
template GameState<double> rebuilt(Workspace&, const GameSpec&, const GameState<double>&, const GameSpec&, SampleShape);

}  // namespace gan
