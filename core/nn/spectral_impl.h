// Spectral norm (Miyato et al. 2018, arXiv 1802.05957): a layer uses W̄ = W / σ, σ = uᵀWv, where u and v follow W's
// largest singular vectors by one power iteration a training pass and count as constants in the gradient (PyTorch's
// convention). Forward and backward side by side. Included by network.cpp and spectral_norm.cpp only.
#pragma once

#include <algorithm>
#include <cmath>

#include "core/ad/primitives.h"
#include "core/base/check.h"
#include "core/nn/network.h"

namespace gan {

inline constexpr double kSmallestNorm = 1e-12;

// x / max(‖x‖, tiny).
template <class Real>
void normalise_vector(const MatrixView<Real>& x) {
  const Real norm = std::sqrt(x.flat().square().sum());
  x.flat() /= std::max(norm, static_cast<Real>(kSmallestNorm));
}

// v = Wᵀu / ‖·‖, u = W v / ‖·‖.   u: n x 1 from the buffers, which keep the new one where `update` is set.
template <class Real>
void power_iteration(Workspace& ws, const MatrixView<Real>& w, Real* kept, bool update, MatrixView<Real>& u,
                     MatrixView<Real>& v) {
  const MatrixView<Real> before{kept, w.rows, 1};
  transposed_product(ws, v, w, before);
  normalise_vector(v);
  affine(ws, u, w, MatrixView<Real>{}, v);
  normalise_vector(u);
  if (update) before.flat() = u.flat();
}

// The weight that the layer uses: tape.weight.
template <class M>
void spectral_forward(Workspace& ws, const Layer& layer, const M& weight, RealOf<M>* buffers, bool update,
                      LayerTape<M>& tape) {
  if (layer.spectral < 0) {
    tape.weight = weight;
    return;
  }
  GAN_CHECK(buffers, "spectral norm needs its player's buffers");
  if (is_zero(tape.u)) {
    MatrixView<RealOf<M>> u, v;
    power_iteration(ws, primal(weight), buffers + layer.spectral, update, u, v);
    tape.u = constant<M>(u);
    tape.v = constant<M>(v);
  }
  M moved, sigma;
  affine(ws, moved, weight, M{}, tape.v);
  transposed_product(ws, sigma, moved, tape.u);
  shifted_power(ws, tape.inverse_sigma, sigma, 0, -1);
  multiply_spread(ws, tape.weight, weight, tape.inverse_sigma);
}

// Zeros to sum dW̄ in: for the parts that are wanted, and for the value where a moving weight makes tangents depend on
// it.
template <class Real>
void zeros_for(Workspace& ws, const MatrixView<Real>& gradient, const MatrixView<Real>& weight, bool needed,
               MatrixView<Real>& out) {
  if (needed || gradient.data) fill(ws, out, weight.rows, weight.cols, 0);
}
template <class M>
void zeros_for(Workspace& ws, const Dual<M>& gradient, const Dual<M>& weight, bool needed, Dual<M>& out) {
  zeros_for(ws, gradient.value, weight.value, needed || !is_zero(weight.tangent), out.value);
  zeros_for(ws, gradient.tangent, weight.value, needed, out.tangent);
}

// dW += (dW̄ − ⟨dW̄, W̄⟩ u vᵀ) / σ. Overwrites d_weight.
template <class M>
void spectral_backward(Workspace& ws, const M& d_weight, const LayerTape<M>& tape, const M& gradient) {
  M along, mean, inner, direction, scaled;
  hadamard(ws, along, d_weight, tape.weight);
  mean_over(ws, mean, Over::all, along);
  scale(ws, inner, -static_cast<double>(rows_of(tape.weight) * cols_of(tape.weight)), mean);
  multiply_spread(ws, direction, tape.u, inner);
  add_outer(ws, d_weight, direction, tape.v);
  multiply_spread(ws, scaled, d_weight, tape.inverse_sigma);
  accumulate(gradient, 1, scaled);
}

// dW += what `add(sum)` adds, through the norm where the layer has one.
template <class M, class Add>
void add_to_weight(Workspace& ws, const Layer& layer, const LayerTape<M>& tape, const M& weight, const M& gradient,
                   Add&& add) {
  if (layer.spectral < 0) return add(gradient);
  M d_weight;
  zeros_for(ws, gradient, weight, false, d_weight);
  add(d_weight);
  spectral_backward(ws, d_weight, tape, gradient);
}

}  // namespace gan
