// Optimisers on a player's flat parameter block, with PyTorch's conventions (torch.optim of 1.13).
#pragma once

#include "core/base/dual_number.h"
#include "core/nn/player_state.h"
#include "core/nn/spec.h"

namespace gan {

// What a gradient of this Euclidean norm is multiplied by: min(1, c/(norm + 1e-6)), 1 where clipping is off (Pascanu et
// al. 2013, 1211.5063, algorithm 1, with the guard of torch.nn.utils.clip_grad_norm_).
double clipping_factor(const OptimiserSettings& settings, double norm);
DualNumber<double> clipping_factor(const OptimiserSettings& settings, DualNumber<double> norm);
// What decay multiplies the parameters by: 1 − ηλ, with λ decoupled from the gradient and its moments (AdamW:
// Loshchilov and Hutter 2019, 1711.05101, algorithm 2).
double decay_factor(const OptimiserSettings& settings);

// One step along the gradient (as long as the parameters; the player minimises), which is clipped first; the parameters
// decay before it is taken. Moments of an optimiser that does not use them are left alone.
template <class Real>
void optimiser_step(const OptimiserSettings& settings, const Real* gradient, PlayerState<Real>& player);

// Which moments an optimiser of this kind keeps.
bool moves_first_moment(OptimiserKind kind);
bool moves_second_moment(OptimiserKind kind);

// average ← β · average + (1 − β) · parameters, β = min(decay, (1 + step)/(10 + step)) with the completed iterations;
// the first call begins at the parameters, decay 0 forgets it. `room`: as long as the parameters, what the first
// average is put into, for those who must not run out of memory here.
template <class Real>
void update_average(double decay, std::int64_t step, PlayerState<Real>& player, AlignedBlock<Real> room = {});

// Zeroes the moments: what happens when another kind of optimiser takes over. The parameters stay.
template <class Real>
void reset_optimiser(PlayerState<Real>& player);

}  // namespace gan
