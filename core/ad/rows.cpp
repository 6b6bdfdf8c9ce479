#include "core/ad/rows.h"

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

#define GAN_INSTANTIATE(Real)                                                                                      \
  template void stack_rows(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, const MatrixView<Real>&, Index, \
                           Index);                                                                                 \
  template void take_rows(Workspace&, MatrixView<Real>&, const MatrixView<Real>&, Index, Index);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
