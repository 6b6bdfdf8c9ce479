// Fourier features as two primitives: each coordinate beside its sines and cosines at octaves of one frequency, and the
// adjoint of that map, with derivatives of any order. Positional encodings of this kind let a network see details that
// it would smooth over (Tancik et al. 2020, arXiv 2006.10739; octaves instead of random directions as in Mildenhall et
// al. 2020, arXiv 2003.08934, section 5.1).
#pragma once

#include "core/ad/dual.h"
#include "core/ad/primitives.h"
#include "core/ad/workspace.h"

namespace gan {

// γ(x) = (x, sin(2πf·2ᵏ·x), cos(2πf·2ᵏ·x), k = 0 … octaves − 1), coordinate by coordinate: of d rows it makes
// d · (1 + 2 · octaves), first x, then the sines of the first octave, its cosines, the sines of the second.
struct Waves {
  Index octaves = 0;
  double frequency = 1;  // f, periods of the slowest wave in a unit of x

  Index features() const { return 1 + 2 * octaves; }  // of one coordinate
};

// out = γ^(order)(x) ⊙ a, each feature with the a of its coordinate.   x, a: d x m, out: d · features x m. Of order 0,
// a is not read.
template <class Real>
void waves(Workspace& ws, MatrixView<Real>& out, const Waves& w, int order, const MatrixView<Real>& x,
           const MatrixView<Real>& a);
// The adjoint in a: out_i = Σ over the features of coordinate i of γ^(order)(x_i) dy.   dy: d · features x m, out: d x
// m. order at least 1.
template <class Real>
void waves_adjoint(Workspace& ws, MatrixView<Real>& out, const Waves& w, int order, const MatrixView<Real>& x,
                   const MatrixView<Real>& dy);

// ---- On duals. ----

template <class M>
void waves(Workspace& ws, Dual<M>& out, const Waves& w, int order, const Dual<M>& x, const Dual<M>& a) {
  waves(ws, out.value, w, order, x.value, a.value);
  if (order == 0) return waves(ws, out.tangent, w, 1, x.value, x.tangent);
  if (!is_zero(out.tangent)) return;
  M along_a, along_x, both;
  waves(ws, along_a, w, order, x.value, a.tangent);
  hadamard(ws, both, x.tangent, a.value);
  waves(ws, along_x, w, order + 1, x.value, both);
  add(ws, out.tangent, along_a, 1, along_x);
}

template <class M>
void waves_adjoint(Workspace& ws, Dual<M>& out, const Waves& w, int order, const Dual<M>& x, const Dual<M>& dy) {
  waves_adjoint(ws, out.value, w, order, x.value, dy.value);
  if (!is_zero(out.tangent)) return;
  M along_dy, along_x;
  waves_adjoint(ws, along_dy, w, order, x.value, dy.tangent);
  if (!is_zero(x.tangent)) {
    M steeper;
    waves_adjoint(ws, steeper, w, order + 1, x.value, dy.value);
    hadamard(ws, along_x, steeper, x.tangent);
  }
  add(ws, out.tangent, along_dy, 1, along_x);
}

}  // namespace gan
