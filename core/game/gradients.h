// The gradients of the game of two networks, written once for any kind of matrix: on values they train, on duals their
// tangents are derivatives of the gradients. What acts in training acts here: penalties in the steps that they act in,
// label smoothing, instance noise, the statistics of batch norm and the vectors of spectral norm.
#pragma once

#include "core/game/game.h"
#include "core/game/penalties.h"
#include "core/nn/network.h"

namespace gan {

// Where two networks stand. `statistics` are moved on by every pass, as in training.
template <class M>
struct NetworksAt {
  PerPlayer<const NetworkLayout*> layouts;
  PerPlayer<const NetworkParameters<M>*> parameters;
  PerPlayer<RealOf<M>*> statistics;
};

// Where the gradients of one loss are added; null: not wanted.
template <class M>
using GradientsOf = PerPlayer<const NetworkParameters<M>*>;

// What passes on values have found, for those on duals at the same point, which then compute tangents alone: tapes with
// the adjoints of D's loss and of G's, where gradients of it were taken. It lives as long as the scope of the workspace
// that the passes on values ran in.
template <class M>
struct KnownPass {
  PerPlayer<PerPlayer<Tape<M>>> tapes;  // [loss]: D on generated samples as `discriminator`, and G
  PerPlayer<Tape<M>> real;              // [loss]: D on real ones
  Tape<M> mixed, around;                // D between them and around real ones, where a penalty is taken there
};
// Passes on values fill it, those on duals read it; null: there is none.
template <class M>
struct Shared {
  using Value = M;
  KnownPass<M>* pass = nullptr;
};
template <class M>
struct Shared<Dual<M>> {
  using Value = M;
  const KnownPass<M>* pass = nullptr;
};

// What is kept from call to call so that nothing is allocated.
template <class M>
struct GradientScratch {
  Tape<M> generator, real, fake, mixed, around;
  PenaltyScratch<M> penalty;
};

// Adds to `wanted`[L] the gradients of the player's loss L by both networks' parameters. Of the point, the batch, the
// hyperparameters and the number of D steps are read. `of_d_loss`: D's loss is looked at, and D sees the real samples
// first, as in its own step; must be set where gradients of it are wanted. A step of G alone sees them last, or not at
// all. `outcome` (null: not wanted): what Game::add_gradients measures.
template <class M>
void add_network_gradients(Workspace& ws, const NetworksAt<M>& networks, const GamePoint<RealOf<M>>& at, bool of_d_loss,
                           const PerPlayer<GradientsOf<M>>& wanted, GradientScratch<M>& scratch,
                           StepOutcome<RealOf<M>>* outcome, const Shared<M>& shared = {});

}  // namespace gan
