// How gradients become updates: optimisers, clipping of D, the moving average of G, and what each sub-step of any rule
// ends with.
#pragma once

#include "core/game/guard.h"

namespace gan {

// Notes the gradient's norm, and as `failed` what is not finite of the player's loss and of its gradient.
template <class Real>
void note_gradient(Player player, const AlignedBlock<Real>& gradient, StepOutcome<Real>& outcome);

// D's loss, of a D that is only measured.
template <class Real>
void note_d_loss(StepOutcome<Real>& outcome);

// Moves the players for whom there is a gradient, or what a rule has made of it: the optimiser of each, then D's
// clipping, G's average. Where memory runs out nobody has moved.
template <class Real>
void descend(const GameVectorIn<Real>& gradients, const Hyperparameters& h, GameState<Real>& state);

// The same as the end of a sub-step, which counts as a step of those who move, and is kept. Where a loss, a gradient or
// what they lead to is not finite, `outcome` says so and the trial is not kept.
template <class Real>
void finish_step(const GameVectorIn<Real>& gradients, const Hyperparameters& h, typename Guard<Real>::Trial& trial,
                 StepOutcome<Real>& outcome);

}  // namespace gan
