// The vector field of a game and its Jacobian. v = (−∇_φ L_D, −∇_θ L_G) is where plain simultaneous gradient descent
// moves the players; J = ∂v. The losses of a game need not add up to zero, so each player's loss is differentiated with
// respect to both players' parameters: J u differentiates v along u, and Jᵀu = −(H_G (u_θ, 0) + H_D (0, u_φ)) with the
// full Hessians of both losses (Balduzzi et al. 2018, 1802.05642).
//
// All of one moment: of the point's batch, with the penalties that act in its D step and the statistics that it names,
// which nothing here changes. Results go into the caller's blocks, which are made as long as the parameters where they
// are not; nothing else is allocated after the first call. A result must not be an operand.
#pragma once

#include "core/game/game.h"

namespace gan {

// Zeros, as long as the players' parameters: what gradients and derivatives are added to.
template <class Real>
void begin_sum(const GamePoint<Real>& at, GameVector<Real>& out);

// v; the gradients that it consists of are those that training uses. Returns what a D step measures there.
template <class Real>
StepOutcome<Real> vector_field(Game<Real>& game, const GamePoint<Real>& at, GameVector<Real>& out);

// J u.
template <class Real>
void jacobian_times(Game<Real>& game, const GamePoint<Real>& at, const GameVector<Real>& u, GameVector<Real>& out);

// Jᵀ u. With u = v this is the gradient of ½‖v‖² (consensus optimisation: Mescheder et al. 2017, 1705.10461).
template <class Real>
void transposed_jacobian_times(Game<Real>& game, const GamePoint<Real>& at, const GameVector<Real>& u,
                               GameVector<Real>& out);

}  // namespace gan
