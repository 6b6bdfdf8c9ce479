// Where a run goes on from when its players are rebuilt while it trains.
#pragma once

#include "core/ad/workspace.h"
#include "core/base/sample_shape.h"
#include "core/game/spec.h"
#include "core/game/state.h"

namespace gan {

// Of a game of `spec` at the same place of its course. before: what `state` is of; the players may differ from it in
// what core/nn/rebuilding.h takes over. A player that does not differ stays as it is, moments of its optimiser
// included; what the rule of training remembers of either is forgotten.
template <class Real>
GameState<Real> rebuilt(Workspace& ws, const GameSpec& before, const GameState<Real>& state, const GameSpec& spec,
                        SampleShape data);

}  // namespace gan
