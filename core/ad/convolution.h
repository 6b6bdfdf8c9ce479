// Convolution as three primitives: one bilinear map of (weights, image) and its two adjoints. A transposed
// convolution is the adjoint in the image; so the same three, in other roles, are forward and backward of both layers
// (Dumoulin and Visin 2016, arXiv 1603.07285).
//
// An image is a column: pixels row by row, channels fastest (height, width, channel). So a batch of m images is at
// the same time a matrix of channels x (pixels · m), on which biases and batch norm act as on any other layer.
#pragma once

#include "core/ad/dual.h"
#include "core/ad/primitives.h"
#include "core/ad/workspace.h"

namespace gan {

// What a convolution maps: images of height x width x channels to out_height x out_width x filters.
// Weights: filters x patch, a patch being (kernel row, kernel column, channel), channels fastest.
struct ConvolutionShape {
  Index height = 0, width = 0, channels = 0;
  Index filters = 0;
  Index kernel = 1, stride = 1, padding = 0;

  Index out_height() const { return (height + 2 * padding - kernel) / stride + 1; }
  Index out_width() const { return (width + 2 * padding - kernel) / stride + 1; }
  Index patch() const { return kernel * kernel * channels; }
  Index in_size() const { return height * width * channels; }
  Index out_pixels() const { return out_height() * out_width(); }
  Index out_size() const { return out_pixels() * filters; }
  bool operator==(const ConvolutionShape&) const = default;
};

// out = w * x + b a pixel.   w: filters x patch, b: filters x 1 or null, x: in_size x m, out: out_size x m.
template <class Real>
void convolve(Workspace& ws, MatrixView<Real>& out, const ConvolutionShape& shape, const MatrixView<Real>& w,
              const MatrixView<Real>& b, const MatrixView<Real>& x);
// The adjoint in x: out = wᵀ * dy + b a pixel.   b: channels x 1 or null, dy: out_size x m, out: in_size x m.
template <class Real>
void convolve_transposed(Workspace& ws, MatrixView<Real>& out, const ConvolutionShape& shape, const MatrixView<Real>& w,
                         const MatrixView<Real>& b, const MatrixView<Real>& dy);
// The adjoint in w: sum += Σ over pixels and samples of dy · patch(x)ᵀ.   sum: filters x patch. A null sum is not
// wanted.
template <class Real>
void add_convolution_outer(Workspace& ws, const MatrixView<Real>& sum, const ConvolutionShape& shape,
                           const MatrixView<Real>& dy, const MatrixView<Real>& x);

// Images of half the height and width, each pixel the sum of a square of four; and its adjoint, each pixel repeated
// over such a square. x: (height · width · channels) x m of the larger side, height and width even.
template <class Real>
void sum_squares(Workspace& ws, MatrixView<Real>& out, Index height, Index width, Index channels,
                 const MatrixView<Real>& x);
template <class Real>
void repeat_squares(Workspace& ws, MatrixView<Real>& out, Index height, Index width, Index channels,
                    const MatrixView<Real>& x);

// ---- On duals. ----

template <class M>
void convolve(Workspace& ws, Dual<M>& out, const ConvolutionShape& shape, const Dual<M>& w, const Dual<M>& b,
              const Dual<M>& x) {
  convolve(ws, out.value, shape, w.value, b.value, x.value);
  M moved_x, moved_w;
  if (!is_zero(x.tangent)) convolve(ws, moved_x, shape, w.value, M{}, x.tangent);
  if (!is_zero(w.tangent)) convolve(ws, moved_w, shape, w.tangent, b.tangent, x.value);
  add(ws, out.tangent, moved_x, 1, moved_w);
}

template <class M>
void convolve_transposed(Workspace& ws, Dual<M>& out, const ConvolutionShape& shape, const Dual<M>& w, const Dual<M>& b,
                         const Dual<M>& dy) {
  convolve_transposed(ws, out.value, shape, w.value, b.value, dy.value);
  M moved_y, moved_w;
  if (!is_zero(dy.tangent)) convolve_transposed(ws, moved_y, shape, w.value, M{}, dy.tangent);
  if (!is_zero(w.tangent)) convolve_transposed(ws, moved_w, shape, w.tangent, b.tangent, dy.value);
  add(ws, out.tangent, moved_y, 1, moved_w);
}

template <class M>
void add_convolution_outer(Workspace& ws, const Dual<M>& sum, const ConvolutionShape& shape, const Dual<M>& dy,
                           const Dual<M>& x) {
  add_convolution_outer(ws, sum.value, shape, dy.value, x.value);
  add_convolution_outer(ws, sum.tangent, shape, dy.tangent, x.value);
  add_convolution_outer(ws, sum.tangent, shape, dy.value, x.tangent);
}

template <class M>
void sum_squares(Workspace& ws, Dual<M>& out, Index height, Index width, Index channels, const Dual<M>& x) {
  sum_squares(ws, out.value, height, width, channels, x.value);
  sum_squares(ws, out.tangent, height, width, channels, x.tangent);
}

template <class M>
void repeat_squares(Workspace& ws, Dual<M>& out, Index height, Index width, Index channels, const Dual<M>& x) {
  repeat_squares(ws, out.value, height, width, channels, x.value);
  repeat_squares(ws, out.tangent, height, width, channels, x.tangent);
}

}  // namespace gan
