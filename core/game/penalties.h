// Penalties on D's gradient with respect to its input: R1, R2, WGAN-GP and DRAGAN, with exact gradients. One rule
// serves all: for P a function of g_i = ∇_x D(x_i), seed the tangent of x_i with u_i = ∂P/∂g_i and run the network
// forward and backward on duals; the tangent of the parameter gradient is dP/dψ (forward over reverse).
#pragma once

#include <cstdint>
#include <span>

#include "core/game/spec.h"
#include "core/nn/network.h"

namespace gan {

// P = weight/2 E‖g‖², P = weight E(‖g‖ − 1)².
enum class PenaltyKind { squared_norm, unit_norm };
// Where D's gradient is looked at; between are the x̂ = εx + (1 − ε)G(z), around the x + δ, δ = ½ s u with the deviation
// s of all numbers of the batch's examples and u ~ U(0, 1) of each number.
enum class PenalisedSamples { real, generated, between, around };

struct Penalty {
  const char* id;
  const char* name;  // as papers name it: "R1"
  PenaltyKind kind;
  PenalisedSamples samples;
  double Hyperparameters::*weight;  // 0 is off
  int Hyperparameters::*every;
};

// The table: one line a penalty. R1 and R2: γ/2 E‖∇D‖² on real, on generated samples (Mescheder et al. 2018,
// 1801.04406, eqs. 9, 10); WGAN-GP: λ E(‖∇D(x̂)‖ − 1)² (Gulrajani et al. 2017, 1704.00028, eq. 3); DRAGAN: λ E(‖∇D(x +
// δ)‖ − 1)² (Kodali et al. 2017, 1705.07215). Gradients, batches, the
// memory of a step, the formulas of the losses and the advice after a divergence read nothing else.
std::span<const Penalty> penalties();
// Whether any is on for these samples.
bool penalises(const Hyperparameters& h, PenalisedSamples samples);

// D's parameters, gradient views and scratch for one kind of matrix.
template <class M>
struct PenaltyScratch {
  Tape<Dual<M>> tape;
  NetworkParameters<Dual<M>> parameters, gradients;
};

// What a penalty weighs in the D step with this number, counted from 0 over the whole run. One that acts every n-th
// step has n times its weight then, so that its mean strength is the setting's, and none in the others (lazy
// regularisation: Karras et al. 2020, 1912.04958, appendix B).
inline double penalty_weight(double weight, int every, std::int64_t discriminator_step) {
  return weight > 0 && discriminator_step % every == 0 ? weight * every : 0;
}

// `tape` holds the forward pass of D on the m samples, and no backward pass. Of weight · penalty + Σ_i seed_i D(x_i),
// where seed (1 x m, may be null) is the loss's adjoint of the logits, adds the gradient to `gradients` and sets
// `to_input` to the adjoint of the samples (null: not wanted): the backward pass of the loss rides along with that of
// the penalty. `value`: weight · penalty, 1 x 1.
template <class M>
void penalty_backward(Workspace& ws, const NetworkLayout& layout, const NetworkParameters<M>& parameters,
                      PenaltyKind kind, double weight, const M& seed, Tape<M>& tape, RealOf<M>* buffers,
                      const NetworkParameters<M>* gradients, M* to_input, PenaltyScratch<M>& scratch, M& value);

}  // namespace gan
