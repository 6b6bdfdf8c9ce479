// The layers of images: convolution, transposed convolution, resampling and residual blocks; forward and backward side
// by side. Included by network.cpp only.
#pragma once

#include "core/ad/convolution.h"
#include "core/nn/network.h"
#include "core/nn/spectral_impl.h"

namespace gan {

// A batch of images as channels x (pixels · m).
template <class M>
M as_pixels(const M& m, Index channels) {
  return reshaped(m, channels, rows_of(m) * cols_of(m) / channels);
}

// y = W * x + b.   x: in_size x m, y: out_size x m.
template <class M>
void convolution_forward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p, LayerTape<M>& tape) {
  convolve(ws, tape.output, layer.shape, tape.weight, p.bias, tape.input);
}

// dW += Σ dy patch(x)ᵀ, db += Σ dy over pixels and samples, dx = Wᵀ * dy.
template <class M>
void convolution_backward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p, const M& dy,
                          LayerTape<M>& tape, const LayerParameters<M>* gradient, bool to_input) {
  if (gradient) {
    add_to_weight(ws, layer, tape, p.weight, gradient->weight,
                  [&](const M& sum) { add_convolution_outer(ws, sum, layer.shape, dy, tape.input); });
    add_row_sums(gradient->bias, as_pixels(dy, layer.shape.filters));
  }
  if (to_input) convolve_transposed(ws, tape.d_input, layer.shape, tape.weight, M{}, dy);
}

// y = Wᵀ * x + b: the adjoint of a convolution.   x: out_size x m, y: in_size x m of that convolution.
template <class M>
void transposed_convolution_forward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p,
                                    LayerTape<M>& tape) {
  convolve_transposed(ws, tape.output, layer.shape, tape.weight, p.bias, tape.input);
}

// dW += Σ x patch(dy)ᵀ, db += Σ dy over pixels and samples, dx = W * dy.
template <class M>
void transposed_convolution_backward(Workspace& ws, const Layer& layer, const LayerParameters<M>& p, const M& dy,
                                     LayerTape<M>& tape, const LayerParameters<M>* gradient, bool to_input) {
  if (gradient) {
    add_to_weight(ws, layer, tape, p.weight, gradient->weight,
                  [&](const M& sum) { add_convolution_outer(ws, sum, layer.shape, tape.input, dy); });
    add_row_sums(gradient->bias, as_pixels(dy, layer.shape.channels));
  }
  if (to_input) convolve(ws, tape.d_input, layer.shape, tape.weight, M{}, dy);
}

// y: each pixel of x over a square of four; dx: the sums of these squares.
template <class M>
void repeat_forward(Workspace& ws, const Layer& layer, LayerTape<M>& tape) {
  repeat_squares(ws, tape.output, layer.shape.height, layer.shape.width, layer.shape.channels, tape.input);
}
template <class M>
void repeat_backward(Workspace& ws, const Layer& layer, const M& dy, LayerTape<M>& tape) {
  sum_squares(ws, tape.d_input, layer.shape.height, layer.shape.width, layer.shape.channels, dy);
}

// y: the mean of each square of four pixels; dx: a quarter of dy over each square.
template <class M>
void pool_forward(Workspace& ws, const Layer& layer, LayerTape<M>& tape) {
  M sums;
  sum_squares(ws, sums, layer.shape.height, layer.shape.width, layer.shape.channels, tape.input);
  scale(ws, tape.output, 0.25, sums);
}
template <class M>
void pool_backward(Workspace& ws, const Layer& layer, const M& dy, LayerTape<M>& tape) {
  M spread;
  repeat_squares(ws, spread, layer.shape.height, layer.shape.width, layer.shape.channels, dy);
  scale(ws, tape.d_input, 0.25, spread);
}

// A residual block: y = x + f(x), dx = dy + f'(x)ᵀ dy.
template <class M>
void merge_forward(Workspace& ws, const LayerTape<M>& branch, LayerTape<M>& tape) {
  add(ws, tape.output, tape.input, 1, branch.input);
}
template <class M>
void branch_backward(Workspace& ws, const M& dy, const LayerTape<M>& merge, LayerTape<M>& tape) {
  add(ws, tape.d_input, dy, 1, merge.d_input);
}

}  // namespace gan
