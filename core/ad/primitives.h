// The closed list of primitives that every formula is written in, on MatrixView<Real> (leaves, in primitives.cpp) and
// on Dual<M> (the product and chain rules below, by recursion). Out-parameters: a null `out` is allocated from the
// workspace; an `out` that is already set is taken as known and not computed again. Null operands are exactly zero:
// a result that would be zero stays null.
#pragma once

#include "core/ad/activation.h"
#include "core/ad/dual.h"
#include "core/ad/workspace.h"

namespace gan {

// Which index a mean runs over: features are rows (result 1 x m), samples are columns (result n x 1), all: 1 x 1.
enum class Over { features, samples, all };

// out = W x + b 1ᵀ.   W: n x d, b: n x 1 or null, x: d x m.
template <class Real>
void affine(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& w, const MatrixView<Real>& b,
            const MatrixView<Real>& x);
// out = Wᵀ dy.
template <class Real>
void transposed_product(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& w, const MatrixView<Real>& dy);
// sum += W x, sum += Wᵀ dy, into what another primitive has just made; a null sum is zero, and is allocated.
template <class Real>
void add_product(Workspace& ws, MatrixView<Real>& sum, const MatrixView<Real>& w, const MatrixView<Real>& x);
template <class Real>
void add_transposed_product(Workspace& ws, MatrixView<Real>& sum, const MatrixView<Real>& w,
                            const MatrixView<Real>& dy);
// sum += dy xᵀ. A null sum is not wanted.
template <class Real>
void add_outer(Workspace& ws, const MatrixView<Real>& sum, const MatrixView<Real>& dy, const MatrixView<Real>& x);
// sum += c a. A null sum is not wanted.
template <class Real>
void accumulate(const MatrixView<Real>& sum, double c, const MatrixView<Real>& a);
// sum += dy 1.
template <class Real>
void add_row_sums(const MatrixView<Real>& sum, const MatrixView<Real>& dy);
// out = f(x); overwrites x where f allows it (ActivationFunction::piecewise_linear).
template <class Real>
void activate(Workspace& ws, MatrixView<Real>& out, const ActivationFunction& f, const MatrixView<Real>& x);
// out = f^(order)(x) ⊙ a.
template <class Real>
void scale_by_derivative(Workspace& ws, MatrixView<Real>& out, const ActivationFunction& f, int order,
                         const MatrixView<Real>& x, const MatrixView<Real>& a);
// out = a + c b.
template <class Real>
void add(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, double c, const MatrixView<Real>& b);
// out = c a.
template <class Real>
void scale(Workspace& ws, MatrixView<Real>& out, double c, const MatrixView<Real>& a);
// out = c 1 (a constant matrix of the given shape).
template <class Real>
void fill(Workspace& ws, MatrixView<Real>& out, Index rows, Index cols, double c);
// out = a ⊙ b.
template <class Real>
void hadamard(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, const MatrixView<Real>& b);
template <class Real>
void mean_over(Workspace& ws, MatrixView<Real>& out, Over over, const MatrixView<Real>& x);
// out = a + c s, out = a ⊙ s with s (1 x m, n x 1 or 1 x 1) spread over a's shape.
template <class Real>
void add_spread(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, double c, const MatrixView<Real>& s);
template <class Real>
void multiply_spread(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, const MatrixView<Real>& s);
// out = (x + shift)^p element by element, x + shift > 0.
template <class Real>
void shifted_power(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& x, double shift, double p);

// ---- The same on duals: each is its product or chain rule, written in the primitives themselves. ----

template <class M>
void affine(Workspace& ws, Dual<M>& out, const Dual<M>& w, const Dual<M>& b, const Dual<M>& x) {
  affine(ws, out.value, w.value, b.value, x.value);
  if (!is_zero(out.tangent)) return;
  if (!is_zero(w.tangent)) affine(ws, out.tangent, w.tangent, b.tangent, x.value);
  add_product(ws, out.tangent, w.value, x.tangent);
}

template <class M>
void add_product(Workspace& ws, Dual<M>& sum, const Dual<M>& w, const Dual<M>& x) {
  add_product(ws, sum.value, w.value, x.value);
  add_product(ws, sum.tangent, w.value, x.tangent);
  add_product(ws, sum.tangent, w.tangent, x.value);
}

template <class M>
void transposed_product(Workspace& ws, Dual<M>& out, const Dual<M>& w, const Dual<M>& dy) {
  transposed_product(ws, out.value, w.value, dy.value);
  if (!is_zero(out.tangent)) return;
  add_transposed_product(ws, out.tangent, w.value, dy.tangent);
  add_transposed_product(ws, out.tangent, w.tangent, dy.value);
}

template <class M>
void add_transposed_product(Workspace& ws, Dual<M>& sum, const Dual<M>& w, const Dual<M>& dy) {
  add_transposed_product(ws, sum.value, w.value, dy.value);
  add_transposed_product(ws, sum.tangent, w.value, dy.tangent);
  add_transposed_product(ws, sum.tangent, w.tangent, dy.value);
}

template <class M>
void add_outer(Workspace& ws, const Dual<M>& sum, const Dual<M>& dy, const Dual<M>& x) {
  add_outer(ws, sum.value, dy.value, x.value);
  add_outer(ws, sum.tangent, dy.tangent, x.value);
  add_outer(ws, sum.tangent, dy.value, x.tangent);
}

template <class M>
void accumulate(const Dual<M>& sum, double c, const Dual<M>& a) {
  accumulate(sum.value, c, a.value);
  accumulate(sum.tangent, c, a.tangent);
}

template <class M>
void add_row_sums(const Dual<M>& sum, const Dual<M>& dy) {
  add_row_sums(sum.value, dy.value);
  add_row_sums(sum.tangent, dy.tangent);
}

template <class M>
void activate(Workspace& ws, Dual<M>& out, const ActivationFunction& f, const Dual<M>& x) {
  activate(ws, out.value, f, x.value);
  // Where f overwrote x, x now holds f(x), whose sign is the same: f' is unchanged.
  scale_by_derivative(ws, out.tangent, f, 1, x.value, x.tangent);
}

template <class M>
void scale_by_derivative(Workspace& ws, Dual<M>& out, const ActivationFunction& f, int order, const Dual<M>& x,
                         const Dual<M>& a) {
  scale_by_derivative(ws, out.value, f, order, x.value, a.value);
  M moved_a, moved_x, both;
  scale_by_derivative(ws, moved_a, f, order, x.value, a.tangent);
  if (!f.piecewise_linear() && !is_zero(x.tangent) && !is_zero(a.value)) {
    hadamard(ws, both, x.tangent, a.value);
    scale_by_derivative(ws, moved_x, f, order + 1, x.value, both);
  }
  add(ws, out.tangent, moved_a, 1, moved_x);
}

template <class M>
void add(Workspace& ws, Dual<M>& out, const Dual<M>& a, double c, const Dual<M>& b) {
  add(ws, out.value, a.value, c, b.value);
  add(ws, out.tangent, a.tangent, c, b.tangent);
}

template <class M>
void scale(Workspace& ws, Dual<M>& out, double c, const Dual<M>& a) {
  scale(ws, out.value, c, a.value);
  scale(ws, out.tangent, c, a.tangent);
}

template <class M>
void fill(Workspace& ws, Dual<M>& out, Index rows, Index cols, double c) {
  fill(ws, out.value, rows, cols, c);
}

template <class M>
void hadamard(Workspace& ws, Dual<M>& out, const Dual<M>& a, const Dual<M>& b) {
  hadamard(ws, out.value, a.value, b.value);
  M moved_a, moved_b;
  hadamard(ws, moved_a, a.tangent, b.value);
  hadamard(ws, moved_b, a.value, b.tangent);
  add(ws, out.tangent, moved_a, 1, moved_b);
}

template <class M>
void mean_over(Workspace& ws, Dual<M>& out, Over over, const Dual<M>& x) {
  mean_over(ws, out.value, over, x.value);
  mean_over(ws, out.tangent, over, x.tangent);
}

template <class M>
void add_spread(Workspace& ws, Dual<M>& out, const Dual<M>& a, double c, const Dual<M>& s) {
  add_spread(ws, out.value, a.value, c, s.value);
  if (is_zero(a.tangent) && !is_zero(s.tangent)) {
    // The spread needs a shape to fill.
    M zero;
    fill(ws, zero, rows_of(a.value), cols_of(a.value), 0);
    add_spread(ws, out.tangent, zero, c, s.tangent);
  } else {
    add_spread(ws, out.tangent, a.tangent, c, s.tangent);
  }
}

template <class M>
void multiply_spread(Workspace& ws, Dual<M>& out, const Dual<M>& a, const Dual<M>& s) {
  multiply_spread(ws, out.value, a.value, s.value);
  M moved_a, moved_s;
  multiply_spread(ws, moved_a, a.tangent, s.value);
  multiply_spread(ws, moved_s, a.value, s.tangent);
  add(ws, out.tangent, moved_a, 1, moved_s);
}

template <class M>
void shifted_power(Workspace& ws, Dual<M>& out, const Dual<M>& x, double shift, double p) {
  shifted_power(ws, out.value, x.value, shift, p);
  if (is_zero(x.tangent)) return;
  M power, slope;
  shifted_power(ws, power, x.value, shift, p - 1);
  scale(ws, slope, p, power);
  hadamard(ws, out.tangent, slope, x.tangent);
}

}  // namespace gan
