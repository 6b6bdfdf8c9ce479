// Matrices put one below the other, parts of their rows, and rows in another order: linear maps whose adjoints are here
// too.
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

// Each column read as a matrix of `rows` x `cols` blocks of equal size, block after block of a row, transposed: block
// (i, j) becomes block (j, i). Its adjoint, and its inverse, is the same with rows and cols changed over. x: (rows ·
// cols · size of a block) x m.
template <class Real>
void transpose_blocks(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& x, Index rows, Index cols);

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

template <class M>
void transpose_blocks(Workspace& ws, Dual<M>& out, const Dual<M>& x, Index rows, Index cols) {
  transpose_blocks(ws, out.value, x.value, rows, cols);
  transpose_blocks(ws, out.tangent, x.tangent, rows, cols);
}

}  // namespace gan
