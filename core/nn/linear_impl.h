// The linear layer and the activation layer: forward and backward side by side. Included by network.cpp only.
#pragma once

#include "core/ad/primitives.h"
#include "core/nn/network.h"
#include "core/nn/spectral_impl.h"

namespace gan {

// y = W x + b 1ᵀ.   x: d x m, y: n x m.
template <class M>
void linear_forward(Workspace& ws, const LayerParameters<M>& p, LayerTape<M>& tape) {
  affine(ws, tape.output, tape.weight, p.bias, tape.input);
}

// dW += dy xᵀ, db += dy 1, dx = Wᵀ dy.
template <class M>
void linear_backward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p, const M& dy, LayerTape<M>& tape,
                     const LayerParameters<M>* gradient, bool to_input) {
  if (gradient) {
    add_to_weight(ws, layer, tape, p.weight, gradient->weight,
                  [&](const M& sum) { add_outer(ws, sum, dy, tape.input); });
    add_row_sums(gradient->bias, dy);
  }
  if (to_input) transposed_product(ws, tape.d_input, tape.weight, dy);
}

// y = w 1ᵀ, whatever x is: the linear layer of an input of ones.   w: n x 1, y: n x m.
template <class M>
void constant_forward(Workspace& ws, const LayerParameters<M>& p, LayerTape<M>& tape) {
  M ones;
  fill(ws, ones, 1, cols_of(tape.input), 1.0);
  tape.input = ones;
  affine(ws, tape.output, p.weight, M{}, tape.input);
}

// dw += dy 1. The input's adjoint is zero.
template <class M>
void constant_backward(Workspace& ws, const M& dy, LayerTape<M>& tape, const LayerParameters<M>* gradient) {
  if (gradient) add_outer(ws, gradient->weight, dy, tape.input);
}

// y = f(x).
template <class M>
void activation_forward(Workspace& ws, const ActivationFunction& f, LayerTape<M>& tape) {
  activate(ws, tape.output, f, tape.input);
}

// dx = f'(x) ⊙ dy.
template <class M>
void activation_backward(Workspace& ws, const ActivationFunction& f, const M& dy, LayerTape<M>& tape) {
  scale_by_derivative(ws, tape.d_input, f, 1, tape.input, dy);
}

}  // namespace gan
