#include "core/ad/rows.h"

#include <algorithm>

#include "core/base/check.h"

namespace gan {

template <class Real>
void stack_rows(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& a, const MatrixView<Real>& b, Index n,
                Index k) {
  if (out.data || (!a.data && !b.data)) return;
  const Index m = a.data ? a.cols : b.cols;
  GAN_CHECK((!a.data || a.rows == n) && (!b.data || (b.rows == k && b.cols == m)), "rows of as many columns");
  out = ws.matrix<Real>(n + k, m);
  auto all = out.map();
  if (a.data) {
    all.topRows(n) = a.map();
  } else {
    all.topRows(n).setZero();
  }
  if (b.data) {
    all.bottomRows(k) = b.map();
  } else {
    all.bottomRows(k).setZero();
  }
}

template <class Real>
void take_rows(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& x, Index begin, Index count) {
  if (out.data || !x.data) return;
  GAN_CHECK(begin >= 0 && begin + count <= x.rows, "rows that the matrix has");
  out = ws.matrix<Real>(count, x.cols);
  out.map() = x.map().middleRows(begin, count);
}

template <class Real>
void transpose_blocks(Workspace& ws, MatrixView<Real>& out, const MatrixView<Real>& x, Index rows, Index cols) {
  if (out.data || !x.data) return;
  GAN_CHECK(x.rows % (rows * cols) == 0, "whole blocks");
  const Index block = x.rows / (rows * cols);
  out = ws.matrix<Real>(x.rows, x.cols);
  for (Index column = 0; column < x.cols; ++column) {
    const Real* from = x.data + column * x.rows;
    Real* const to = out.data + column * x.rows;
    for (Index i = 0; i < rows; ++i) {
      for (Index j = 0; j < cols; ++j, from += block) std::copy(from, from + block, to + (j * rows + i) * block);
    }
  }
}

#define GAN_INSTANTIATE(Real)                                                                                      \
  template void stack_rows(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&, Index, \
                           Index);                                                                                 \
  template void take_rows(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, Index, Index);                   \
  template void transpose_blocks(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, Index, Index);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
