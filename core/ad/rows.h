// Matrices put one below the other, and parts of their rows: two linear maps that are each other's adjoints.
#pragma once

#include "core/ad/dual.h"
#include "core/ad/workspace.h"

namespace gan {

// out = (a; b).   a: n x m, b: k x m or null for zeros, out: (n + k) x m; k says how many rows b has. A null a is zero,
// and both null make a null result.
template <class Real>
void stack_rows(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, const MatrixView<Real>& b, Index n,
                Index k);
// out = rows [begin, begin + count) of x.
template <class Real>
void take_rows(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& x, Index begin, Index count);

template <class M>
void stack_rows(Workspace& ws, Dual<M>& out, const Dual<M>& a, const Dual<M>& b, Index n, Index k) {
  stack_rows(ws, out.value, a.value, b.value, n, k);
  stack_rows(ws, out.tangent, a.tangent, b.tangent, n, k);
}

template <class M>
void take_rows(Workspace& ws, Dual<M>& out, const Dual<M>& x, Index begin, Index count) {
  take_rows(ws, out.value, x.value, begin, count);
  take_rows(ws, out.tangent, x.tangent, begin, count);
}

}  // namespace gan
