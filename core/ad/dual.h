// Dual<M>: a matrix and its directional derivative. Run on MatrixView a formula computes values; run on
// Dual<MatrixView> it also carries one tangent (forward mode), and Dual<Dual<MatrixView>> carries a second one, so a
// gradient computed by a hand-written backward pass becomes a Hessian-vector product (forward over reverse;
// Pearlmutter 1994). A null tangent is exactly zero and costs nothing.
#pragma once

#include "core/base/matrix.h"

namespace gan {

template <class M>
struct Dual {
  M value;
  M tangent;
};

template <class M>
struct RealOfType;
template <class Real>
struct RealOfType<MatrixView<Real>> {
  using type = Real;
};
template <class M>
struct RealOfType<Dual<M>> {
  using type = typename RealOfType<M>::type;
};
template <class M>
using RealOf = typename RealOfType<M>::type;

template <class Real>
bool is_zero(const MatrixView<Real>& m) {
  return m.data == nullptr;
}
template <class M>
bool is_zero(const Dual<M>& m) {
  return is_zero(m.value) && is_zero(m.tangent);
}

// The shape is that of the innermost value.
template <class Real>
Index rows_of(const MatrixView<Real>& m) {
  return m.rows;
}
template <class M>
Index rows_of(const Dual<M>& m) {
  return rows_of(m.value);
}
template <class Real>
Index cols_of(const MatrixView<Real>& m) {
  return m.cols;
}
template <class M>
Index cols_of(const Dual<M>& m) {
  return cols_of(m.value);
}

// The same numbers as a matrix of another shape.
template <class Real>
MatrixView<Real> reshaped(const MatrixView<Real>& m, Index rows, Index cols) {
  return m.data ? MatrixView<Real>{m.data, rows, cols} : m;
}
template <class M>
Dual<M> reshaped(const Dual<M>& m, Index rows, Index cols) {
  return {reshaped(m.value, rows, cols), reshaped(m.tangent, rows, cols)};
}

// The innermost value: what the formula computes without any derivative.
template <class Real>
const MatrixView<Real>& primal(const MatrixView<Real>& m) {
  return m;
}
template <class M>
const MatrixView<RealOf<M>>& primal(const Dual<M>& m) {
  return primal(m.value);
}

// A constant: the numbers without any tangent.
template <class M>
struct Constant;
template <class Real>
struct Constant<MatrixView<Real>> {
  static MatrixView<Real> of(const MatrixView<Real>& m) { return m; }
};
template <class M>
struct Constant<Dual<M>> {
  static Dual<M> of(const MatrixView<RealOf<M>>& m) { return {Constant<M>::of(m), M{}}; }
};
template <class M>
M constant(const MatrixView<RealOf<M>>& m) {
  return Constant<M>::of(m);
}

}  // namespace gan
