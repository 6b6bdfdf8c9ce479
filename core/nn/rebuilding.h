// Rebuilding: a network that goes on with what another one has learned, where only what it sees or how its weights are
// scaled differs: Fourier features, packing, minibatch deviation, spectral norm.
#pragma once

#include "core/ad/workspace.h"
#include "core/nn/layout.h"
#include "core/nn/player_state.h"
#include "core/nn/spec.h"

namespace gan {

// A network and its numbers. The blocks are laid out as `layout` says.
template <class Real>
struct TrainedNetwork {
  const NetworkSpec& spec;
  const NetworkLayout& layout;
  const PlayerState<Real>& player;
};

// Parameters, buffers and average of `player`, which initialise_player has just made for `spec` and `layout`; its
// optimiser begins anew. What both networks have keeps its numbers: of waves, samples of a pack and channels those
// whose places are the same. What is new counts nothing: its weights are 0, and so the network gives what it gave
// before (Net2Net: Chen, Goodfellow and Shlens 2016, arXiv 1511.05641, section 2); what is gone takes its weights with
// it. Without spectral norm from now on, weights become those that acted, W/σ; with it from now on, σ is found at once,
// and a weight that is still 0, which it can't divide, is drawn as at the start.
template <class Real>
void take_over(Workspace& ws, const TrainedNetwork<Real>& old, const NetworkSpec& spec, const NetworkLayout& layout,
               PlayerState<Real>& player);

}  // namespace gan
