#include "core/ad/product.h"

#include <type_traits>

#include "core/base/check.h"
#if GANSCOPE_HAVE_XSMM
#include <libxsmm.h>
#endif

namespace gan {

void pin_block_sizes() {
  static const bool pinned = [] {
    Eigen::setCpuCacheSizes(32 * 1024, 1024 * 1024, 8 * 1024 * 1024);
    return true;
  }();
  (void)pinned;
}

namespace {

#if GANSCOPE_HAVE_XSMM
// The kernels keep all of A in cache; beyond that Eigen's blocking is faster.
constexpr Index kLargestOperand = 512 * 512;

// A kernel of the wanted shape, or null where the generator has none.
libxsmm_smmfunction kernel(Index m, Index n, Index k, bool transposed_b, bool accumulate) {
  const auto lm = static_cast<libxsmm_blasint>(m), ln = static_cast<libxsmm_blasint>(n);
  const auto lk = static_cast<libxsmm_blasint>(k);
  const libxsmm_blasint ldb = transposed_b ? ln : lk;
  const float alpha = 1, beta = accumulate ? 1.0f : 0.0f;
  const int flags = transposed_b ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
  const int prefetch = LIBXSMM_GEMM_PREFETCH_NONE;
  return libxsmm_smmdispatch(lm, ln, lk, &lm, &ldb, &lm, &alpha, &beta, &flags, &prefetch);
}
#endif

// The kernels hold rows of the result in vector registers: with one or two rows these stay nearly empty, and
// each row goes better through Eigen's vector kernels. (Not where the sum over k is too short to fill
// theirs.)
template <class Real>
bool row_by_row(const MatrixView<Real>& out, Index k) {
  return out.rows == 1 || (out.rows == 2 && k >= 16);
}

// A matrix of one column, or a large one: Eigen serves these best.
template <class Real>
bool run_kernel(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool transposed_b,
                bool accumulate) {
#if GANSCOPE_HAVE_XSMM
  if constexpr (std::is_same_v<Real, float>) {
    if (row_by_row(out, a.cols) || out.cols == 1 || a.size() > kLargestOperand) return false;
    const libxsmm_smmfunction f = kernel(out.rows, out.cols, a.cols, transposed_b, accumulate);
    if (!f) return false;
    f(a.data, b.data, out.data);
    return true;
  }
#endif
  (void)out, (void)a, (void)b, (void)transposed_b, (void)accumulate;
  return false;
}

}  // namespace

template <class Real>
void product(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b, bool accumulate) {
  GAN_CHECK(a.cols == b.rows && out.rows == a.rows && out.cols == b.cols, "shapes of a product disagree");
  if (run_kernel(out, a, b, false, accumulate)) return;
  pin_block_sizes();
  if (row_by_row(out, a.cols)) {
    for (Index i = 0; i < out.rows; ++i) {
      auto row = out.map().row(i);
      if (!accumulate) row.setZero();
      row.noalias() += a.map().row(i) * b.map();
    }
  } else if (accumulate) {
    out.map().noalias() += a.map() * b.map();
  } else {
    out.map().noalias() = a.map() * b.map();
  }
}

template <class Real>
void product_transposed_left(Workspace& ws, MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b) {
  GAN_CHECK(a.rows == b.rows && out.rows == a.cols && out.cols == b.cols, "shapes of a product disagree");
  if (a.rows == 1) return product(out, MatrixView<Real>{a.data, a.cols, 1}, b, false);
  if (std::is_same_v<Real, double>) {
    pin_block_sizes();
    out.map().noalias() = a.map().transpose() * b.map();
    return;
  }
  Workspace::Scope scope(ws);
  const auto transposed = ws.matrix<Real>(a.cols, a.rows);
  transposed.map() = a.map().transpose();
  product(out, transposed, b, false);
}

template <class Real>
void add_product_transposed_right(MatrixView<Real> out, MatrixView<Real> a, MatrixView<Real> b) {
  GAN_CHECK(a.cols == b.cols && out.rows == a.rows && out.cols == b.rows, "shapes of a product disagree");
  if (run_kernel(out, a, b, true, true)) return;
  pin_block_sizes();
  if (row_by_row(out, a.cols)) {
    for (Index i = 0; i < out.rows; ++i) {
      out.map().row(i).transpose().noalias() += b.map() * a.map().row(i).transpose();
    }
  } else {
    out.map().noalias() += a.map() * b.map().transpose();
  }
}

template void product(MatrixView<float>, MatrixView<float>, MatrixView<float>, bool);
template void product(MatrixView<double>, MatrixView<double>, MatrixView<double>, bool);
template void product_transposed_left(Workspace&, MatrixView<float>, MatrixView<float>, MatrixView<float>);
template void product_transposed_left(Workspace&, MatrixView<double>, MatrixView<double>, MatrixView<double>);
template void add_product_transposed_right(MatrixView<float>, MatrixView<float>, MatrixView<float>);
template void add_product_transposed_right(MatrixView<double>, MatrixView<double>, MatrixView<double>);

}  // namespace gan
